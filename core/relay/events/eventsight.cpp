// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/events/eventsight.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QStringList textsOf(const QJsonObject &body, const QString &one, const QString &several)
{
    QStringList texts;
    if (const QString text = body.value(one).toString(); !text.isEmpty())
        texts << text;
    for (const QJsonValue &text : body.value(several).toArray())
        texts << text.toString();
    return texts;
}

} // namespace

OutgoingEvent outgoing(const LedgerEvent &event)
{
    const QJsonDocument document = QJsonDocument::fromJson(event.body.toUtf8());
    const QJsonObject body = document.object();
    const QJsonObject whole{{u"number"_s, event.number},
                            {u"at"_s, event.at.toUTC().toString(Qt::ISODateWithMs)},
                            {u"kind"_s, event.kind},
                            {u"body"_s, document.isObject() ? QJsonValue(body) : QJsonValue()}};
    OutgoingEvent out{.number = event.number,
                      .json = QString::fromUtf8(QJsonDocument(whole).toJson(QJsonDocument::Compact)),
                      .masked = {},
                      .whole = whole,
                      .kind = event.kind,
                      .isAboutLine = event.kind == "call"_L1 || event.kind == "voicemail"_L1 || event.kind == "text"_L1,
                      .lines = {},
                      .people = textsOf(body, u"person"_s, u"people"_s)};
    for (const QString &line : textsOf(body, u"line"_s, u"lines"_s))
        out.lines << Party(line);
    return out;
}

bool isTold(const Visitor &visitor, const LineSight &sight, const OutgoingEvent &event)
{
    if (event.kind == "user"_L1)
        return visitor.may(Permission::Users) || event.people.contains(visitor.name); // what they are is theirs to know
    if (event.kind == "audit"_L1)
        return visitor.may(Permission::Insight);
    if (sight.isWhole() || event.people.contains(visitor.name))
        return true;
    if (event.lines.isEmpty())
        return !event.isAboutLine;
    return std::any_of(event.lines.begin(), event.lines.end(), [&](const Party &line) { return sight.sees(line); });
}

} // namespace milassist::relay
