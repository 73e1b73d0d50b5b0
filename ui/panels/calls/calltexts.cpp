// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/calltexts.h"

#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/qualitywords.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct Calls {
    Q_DECLARE_TR_FUNCTIONS(Calls)
};

bool isAhead(const CallRow &call)
{
    return call.status.isAnyOf(CallStatus::Queued, CallStatus::Initiated, CallStatus::Ringing);
}

CallWords ongoingOut(const CallRow &call)
{
    switch (call.status.valueOr(CallStatus::InProgress)) {
    case CallStatus::Queued:
        return {Calls::tr("Queued"), Calls::tr("Outgoing call, waiting to be dialed."), u"arrow-out"_s, Tone::Neutral};
    case CallStatus::Initiated:
        return {Calls::tr("Dialing"), Calls::tr("Outgoing call, being dialed."), u"arrow-out"_s, Tone::Good};
    case CallStatus::Ringing:
        return {Calls::tr("Ringing"), Calls::tr("Outgoing call, ringing."), u"arrow-out"_s, Tone::Good};
    default:
        return {Calls::tr("In progress"), Calls::tr("Outgoing call, in progress."), u"arrow-out"_s, Tone::Good};
    }
}

CallWords incomingWords(const CallRow &call)
{
    const bool rang = call.ringSeconds.count() > 0;
    const QString ring = durationText(call.ringSeconds);
    switch (call.outcome) {
    case CallOutcome::Answered:
        return {Calls::tr("Incoming"),
                rang ? Calls::tr("Incoming call, answered after %1.").arg(ring) : Calls::tr("Incoming call, answered."),
                u"arrow-in"_s, Tone::Neutral};
    case CallOutcome::Voicemail:
        return {Calls::tr("Left a voicemail"), Calls::tr("Nobody answered. The caller left a voicemail."), u"voicemail"_s, Tone::Warning};
    case CallOutcome::Ongoing:
        if (isAhead(call))
            return {Calls::tr("Ringing"), Calls::tr("Incoming call, ringing."), u"arrow-in"_s, Tone::Good};
        return {Calls::tr("In progress"), Calls::tr("Incoming call, in progress."), u"arrow-in"_s, Tone::Good};
    default:
        return {rang ? Calls::tr("Missed, rang %1").arg(ring) : Calls::tr("Missed"),
                rang ? Calls::tr("Missed call. It rang for %1.").arg(ring) : Calls::tr("Missed call."), u"arrow-missed"_s, Tone::Danger};
    }
}

CallWords outgoingWords(const CallRow &call)
{
    const bool rang = call.ringSeconds.count() > 0;
    const QString ring = durationText(call.ringSeconds);
    switch (call.outcome) {
    case CallOutcome::Answered:
        return {Calls::tr("Outgoing"),
                rang ? Calls::tr("Outgoing call, answered after %1.").arg(ring) : Calls::tr("Outgoing call, answered."),
                u"arrow-out"_s, Tone::Neutral};
    case CallOutcome::Busy:
        return {Calls::tr("Busy"), Calls::tr("Outgoing call. The line was busy."), u"arrow-out"_s, Tone::Warning};
    case CallOutcome::Failed:
        return {Calls::tr("Failed"), Calls::tr("Outgoing call. It could not be put through."), u"error"_s, Tone::Danger};
    case CallOutcome::Canceled:
        return {Calls::tr("Canceled"), Calls::tr("Outgoing call, hung up before the answer."), u"arrow-out"_s, Tone::Neutral};
    case CallOutcome::Ongoing:
        return ongoingOut(call);
    case CallOutcome::NotSure:
        return {Calls::tr("Not sure it went out"), Calls::tr("Outgoing call. Twilio's answer was lost; its list of calls tells whether it went out. It is not called again by itself."),
                u"warning"_s, Tone::Warning};
    default:
        return {rang ? Calls::tr("No answer, rang %1").arg(ring) : Calls::tr("No answer"),
                rang ? Calls::tr("Outgoing call. It rang for %1 and nobody answered.").arg(ring)
                     : Calls::tr("Outgoing call. Nobody answered."),
                u"arrow-out"_s, Tone::Warning};
    }
}

} // namespace

CallWords callWords(const CallRow &call)
{
    return call.direction == CallHeading::In ? incomingWords(call) : outgoingWords(call);
}

QString callPriceText(const CallRow &call)
{
    if (!call.price)
        return call.pricePending ? Calls::tr("pending", "price") : QString();
    const QString paid = moneyText(*call.price);
    return call.pricePending ? Calls::tr("%1 so far", "price").arg(paid) : paid;
}

RowView callRowView(const CallRow &call, const LineNames &lines, const QDateTime &now)
{
    const PartyWords who = partyWords(call.peer, call.contactName, lines.home());
    const CallWords words = callWords(call);
    RowView row;
    row.title = who.title;
    row.titleNote = who.note;
    row.time = shortTime(call.startedAt, now);
    row.icon = words.icon;
    row.iconTone = words.tone;
    row.subtitle = words.text;
    row.subtitleTone = words.tone == Tone::Danger ? Tone::Danger : Tone::Neutral;
    row.hasAvatar = true;
    row.avatar = call.contactName;
    if (!call.line.isEmpty() && lines.lines().size() > 1)
        row.tags.push_back({lines.nameOf(call.line), Tone::Neutral, {}});
    if (call.hasRecording && !call.hasVoicemail)
        row.tags.push_back({Calls::tr("Rec", "recorded, very short"), Tone::Neutral, {}});
    QStringList detail;
    if (call.talkSeconds.count() > 0)
        detail.append(clockText(call.talkSeconds));
    if (call.price)
        detail.append(moneyText(*call.price));
    row.detail = detail.join(u"  \u00b7  "_s);
    return row;
}

SoundWords soundWords(const CallSound &sound)
{
    const QualityWords words = qualityWords(sound.mean);
    const auto poor = std::chrono::seconds(sound.poorSeconds);
    const bool isPoor = wordOf(sound.mean) >= QualityWord::Poor;
    QStringList figures{codecText(sound.codec, sound.isEncrypted)};
    figures += qualityFigures(sound.mean);
    figures.removeAll(QString());
    return {.text = words.bars < 0                ? QString()
                : isPoor || sound.poorSeconds == 0 ? words.word
                                                   : Calls::tr("%1, poor for %2").arg(words.word, durationText(poor)),
            .figures = figures.join(u'\n')};
}

EmptyWords noCallsWords(const CallFilter &filter)
{
    if (filter == CallFilter{})
        return {u"call"_s, Calls::tr("No calls yet."), Calls::tr("Calls to and from your numbers appear here by themselves."), {}};
    if (!filter.text.isEmpty())
        return {u"search"_s, Calls::tr("Nothing found for \u201c%1\u201d.").arg(filter.text),
                Calls::tr("This looks in names, numbers and notes. Ctrl+K also searches texts and transcripts."), Calls::tr("Show all calls")};
    CallFilter onlyMissed;
    onlyMissed.missedOnly = true;
    if (filter == onlyMissed)
        return {u"check-circle"_s, Calls::tr("No missed calls."), Calls::tr("Every call so far was answered."), Calls::tr("Show all calls")};
    return {u"filter"_s, Calls::tr("No call passes these filters."), {}, Calls::tr("Clear filters")};
}

QString callCountText(int count)
{
    return count == 1 ? Calls::tr("1 call") : Calls::tr("%L1 calls").arg(count);
}

} // namespace milassist
