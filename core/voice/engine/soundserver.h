// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace milassist {

/// Watches the computer's sound server (PulseAudio, or PipeWire in its place): devices that come and go, its own end and
/// return. The SIP library notices none of that, and Qt's own watching gives up when the server stays away for some seconds.
/// Engine thread, except for what it does inside. Where there is no libpulse it never has news.
class SoundServer {
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// @param wake called in a thread of its own when tick() has something to do
    explicit SoundServer(std::function<void()> wake);
    ~SoundServer();

    void start();
    struct News {
        bool came = false;    ///< the server is there, for the first time or again
        bool went = false;
        bool devices = false; ///< some came or went, and then nothing for a moment: a headset comes in several pieces
    };
    News tick(Instant now);
    bool isThere() const;
    /// tick() has to be called soon: something has begun.
    bool isBusy() const;

private:
    struct Private;
    std::unique_ptr<Private> m_p;
};

} // namespace milassist
