// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/soundstate.h"

#include "ui/widgets/words.h"

#include <QCoreApplication>

namespace milassist {

using namespace std::chrono_literals;

namespace {

constexpr auto stillNew = 15min; // Twilio makes the file within a minute or two of the end

struct Say {
    Q_DECLARE_TR_FUNCTIONS(Player)
};

SoundTrouble notReady()
{
    return {.tone = Tone::Neutral,
            .title = Say::tr("Twilio is still preparing this recording."),
            .whatToDo = Say::tr("It appears here by itself, usually within a minute."),
            .code = {},
            .action = Say::tr("Try now"),
            .retryAfter = 10s};
}

SoundTrouble gone()
{
    return {.tone = Tone::Warning,
            .title = Say::tr("Twilio no longer has this recording."),
            .whatToDo = Say::tr("It was deleted there, or is kept outside of Twilio, and was never played on this computer."),
            .code = {},
            .action = {},
            .retryAfter = {}};
}

} // namespace

std::optional<SoundTrouble> troubleBefore(const RecordingFacts &facts)
{
    switch (facts.status.valueOr(RecordingStatus::Completed)) {
    case RecordingStatus::InProgress:
    case RecordingStatus::Paused:
        return SoundTrouble{.tone = Tone::Neutral,
                            .title = Say::tr("This is being recorded right now."),
                            .whatToDo = Say::tr("It can be played when the call has ended."),
                            .code = {},
                            .action = {},
                            .retryAfter = {}};
    case RecordingStatus::Stopped:
    case RecordingStatus::Processing: {
        SoundTrouble trouble = notReady();
        trouble.action.clear(); // its status is looked at with everything else
        trouble.retryAfter.reset();
        return trouble;
    }
    case RecordingStatus::Absent: {
        const ErrorText why = twilioErrorText(facts.errorCode);
        return SoundTrouble{.tone = Tone::Warning,
                            .title = Say::tr("Nothing was recorded."),
                            .whatToDo = why.title.isEmpty() ? Say::tr("There was no sound, or the call ended before it began.") : why.title,
                            .code = facts.errorCode ? Say::tr("Twilio %1").arg(facts.errorCode) : QString(),
                            .action = {},
                            .retryAfter = {}};
    }
    case RecordingStatus::Deleted: return std::nullopt; // it may still be on this disk
    case RecordingStatus::Completed: break;
    }
    return std::nullopt;
}

SoundTrouble troubleAfter(const RecordingFacts &facts, const Error &error, const QDateTime &now)
{
    if (error.kind == Error::Kind::NotFound) {
        const bool isNew = facts.createdAt.isValid()
            && facts.createdAt.addMSecs(std::chrono::milliseconds(stillNew + facts.duration).count()) > now;
        return isNew && !facts.status.is(RecordingStatus::Deleted) ? notReady() : gone();
    }
    if (error.kind == Error::Kind::Malformed)
        return {.tone = Tone::Danger,
                .title = Say::tr("This recording is damaged."),
                .whatToDo = Say::tr("What Twilio sent is no sound that can be played. Fetch it once more; if it stays so, save it and listen with another program."),
                .code = {},
                .action = Say::tr("Fetch again"),
                .retryAfter = {}};
    if (error.kind == Error::Kind::Rejected && error.twilioCode == 0)
        return {.tone = Tone::Warning,
                .title = Say::tr("This recording is too long to be played here."),
                .whatToDo = Say::tr("It can be downloaded in Twilio's console."),
                .code = {},
                .action = {},
                .retryAfter = {}};
    const ErrorText text = errorText(error);
    const bool isOffline = error.kind == Error::Kind::Offline;
    return {.tone = isOffline || error.kind == Error::Kind::RateLimited ? Tone::Warning : Tone::Danger,
            .title = isOffline ? Say::tr("No connection, and this recording is not on this computer yet.") : text.title,
            .whatToDo = isOffline ? Say::tr("It is fetched when the connection is back.") : text.whatToDo,
            .code = text.code,
            .action = Say::tr("Try again"),
            .retryAfter = isOffline ? std::optional(15s) : std::nullopt};
}

SoundTrouble troubleWithDevice(bool hasDevices)
{
    return {.tone = Tone::Warning,
            .title = hasDevices ? Say::tr("The loudspeaker or headset cannot be used.") : Say::tr("No loudspeaker or headset was found."),
            .whatToDo = hasDevices ? Say::tr("Another program may have taken it, or it was unplugged. Choose another one under Output, or press play again.")
                                   : Say::tr("Connect one and press play again. Nothing has been marked as heard."),
            .code = {},
            .action = {},
            .retryAfter = {}};
}

} // namespace milassist
