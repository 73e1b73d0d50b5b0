// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace milassist {

/// What DEBUG says ("twilio:*", "twilio:http,twilio:store"), as rules for QLoggingCategory. Words that are not ours are passed
/// over: other programs read the same variable.
QString loggingRules(const QString &debug);

/// Every telephone number in @p text as masked() shows it. A net below those who mask what they log themselves.
QString withNumbersMasked(const QString &text);

/// One message of the log as a line of JSON: {"at","level","category","message"}.
/// @param at UTC
QByteArray jsonLogLine(const QDateTime &at, QtMsgType type, const QString &category, const QString &message);

/// From now on what is logged goes to standard error in such lines, whichever thread says it. Once a program.
void logAsJson(const QString &debug);

} // namespace milassist
