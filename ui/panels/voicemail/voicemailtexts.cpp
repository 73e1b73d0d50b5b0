// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/voicemailtexts.h"

#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Voicemails {
    Q_DECLARE_TR_FUNCTIONS(Voicemails)
};

// Twilio transcribes only what is this long. Source: TwiML <Record transcribe>.
constexpr auto shortestTranscribed = 2s;
constexpr auto longestTranscribed = 120s;

QString preview(const VoicemailRow &voicemail)
{
    const TranscriptWords words = transcriptWords(voicemail);
    return words.text.isEmpty() ? words.state : words.text.simplified();
}

} // namespace

TranscriptWords transcriptWords(const VoicemailRow &voicemail)
{
    switch (voicemail.transcript) {
    case TranscriptState::Ready:
        if (voicemail.transcriptText.trimmed().isEmpty() || voicemail.transcriptText.trimmed() == "(blank)"_L1)
            return {{}, Voicemails::tr("No words were understood."), Voicemails::tr("Listen to it: there may be only noise, or it is hard to hear."), Tone::Neutral};
        return {voicemail.transcriptText.trimmed(), {}, {}, Tone::Neutral};
    case TranscriptState::Pending:
        return {{}, Voicemails::tr("The transcript is on its way."), Voicemails::tr("It usually takes a minute or two, and appears here by itself."), Tone::Neutral};
    case TranscriptState::Failed:
        return {{}, Voicemails::tr("Twilio could not transcribe this voicemail."), Voicemails::tr("The sound was not clear enough, or in another language. It can still be played."), Tone::Warning};
    case TranscriptState::None: break;
    }
    if (voicemail.duration < shortestTranscribed)
        return {{}, Voicemails::tr("Too short for a transcript."), Voicemails::tr("Twilio transcribes nothing under 2 seconds."), Tone::Neutral};
    if (voicemail.duration > longestTranscribed)
        return {{}, Voicemails::tr("Too long for a transcript."), Voicemails::tr("Twilio transcribes nothing over 2 minutes."), Tone::Neutral};
    return {{}, Voicemails::tr("No transcript."), Voicemails::tr("Nobody asked Twilio for one when this was recorded."), Tone::Neutral};
}

RowView voicemailRowView(const VoicemailRow &voicemail, const LineNames &lines, const QDateTime &now)
{
    const PartyWords who = partyWords(voicemail.peer, voicemail.contactName, lines.home());
    RowView row;
    row.title = who.title;
    row.titleNote = who.note;
    row.time = shortTime(voicemail.createdAt, now);
    row.subtitle = preview(voicemail);
    if (transcriptWords(voicemail).text.isEmpty()) {
        row.icon = u"transcript"_s;
        row.iconTone = transcriptWords(voicemail).tone;
    }
    row.unread = !voicemail.heard;
    row.hasAvatar = true;
    row.avatar = voicemail.contactName;
    row.detail = clockText(voicemail.duration);
    if (voicemail.deleting)
        row.tags.push_back({Voicemails::tr("Deleting"), Tone::Danger, u"trash"_s});
    else if (!voicemail.note.isEmpty())
        row.tags.push_back({Voicemails::tr("Note"), Tone::Neutral, u"note"_s});
    return row;
}

QString heardRuleText(HeardRule rule)
{
    switch (rule) {
    case HeardRule::AfterSeconds:
        return Voicemails::tr("Heard after 3 seconds of playing");
    case HeardRule::AfterMost:
        return Voicemails::tr("Heard after 80 % was played");
    case HeardRule::ByHand:
        return Voicemails::tr("Heard only when marked by hand (U)");
    }
    return {};
}

EmptyWords noVoicemailWords(const VoicemailFilter &filter)
{
    if (filter == VoicemailFilter{})
        return {u"voicemail"_s, Voicemails::tr("No voicemail yet."), Voicemails::tr("Messages that callers leave appear here by themselves, with a transcript where there is one."), {}};
    if (!filter.text.isEmpty())
        return {u"search"_s, Voicemails::tr("Nothing found for \u201c%1\u201d.").arg(filter.text),
                Voicemails::tr("This looks in names, numbers, transcripts and notes."), Voicemails::tr("Show all voicemail")};
    VoicemailFilter onlyNew;
    onlyNew.unheardOnly = true;
    if (filter == onlyNew)
        return {u"check-circle"_s, Voicemails::tr("All voicemail has been heard."), {}, Voicemails::tr("Show all voicemail")};
    return {u"filter"_s, Voicemails::tr("No voicemail passes these filters."), {}, Voicemails::tr("Clear filters")};
}

QString voicemailCountText(int count)
{
    return count == 1 ? Voicemails::tr("1 voicemail") : Voicemails::tr("%L1 voicemails").arg(count);
}

QString voicemailFileName(const VoicemailRow &voicemail, const QString &who)
{
    QString safe;
    for (const QChar c : who) {
        if (c.isLetterOrNumber())
            safe.append(c);
        else if (!safe.isEmpty() && !safe.endsWith(u'-'))
            safe.append(u'-');
    }
    while (safe.endsWith(u'-'))
        safe.chop(1);
    const QString when = voicemail.createdAt.toLocalTime().toString(u"yyyy-MM-dd-HHmm"_s);
    return u"voicemail-%1%2.wav"_s.arg(when, safe.isEmpty() ? QString() : u'-' + safe.left(40));
}

} // namespace milassist
