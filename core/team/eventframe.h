// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace milassist
{

/// Something that has happened, as a relay tells it. docs/relay-api.md says what the bodies hold.
struct TeamEvent {
    qint64 number = 0; ///< grows
    QDateTime at;      ///< UTC
    QString kind;      ///< "call", "text", "voicemail", ...
    QJsonObject body;
    bool operator==(const TeamEvent &) const = default;

    QString text(QLatin1StringView field) const { return body.value(field).toString(); }
};

/// One message of /api/events.
struct EventFrame {
    bool isReset = false; ///< read everything anew; upTo counts from then on
    qint64 upTo = 0;      ///< everything up to here is told
    QList<TeamEvent> events;
    bool operator==(const EventFrame &) const = default;
};

/// None for what no relay says: an event may be lost with it, so whoever reads it asks again.
std::optional<EventFrame> readFrame(const QString &text);

} // namespace milassist
