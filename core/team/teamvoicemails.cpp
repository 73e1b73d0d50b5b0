// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamvoicemails.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/team/teamevents.h"

#include <QJsonArray>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto together = 100ms;        // one question for the rows that are painted together
constexpr auto afterFailure = 10s;
constexpr qint64 secondsUntilHeardOf = 3600; // by the relay, at most, after a voicemail was begun

/// The relay was not reached, or had no time.
bool mayPass(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::Offline || error.kind == Kind::OutcomeUnknown || error.kind == Kind::ServerFailed || error.kind == Kind::RateLimited;
}

QString pathOf(const RecordingSid &sid)
{
    return u"/api/team/voicemails/"_s + sid.text();
}

Result<TeamVoicemail> voicemailIn(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    const auto voicemail = teamVoicemailFrom(*body);
    return voicemail ? Result<TeamVoicemail>(*voicemail) : fail(Error::Kind::Malformed, u"the relay's answer is no voicemail"_s);
}

} // namespace

std::optional<TeamVoicemail> teamVoicemailFrom(const QJsonObject &body)
{
    const auto sid = RecordingSid::parse(body.value("sid"_L1).toString());
    if (!sid)
        return std::nullopt;
    TeamVoicemail voicemail{.sid = *sid,
                            .assignedTo = body.value("assigned_to"_L1).toString(),
                            .handledBy = body.value("handled_by"_L1).toString(),
                            .handledAt = QDateTime::fromString(body.value("handled_at"_L1).toString(), Qt::ISODateWithMs).toUTC(),
                            .heardBy = {}};
    for (const QJsonValue &person : body.value("heard_by"_L1).toArray())
        voicemail.heardBy << person.toString();
    voicemail.heardBy.removeAll(QString());
    return voicemail;
}

TeamVoicemails::TeamVoicemails(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_client(client), m_events(events)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &TeamVoicemails::ask);
    m_tellAgain.setSingleShot(true);
    m_tellAgain.setInterval(afterFailure);
    connect(&m_tellAgain, &QTimer::timeout, this, [this] {
        for (const RecordingSid &sid : m_heardToTell.keys())
            tell(sid);
    });
    connect(&events, &TeamEvents::happened, this, &TeamVoicemails::hear);
    connect(&events, &TeamEvents::resetTo, this, &TeamVoicemails::startOver);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link != TeamEvents::Link::Live)
            return;
        startOver();
        for (const RecordingSid &sid : m_heardToTell.keys())
            tell(sid);
    });
}

std::optional<TeamVoicemail> TeamVoicemails::of(const RecordingSid &sid, const QDateTime &at)
{
    if (!m_settled.contains(sid)) {
        m_wanted.insert(sid, at);
        askSoon(together);
    }
    const auto known = m_known.constFind(sid);
    return known == m_known.cend() ? std::nullopt : std::optional(*known);
}

void TeamVoicemails::hear(const TeamEvent &event)
{
    if (event.kind == "plan"_L1 || event.kind == "user"_L1) // others may be seen
        return startOver();
    const auto sid = RecordingSid::parse(event.text("recording"_L1));
    if (event.kind != "voicemail"_L1 || !sid)
        return;
    if (m_known.contains(*sid) || m_settled.contains(*sid))
        refresh(*sid);
    const QString what = event.text("what"_L1), by = event.text("by"_L1), me = m_client.access().user;
    const bool isNews = by == me && !m_heardToTell.contains(*sid); // what we say now is newer
    if (isNews && (what == "heard"_L1 || what == "unheard"_L1))
        Q_EMIT heardElsewhere(*sid, what == "heard"_L1);
    if (what == "assigned"_L1 && by != me && !me.isEmpty() && event.text("person"_L1) == me)
        Q_EMIT given(*sid, by);
}

/// What is known stays until it is known better.
void TeamVoicemails::startOver()
{
    m_settled.clear();
    m_readDownTo = {};
    m_isOutrun = m_isAsking;
    m_again |= m_refreshing;
    Q_EMIT changed();
}

void TeamVoicemails::askSoon(std::chrono::milliseconds pause)
{
    if (!m_isAsking && !m_soon.isActive() && m_events.isLive()) // else nobody tells of a change
        m_soon.start(pause);
}

