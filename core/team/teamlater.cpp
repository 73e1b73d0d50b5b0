// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamlater.h"

#include "core/team/teamevents.h"

#include <QJsonArray>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

const QString path = u"/api/team/scheduled-texts"_s;

std::optional<LaterText> laterTextFrom(const QJsonValue &body)
{
    LaterText text{.id = body["id"_L1].toInteger(),
                   .line = Party(body["from"_L1].toString()),
                   .peer = Party(body["to"_L1].toString()),
                   .body = body["body"_L1].toString(),
                   .media = {},
                   .at = QDateTime::fromString(body["at"_L1].toString(), Qt::ISODateWithMs).toUTC(),
                   .endsWithReply = body["cancel_if_they_reply"_L1].toBool(),
                   .author = body["author"_L1].toString(),
                   .state = Word<LaterState>(body["state"_L1].toString()),
                   .why = body["why"_L1].toString()};
    for (const QJsonValue &address : body["media"_L1].toArray())
        text.media << address.toString();
    if (text.id < 1 || text.peer.isEmpty() || !text.at.isValid())
        return std::nullopt;
    return text;
}

Result<LaterText> textIn(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    const auto text = laterTextFrom(*body);
    return text ? Result<LaterText>(*text) : fail(Error::Kind::Malformed, u"the relay's answer is no text for later"_s);
}

QJsonObject whenOf(const LaterText &text, const std::optional<QuietNight> &quiet)
{
    QJsonObject body{{u"body"_s, text.body}, {u"at"_s, text.at.toUTC().toString(Qt::ISODate)}, {u"cancel_if_they_reply"_s, text.endsWithReply}};
    if (quiet)
        body.insert(u"quiet"_s, QJsonObject{{u"from"_s, u"21:00"_s}, {u"until"_s, u"08:00"_s}, {u"zone"_s, QString::fromLatin1(quiet->zone)}});
    return body;
}

} // namespace

QList<LaterText> laterTextsFrom(const QJsonObject &body)
{
    QList<LaterText> texts;
    for (const QJsonValue &value : body.value("scheduled_texts"_L1).toArray()) {
        if (auto text = laterTextFrom(value))
            texts << *std::move(text);
    }
    return texts;
}

TeamLater::TeamLater(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_client(client)
{
    connect(&events, &TeamEvents::happened, this, [this](const TeamEvent &event) {
        if (event.kind == "scheduled_text"_L1)
            Q_EMIT changed();
    });
    connect(&events, &TeamEvents::resetTo, this, &TeamLater::changed);
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link == TeamEvents::Link::Live)
            Q_EMIT changed();
    });
}

QFuture<Result<QList<LaterText>>> TeamLater::list()
{
    return m_client.get(path).then([](const Result<QJsonObject> &body) -> Result<QList<LaterText>> {
        if (!body)
            return fail(body.error());
        return laterTextsFrom(*body);
    });
}

QFuture<Result<LaterText>> TeamLater::add(const LaterText &text, const std::optional<QuietNight> &quiet, const QString &key)
{
    QJsonObject body = whenOf(text, quiet);
    body.insert(u"from"_s, text.line.text());
    body.insert(u"to"_s, text.peer.text());
    body.insert(u"media"_s, QJsonArray::fromStringList(text.media));
    return m_client.post(path, body, key).then(textIn);
}

QFuture<Result<LaterText>> TeamLater::change(const LaterText &text, const std::optional<QuietNight> &quiet)
{
    return m_client.post(u"%1/%2"_s.arg(path).arg(text.id), whenOf(text, quiet)).then(textIn);
}

QFuture<Result<LaterText>> TeamLater::cancel(qint64 id)
{
    return m_client.remove(u"%1/%2"_s.arg(path).arg(id)).then(textIn);
}

} // namespace milassist
