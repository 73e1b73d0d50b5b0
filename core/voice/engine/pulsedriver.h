// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct _MSFactory;

namespace milassist {

/// The library's driver for the sound server, held in check: left alone it dies when a stream is opened on a server that is
/// gone, and never finds one that came back. One at a time in a process: its callbacks know no context. Engine thread.
class PulseDriver {
public:
    static constexpr auto name = "PulseAudio";

    void guard(_MSFactory *factory);
    /// On a server that is gone streams are silent ones of our own.
    void setServer(bool isThere);
    /// Streams of the driver that are open. They hold its connection.
    int streams() const;
    /// Lets go of the connection; the next look for devices makes a new one. Only without streams.
    void letGo();

private:
    _MSFactory *m_factory = nullptr;
};

} // namespace milassist