/// One page, from the newest that is wanted, or from where the last one ended before it had come so far.
void TeamVoicemails::ask()
{
    if (m_isAsking || m_wanted.isEmpty() || !m_events.isLive())
        return;
    QDateTime before = std::ranges::max(m_wanted.values()).addSecs(secondsUntilHeardOf);
    if (m_readDownTo.isValid())
        before = std::min(before, m_readDownTo);
    m_isAsking = true;
    QUrlQuery query;
    query.addQueryItem(u"before"_s, before.toUTC().toString(Qt::ISODateWithMs));
    whenDone(m_client.get(u"/api/team/voicemails"_s, query), this, [this, before](const Result<QJsonObject> &page) {
        m_isAsking = false;
        if (std::exchange(m_isOutrun, false))
            return askSoon(0ms);
        take(page, before);
    });
}

void TeamVoicemails::take(const Result<QJsonObject> &page, const QDateTime &before)
{
    if (!page) {
        qCInfo(lcSync) << "whose the voicemails are is not known:" << page.error().detail;
        return askSoon(afterFailure);
    }
    for (const QJsonValue &value : page->value("voicemails"_L1).toArray()) {
        if (const auto voicemail = teamVoicemailFrom(value.toObject())) {
            m_known.insert(voicemail->sid, *voicemail);
            m_settled.insert(voicemail->sid);
            m_wanted.remove(voicemail->sid);
        }
    }
    m_readDownTo = QDateTime::fromString(page->value("before"_L1).toString(), Qt::ISODateWithMs).toUTC();
    const bool isLast = !m_readDownTo.isValid() || m_readDownTo >= before;
    // The relay does not have those of this time that it did not tell.
    m_wanted.removeIf([&](const auto &wanted) {
        const bool isPassed = isLast || wanted.value() >= m_readDownTo;
        if (isPassed) {
            m_settled.insert(wanted.key());
            m_known.remove(wanted.key());
        }
        return isPassed;
    });
    if (m_wanted.isEmpty())
        m_readDownTo = {};
    else
        askSoon(0ms);
    Q_EMIT changed();
}

void TeamVoicemails::take(const TeamVoicemail &voicemail)
{
    m_settled.insert(voicemail.sid);
    m_wanted.remove(voicemail.sid);
    const auto known = m_known.constFind(voicemail.sid);
    if (known != m_known.cend() && *known == voicemail)
        return;
    m_known.insert(voicemail.sid, voicemail);
    Q_EMIT changed();
}

void TeamVoicemails::refresh(const RecordingSid &sid)
{
    if (m_refreshing.contains(sid)) {
        m_again.insert(sid);
        return;
    }
    m_refreshing.insert(sid);
    whenDone(m_client.get(pathOf(sid)).then(voicemailIn), this, [this, sid](const Result<TeamVoicemail> &now) {
        m_refreshing.remove(sid);
        if (now)
            take(*now);
        else if (now.error().kind == Error::Kind::NotFound && m_known.remove(sid))
            Q_EMIT changed();
        if (m_again.remove(sid))
            refresh(sid);
    });
}

QFuture<Result<TeamVoicemail>> TeamVoicemails::change(const RecordingSid &sid, QLatin1StringView what, const QJsonObject &body)
{
    const auto changed = m_client.post(pathOf(sid) + u'/' + what, body).then(voicemailIn);
    whenDone(changed, this, [this, sid](const Result<TeamVoicemail> &now) {
        if (now)
            take(*now);
        else if (now.error().kind == Error::Kind::Rejected || now.error().kind == Error::Kind::OutcomeUnknown)
            refresh(sid); // whose is it?
    });
    return changed;
}

QFuture<Result<TeamVoicemail>> TeamVoicemails::assign(const RecordingSid &sid, const QString &person)
{
    return change(sid, "assign"_L1, {{u"person"_s, person}});
}

QFuture<Result<TeamVoicemail>> TeamVoicemails::setHandled(const RecordingSid &sid, bool handled)
{
    return change(sid, handled ? "handle"_L1 : "reopen"_L1);
}

void TeamVoicemails::setHeard(const RecordingSid &sid, bool heard)
{
    m_heardToTell.insert(sid, heard);
    tell(sid);
}

/// One after the other of the same voicemail, so that the last is what stays.
void TeamVoicemails::tell(const RecordingSid &sid)
{
    if (!m_heardToTell.contains(sid) || m_telling.contains(sid))
        return;
    const bool heard = m_heardToTell.value(sid);
    m_telling.insert(sid);
    whenDone(change(sid, heard ? "heard"_L1 : "unheard"_L1), this, [this, sid, heard](const Result<TeamVoicemail> &now) {
        m_telling.remove(sid);
        if (!now && mayPass(now.error())) {
            qCInfo(lcSync) << "the relay could not be told that a voicemail was heard:" << now.error().detail;
            return m_tellAgain.start();
        }
        if (m_heardToTell.value(sid) != heard)
            return tell(sid);
        m_heardToTell.remove(sid);
    });
}

} // namespace milassist
