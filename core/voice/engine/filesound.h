// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"

#include <memory>

struct _MSFactory;
struct _MSFilter;

namespace milassist {

/// A sound card made of files, offered to the library like any other: muting, levels, the choice of devices and pulling one
/// out behave as with a real one, without a sound server. It always has one more device, called nothing, that says nothing:
/// a call without any microphone still sends silence instead of no packets, which the other end would take for a dead line.
class FileSoundCard {
public:
    static constexpr auto driver = "Files";
    static constexpr auto nothing = "nothing";

    /// One at a time in a process: the library's callbacks know no context.
    FileSoundCard();
    ~FileSoundCard();

    void install(_MSFactory *factory);
    /// Streams of the device called nothing, for whoever needs one in the place of a real one.
    static _MSFilter *silentReader(_MSFactory *factory);
    static _MSFilter *silentWriter(_MSFactory *factory);
    /// What is plugged in; seen by the library when it looks for devices again.
    void plug(const QList<FileSound::Device> &devices);

    struct State;

private:
    std::shared_ptr<State> m_state;
};

} // namespace milassist
