// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <memory>

namespace milassist {

/// Sound straight to the computer's sound server (PulseAudio, or PipeWire in its place), over a connection of its own. Qt keeps
/// one connection for the whole program, and when the server stays away for some seconds it never makes another.
class ServerStream {
public:
    /// 16-bit samples to @p sink, a name of the server's; empty: its default.
    /// Errors: Unavailable (no server, no libpulse).
    static Result<std::unique_ptr<ServerStream>> open(int rate, int channels, const QByteArray &sink);
    /// At once: what is not heard yet is dropped.
    ~ServerStream();
    Q_DISABLE_COPY_MOVE(ServerStream)

    qint64 room() const; ///< bytes that it takes now
    void write(const QByteArray &samples);
    qint64 heardFrames() const;
    bool isAllHeard() const;
    bool hasFailed() const; ///< the server went away

    struct State;

private:
    explicit ServerStream(std::shared_ptr<State> state);

    std::shared_ptr<State> m_state; // its thread holds it too: nobody waits for a server that hangs
};

} // namespace milassist
