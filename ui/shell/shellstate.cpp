// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shellstate.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString say(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Shell", text, note);
}

/// "14:05" today, "yesterday at 14:05" or the day otherwise.
QString sinceWords(const QDateTime &since, const QDateTime &now)
{
    const QString words = longTime(since, now);
    const QString today = say("Today at "); // longTime() of today, which goes without saying here
    return words.startsWith(today) ? words.sliced(today.size()) : words;
}

void describeLink(ShellView &view, const ShellState &state, const QDateTime &now)
{
    using Link = ShellState::Link;
    switch (state.link) {
    case Link::Starting:
        view.linkText = say("Connecting");
        view.linkIcon = u"sync"_s;
        break;
    case Link::Online:
        view.linkText = say("Connected");
        view.linkHint = state.lastSync.isValid() ? say("Last answer %1.").arg(timeAgo(state.lastSync, now)) : QString();
        view.linkIcon = u"check-circle"_s;
        view.linkTone = Tone::Good;
        break;
    case Link::Offline:
        view.linkText = say("Offline");
        view.linkHint = say("No answer since %1.").arg(sinceWords(state.since, now));
        view.linkIcon = u"cloud-off"_s;
        view.linkTone = Tone::Warning;
        view.barTitle = say("Offline since %1.").arg(sinceWords(state.since, now));
        view.barAdvice = say("Reading and search work. Texts wait and go out when the connection is back.");
        view.barAction = say("Try now");
        break;
    case Link::SlowedDown:
        view.linkText = say("Waiting");
        view.linkHint = say("Twilio is busy. We try again by ourselves.");
        view.linkIcon = u"clock"_s;
        view.linkTone = Tone::Warning;
        break;
    case Link::Refused:
        view.linkText = say("Not accepted");
        view.linkIcon = u"key"_s;
        view.linkTone = Tone::Danger;
        view.barTitle = say("Twilio does not accept the saved token or key any more.");
        view.barAdvice = say("It was changed or revoked. What is here can still be read; nothing new arrives until you connect again.");
        view.barAction = say("Connect again");
        view.barTone = Tone::Danger;
        break;
    case Link::NeedsSecret:
        view.linkText = say("Locked");
        view.linkIcon = u"lock"_s;
        view.linkTone = Tone::Warning;
        view.barTitle = say("The token for this account could not be read.");
        view.barAdvice = say("What is here can be read; nothing new arrives until it is unlocked.");
        view.barAction = say("Unlock");
        break;
    }
}

/// "2 days", rounded down to the largest unit that fits.
QString spanWords(std::chrono::seconds span)
{
    using namespace std::chrono;
    const auto count = [](const char *words, qint64 n) { return QCoreApplication::translate("Shell", words, nullptr, int(n)); };
    if (span >= days(2))
        return count(QT_TRANSLATE_NOOP("Shell", "%n day(s)"), duration_cast<days>(span).count());
    if (span >= hours(2))
        return count(QT_TRANSLATE_NOOP("Shell", "%n hour(s)"), duration_cast<hours>(span).count());
    return count(QT_TRANSLATE_NOOP("Shell", "%n minute(s)"), duration_cast<minutes>(span).count());
}

void describeClock(ShellView &view, const ShellState &state)
{
    constexpr std::chrono::minutes tolerated(5); // below that nobody is misled
    const auto off = std::chrono::abs(state.clockSkew);
    if (!view.barTitle.isEmpty() || off < tolerated)
        return;
    view.barTitle = state.clockSkew > std::chrono::seconds(0) ? say("This computer's clock is %1 ahead.", "2 hours").arg(spanWords(off))
                                                              : say("This computer's clock is %1 behind.", "2 hours").arg(spanWords(off));
    view.barAdvice = say("Texts and calls still work, but \u201ctoday\u201d and \u201cago\u201d are wrong here. Set the clock of this computer.");
}

void describeSync(ShellView &view, const ShellState &state, const QDateTime &now)
{
    using Link = ShellState::Link;
    const bool reachable = state.link == Link::Online || state.link == Link::SlowedDown || state.link == Link::Starting;
    view.canSyncNow = reachable && !state.paused;
    if (state.fetchingHistory) {
        view.showsProgress = true;
        view.progress = state.historyPercent;
        view.canPause = !state.paused;
        view.canResume = state.paused;
        view.canCancel = true;
        const QString verb = state.paused ? say("History paused") : say("Fetching history");
        view.syncText = state.historyText.isEmpty() ? verb : say("%1: %2 so far", "Fetching history: 500 calls so far").arg(verb, state.historyText);
        return;
    }
    if (!state.lastSync.isValid())
        view.syncText = reachable ? say("Looking for what is new") : QString();
    else if (reachable)
        view.syncText = say("Up to date %1", "Up to date 3 minutes ago").arg(timeAgo(state.lastSync, now));
    else // claiming to be up to date beside a bar that says "Offline" would be a contradiction
        view.syncText = say("Last updated %1", "Last updated 3 minutes ago").arg(timeAgo(state.lastSync, now));
}

} // namespace

ShellView viewOf(const ShellState &state, const QDateTime &now)
{
    ShellView view;
    describeLink(view, state, now);
    describeClock(view, state);
    describeSync(view, state, now);
    if (state.unsureTexts > 0) {
        view.queueText = QCoreApplication::translate("Shell", "%n text(s) not sure, checking with Twilio", nullptr, state.unsureTexts);
        view.queueTone = Tone::Warning;
    } else if (state.queuedTexts > 0) {
        view.queueText = QCoreApplication::translate("Shell", "%n text(s) waiting to be sent", nullptr, state.queuedTexts);
    }
    view.modeStriped = state.sandbox;
    view.modeText = state.sandbox ? say("SANDBOX") : say("Live");
    view.modeHint = state.sandbox ? say("A Twilio that runs on this computer. Nothing costs money and nobody real is reached.")
                                  : say("Real Twilio account: texts reach people and cost money.");
    return view;
}

} // namespace milassist
