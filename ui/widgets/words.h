// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/money.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QString>

#include <chrono>

namespace milassist {

/// An error as the user reads it: what happened, what to do, a code to copy (empty when there is none).
struct ErrorText {
    QString title, whatToDo, code;
    bool operator==(const ErrorText &) const = default;
};
ErrorText errorText(const Error &error);

/// Twilio's error number in words ("The carrier blocked it as spam"), with what to do about it; for unknown numbers a
/// sentence that names the number. Title and advice are empty for 0.
ErrorText twilioErrorText(int code);

/// "now", "5 min", "14:05" (today), "Yesterday", "Tue" (this week), "12 Mar", "12 Mar 2024": short, for lists.
/// @param instant, @param now UTC; shown in local time
QString shortTime(const QDateTime &instant, const QDateTime &now, const QLocale &locale = QLocale());
/// "14:05": hours and minutes as they are written here.
QString clockTime(const QTime &time, const QLocale &locale = QLocale());
/// "Tuesday 14:05", "12 March 2024 at 14:05": for details.
QString longTime(const QDateTime &instant, const QDateTime &now, const QLocale &locale = QLocale());
/// Date and time to the second with the zone, for tool tips.
QString exactTime(const QDateTime &instant, const QLocale &locale = QLocale());
/// "Today", "Yesterday", "Tuesday", "12 March 2024": for dividers.
QString dayName(const QDate &day, const QDate &today, const QLocale &locale = QLocale());
/// "just now", "3 minutes ago", "2 hours ago", "on 12 Mar".
QString timeAgo(const QDateTime &instant, const QDateTime &now, const QLocale &locale = QLocale());
/// "0:07", "12:05", "1:02:05".
QString clockText(std::chrono::seconds duration);
/// "7 s", "2 min 5 s", "1 h 2 min": in sentences.
QString durationText(std::chrono::seconds duration);
/// "$0.0075", "-$1.15": the sign turned so that what we pay is positive; at least two decimals, as exact as the record.
QString moneyText(const Money &money, const QLocale &locale = QLocale());
/// "1.2 MB".
QString sizeText(qint64 bytes, const QLocale &locale = QLocale());

} // namespace milassist
