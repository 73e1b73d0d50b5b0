// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/laterwords.h"

#include "ui/widgets/words.h"
#include "ui/words/hourswords.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QString later(const char *text)
{
    return QCoreApplication::translate("Later", text);
}

QString whyNotSent(const LaterText &text, const QString &colleague)
{
    if (text.why == "replied"_L1)
        return later("Not sent: they wrote before.");
    if (text.why == "opted_out"_L1)
        return later("Not sent: they want no texts from this line.");
    if (text.state.is(LaterState::Cancelled))
        return colleague.isEmpty() ? later("Cancelled.") : later("Cancelled by %1.").arg(colleague);
    if (text.why.startsWith("twilio "_L1)) {
        if (const QString title = twilioErrorText(text.why.sliced(7).toInt()).title; !title.isEmpty())
            return later("Not sent: %1").arg(title);
    }
    return later("Not sent: Twilio refused it.");
}

/// That something is at @p hour on the clock of @p zone, on @p day.
QDateTime atHour(const QDate &day, int hour, const QTimeZone &zone)
{
    return QDateTime(day, QTime(hour, 0), zone).toUTC();
}

} // namespace

bool isStillTold(const LaterText &text, const QDateTime &now)
{
    constexpr int days = 3;
    const LaterState state = text.state.valueOr(LaterState::Waiting);
    if (state == LaterState::Waiting || state == LaterState::Sending)
        return true;
    return state != LaterState::Sent && text.at.addDays(days) > now;
}

QString laterWords(const LaterText &text, const QString &colleague, const QDateTime &now)
{
    switch (text.state.valueOr(LaterState::Waiting)) {
    case LaterState::Waiting: {
        const QString when = later("Goes out: %1").arg(longTime(text.at, now));
        const QString whose = colleague.isEmpty() ? when : later("%1, by %2").arg(when, colleague);
        return text.endsWithReply ? later("%1, if they have not written before").arg(whose) : whose;
    }
    case LaterState::Sending:
        return later("Going out now");
    case LaterState::Sent:
        return later("Sent");
    case LaterState::Cancelled:
    case LaterState::Failed:
        break;
    }
    return whyNotSent(text, colleague);
}

TheirTime theirTime(const QDateTime &at, const QTimeZone &zone, bool keepsNight, const QDateTime &now)
{
    constexpr int evening = 21, morning = 8;
    const QDateTime wanted = at.toTimeZone(zone);
    const auto words = [&, there = routing::Zone::parse(QString::fromLatin1(zone.id())).value_or(routing::Zone())](const QDateTime &instant) {
        return instantWords(instant.toUTC(), there, now);
    };
    const int hour = wanted.time().hour();
    if (!keepsNight || (hour >= morning && hour < evening))
        return {.at = at.toUTC(), .words = later("For them that is %1.").arg(words(wanted))};
    const QDateTime moved = atHour(hour >= evening ? wanted.date().addDays(1) : wanted.date(), morning, zone);
    return {.at = moved,
            .words = later("For them that is %1, at night, so it goes out %2 their time.").arg(words(wanted), words(moved)),
            .isMoved = true};
}

} // namespace milassist
