// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/eventframe.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;

std::optional<EventFrame> readFrame(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    const QJsonObject message = document.object();
    EventFrame frame{.isReset = message.value("reset"_L1).toBool()};
    frame.upTo = message.value(frame.isReset ? "latest"_L1 : "upTo"_L1).toInteger(-1);
    if (frame.upTo < 0 || (!frame.isReset && !message.value("events"_L1).isArray()))
        return std::nullopt;
    for (const QJsonValue &value : message.value("events"_L1).toArray()) {
        TeamEvent event{.number = value["number"_L1].toInteger(-1),
                        .at = QDateTime::fromString(value["at"_L1].toString(), Qt::ISODateWithMs).toUTC(),
                        .kind = value["kind"_L1].toString(),
                        .body = value["body"_L1].toObject()};
        if (event.number < 0 || event.number > frame.upTo)
            return std::nullopt;
        frame.events.append(std::move(event));
    }
    return frame;
}

} // namespace milassist
