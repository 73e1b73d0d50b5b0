// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"
#include "core/twiml/reader.h"

namespace milassist::exchange {

/// "GET" or "POST".
QByteArray wordOf(twiml::Method method);
twiml::Method methodOf(const QString &word);
/// @p url as seen from the document at @p base; an absolute one stays letter by letter.
QString absolute(const QString &url, const QString &base);

/// Notes that something about a call went wrong, as Twilio's debugger does.
void noteTrouble(const Office &office, const QString &callSid, int code, const QString &words, const QString &url = {});
/// Notes what was wrong in a document that @p outcome brought.
void noteProblems(const Office &office, const QString &callSid, const QList<twiml::Problem> &problems, const webhooks::WebhookOutcome &outcome,
                  twiml::Method method);

} // namespace milassist::exchange
