// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/demo/cast.h"
#include "core/sandbox/demo/painter.h"

#include <span>

namespace milassist::world::demo
{

/// One text of a script. Minutes after the one before; {p} the person's first name, {a} the assistant's, {d} a weekday,
/// {t} a time, {m} an amount, {n} a small number.
struct ScriptText {
    bool isOurs;
    int minutesLater;
    QStringView words;
    Motif motif = Motif::None; ///< of the picture that goes with it
};

struct Script {
    Role role;
    int line; ///< which of our lines it runs over
    std::span<const ScriptText> texts;
};

std::span<const Script> scripts();
/// The last conversation of those who want no more texts.
std::span<const ScriptText> farewell();

/// What people say after the tone; {p} the assistant's first name.
struct VoicemailScript {
    Role role;
    QStringView words;
};
std::span<const VoicemailScript> voicemails();
/// The voicemail nobody can make out, and the one that is only a breath.
QStringView unclearVoicemail();

/// A recorded conversation: the caller and the assistant in turns, the assistant first.
struct DialogueScript {
    QStringView turns[8];
};
std::span<const DialogueScript> dialogues();

} // namespace milassist::world::demo
