// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/speech/speech.h"

#include <QJsonValue>
#include <QList>
#include <QString>

#include <optional>

namespace milassist::people {

/// One thing a person does on the telephone.
struct Step {
    enum class Kind {
        Wait,       ///< for `seconds`
        Answer,     ///< who is called: picks up; who calls: waits until that happens, `seconds` at most, then gives up
        Reject,     ///< with SIP `code`
        Say,        ///< `text`
        Play,       ///< the WAVE file `text`
        Beep,       ///< as an answering machine does
        Listen,     ///< until the other side has spoken and then paused for a second, `seconds` at most
        ListenTone, ///< until a beep has been heard and is over, `seconds` at most
        Press,      ///< the keys `text`
        HangUp,
    };
    Kind kind = Kind::Wait;
    double seconds = 0;
    QString text;
    int code = 0;
    bool operator==(const Step &) const = default;
};

/// What somebody does in one call, from its first ring to its end. After the last step they hang up.
struct Script {
    QList<Step> steps;
    world::SpeechVoice voice;
    /// They call the number that called them, so much later, and follow this script then. Shared: a script holds itself so.
    struct CallBack;
    std::shared_ptr<const CallBack> callBack;

    /// Reads "busy" and the like (named()), or {"steps":[{"answer":30},{"say":"Hello"},{"press":"1"},{"listen":20},
    /// {"listen_tone":20},{"beep":true},{"play":"a.wav"},{"wait":1.5},{"reject":486},{"hang_up":true}],
    /// "voice":"en-us+m3","speed":160,"call_back":{"after":60,"script":...}}, or the bare array of steps.
    /// Errors: Malformed, in words for whoever wrote it.
    static Result<Script> parse(const QJsonValue &json);
    /// For who is called: answers, busy, never_answers, unreachable, declines, machine, presses_1, refuses_screening,
    /// hangs_up_at_once, calls_back. For who calls: talks, voicemail, gives_up_ringing, impatient.
    static std::optional<Script> named(const QString &name);
    static QStringList names();
    /// Who calls and says @p turns, each after the other end has said something or has been quiet for a while; they let it
    /// ring for @p patience seconds.
    static Script ofTurns(const QStringList &turns, double patience, const world::SpeechVoice &voice);
};

struct Script::CallBack {
    double after = 0;
    Script script;
};

} // namespace milassist::people
