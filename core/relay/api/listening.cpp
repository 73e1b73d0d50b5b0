// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/listening.h"

#include "core/relay/access/recordingsight.h"
#include "core/relay/ledger/voicemailtable.h"
#include "core/twilio/origins.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int onePlay = 10 * 60; // seconds

HttpResponse notHere()
{
    return failureAnswer({.kind = Error::Kind::NotFound, .detail = {}});
}

HttpResponse refusal(int status, bool isKnown)
{
    switch (status) {
    case 404:
    case 410:
        return isKnown ? platformRefusal(410, "deleted"_L1, u"This recording was deleted."_s,
                                         u"What was written down about it is still there."_s)
                       : notHere();
    case 416:
        return platformRefusal(416, "range"_L1, u"It is not as long as that."_s);
    case 429:
        return platformRefusal(429, "busy"_L1, u"Too many listen just now."_s, u"Try again in a moment."_s);
    default:
        return platformRefusal(502, "twilio_away"_L1, u"The recording cannot be fetched just now."_s, u"Try again in a moment."_s);
    }
}

} // namespace

Listening::Listening(SharedStore &store, Upstream &upstream, QObject *parent)
    : QObject(parent), m_store(store), m_upstream(upstream)
{
}

std::vector<ApiRoute> Listening::routes()
{
    return {{"GET", u"/api/twilio/recordings/{}"_s, Permission::Voicemail, [this](const ApiAskPtr &ask) { play(ask); }}};
}

void Listening::play(const ApiAskPtr &ask)
{
    const auto sid = RecordingSid::parse(ask->args.first());
    if (!sid)
        return ask->responder.send(notHere());
    whenDone(hiddenAmong(m_store, ask->sight, {{.recording = sid->text(), .call = {}}}), this,
             [this, ask, sid = *sid](const Result<QSet<QString>> &hidden) {
                 if (!hidden)
                     return ask->responder.send(failureAnswer(hidden.error()));
                 if (!hidden->isEmpty())
                     return ask->responder.send(notHere());
                 auto known = m_store.read([sid](SqlConnection &db) { return VoicemailTable(db).find(sid); });
                 whenDone(std::move(known), this, [this, ask](const Result<std::optional<LedgerVoicemail>> &voicemail) {
                     if (!voicemail)
                         return ask->responder.send(failureAnswer(voicemail.error()));
                     audit(ask, voicemail->has_value());
                 });
             });
}

void Listening::audit(const ApiAskPtr &ask, bool isKnown)
{
    const QString play = ask->visitor.name + u' ' + ask->args.first();
    m_heard.removeIf([&](const auto &entry) { return entry.value().secsTo(ask->now) > onePlay; });
    if (m_heard.contains(play) || ask->request.isHead)
        return stream(ask, isKnown);
    const Deed deed{.what = u"recording-played"_s, .about = ask->args.first(), .detail = {}, .eventKind = {}, .event = {}};
    auto kept = m_store.write([deed, who = ask->visitor.name, now = ask->now](SqlConnection &db) {
        return noted(db, who, deed, now);
    });
    whenDone(std::move(kept), this, [this, ask, isKnown, play](const Result<> &outcome) {
        if (!outcome) // nobody listens unseen
            return ask->responder.send(failureAnswer(outcome.error()));
        m_heard.insert(play, ask->now);
        stream(ask, isKnown);
    });
}

void Listening::stream(const ApiAskPtr &ask, bool isKnown)
{
    const QString format = ask->request.query().value(u"format") == "wav"_L1 ? u"wav"_s : u"mp3"_s;
    const QUrl url = productUrl(m_upstream.credentials().baseUrl, Product::Api,
                                u"/2010-04-01/Accounts/%1/Recordings/%2.%3"_s.arg(m_upstream.credentials().account.text(),
                                                                                 ask->args.first(), format));
    m_upstream.pipe(url, ask->request, ask->responder.direct(), [isKnown](int status) { return refusal(status, isKnown); });
}

} // namespace milassist::relay
