// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"

Q_LOGGING_CATEGORY(lcTwilio, "milassist.twilio", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHttp, "milassist.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "milassist.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSync, "milassist.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(lcOutbox, "milassist.outbox", QtInfoMsg)
Q_LOGGING_CATEGORY(lcMedia, "milassist.media", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSandbox, "milassist.sandbox", QtInfoMsg)
Q_LOGGING_CATEGORY(lcRelay, "milassist.relay", QtInfoMsg)
Q_LOGGING_CATEGORY(lcVoice, "milassist.voice", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "milassist.ui", QtInfoMsg)

namespace milassist {

QString masked(QStringView number)
{
    constexpr qsizetype head = 5; // "+" and four digits
    constexpr qsizetype tail = 4;
    if (number.size() <= head + tail)
        return QStringLiteral("***");
    return number.first(head).toString() + QStringLiteral("***") + number.last(tail).toString();
}

} // namespace milassist
