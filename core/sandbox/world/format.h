// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

namespace milassist::world
{

/// "(206) 555-0142" for a number of the North American plan, else the text itself.
QString formatted(const QString &party);
/// Whether this is E.164 as Twilio takes it; for +1 also of the right length with a plausible area code.
bool isE164(QStringView text);
/// What Twilio makes of a number: "2065550142", "(206) 555-0142" and "+1 206 555 0142" are all +12065550142. None when it
/// is no number.
std::optional<QString> normalised(const QString &text);
/// Whether it is an absolute http or https URL.
bool isWebUrl(const QString &text);

/// 0 is no instant.
inline QDateTime instant(quint32 seconds)
{
    return seconds == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}
inline quint32 secondsOf(const QDateTime &instant)
{
    return instant.isValid() ? quint32(instant.toSecsSinceEpoch()) : 0;
}

} // namespace milassist::world
