// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtppacket.h"
#include "core/sandbox/rtp/srtp.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QUdpSocket>

#include <memory>

namespace milassist {

/// The sound of a telephone in a test: says the same over and over, keeps what it hears, and lets the test send from its
/// sockets whatever it likes.
class FarSound : public QObject {
public:
    using Kind = rtp::Srtp::Kind;

    explicit FarSound(std::vector<qint16> says);

    quint16 port() const { return m_rtp.localPort(); } ///< of RTP; RTCP is the next one
    /// Begins, or goes on as agreed anew.
    void follow(const rtp::AgreedMedia &agreed);
    void stop() { m_timer.stop(); }
    void setSilent(bool isSilent) { m_isSilent = isSilent; } ///< sends nothing meanwhile

    /// What came, packet after packet; what got lost is not there.
    const std::vector<qint16> &heard() const { return m_heard; }
    void forgetHeard() { m_heard.clear(); }

    /// From our sockets to theirs, as it is.
    void send(Kind kind, const QByteArray &packet);
    /// The same as a part of the call: encrypted where the call is.
    void sendSealed(Kind kind, QByteArray packet);
    /// The next packet that we would send.
    const rtp::RtpPacket &next() const { return m_next; }
    qint64 spoken() const { return m_frames; } ///< of 20 ms each
    const std::optional<rtp::AgreedMedia> &agreed() const { return m_agreed; }

private:
    void speak();
    void hear();

    const std::vector<qint16> m_says;
    QUdpSocket m_rtp, m_rtcp;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_frames = 0;
    bool m_isSilent = false;
    rtp::RtpPacket m_next;
    std::optional<rtp::AgreedMedia> m_agreed;
    std::unique_ptr<rtp::Srtp> m_srtp;
    std::vector<qint16> m_heard;
};

} // namespace milassist
