// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/jitterbuffer.h"
#include "core/sandbox/rtp/keys.h"
#include "core/sandbox/rtp/negotiation.h"
#include "core/sandbox/rtp/reception.h"
#include "core/sandbox/rtp/srtp.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QUdpSocket>

#include <deque>

namespace milassist::rtp
{

/// What the network between us and a phone does to packets: for tests of bad lines.
struct Weather {
    double lossOut = 0, lossIn = 0;                ///< 0 to 1; from us to the phone, and back
    std::chrono::milliseconds delay{0}, jitter{0}; ///< of what we send; jitter is up to that much more
    bool operator==(const Weather &) const = default;
};

struct Figures {
    quint32 sent = 0, received = 0, dropped = 0; ///< dropped: forged, malformed, from strangers
    qint32 lost = 0;                             ///< of theirs on the way to us
    double jitterMs = 0;
    int lostAtTheirEnd = 0; ///< of 256, as their last report says
    std::optional<std::chrono::microseconds> roundTrip;
};

/// The sound of one call: RTP and RTCP on two sockets of its own. What is spoken leaves at once, at most a frame ahead of the
/// clock; when nobody speaks silence is sent, so that the other end keeps hearing from us. Answers go where packets come
/// from (symmetric RTP). Lives in the thread it was made in.
class RtpSession : public QObject
{
    Q_OBJECT
public:
    /// Null when no pair of ports is free. @p weather outlives it.
    static std::unique_ptr<RtpSession> open(const QHostAddress &address, const Weather &weather);
    ~RtpSession() override; ///< says farewell by RTCP

    quint16 port() const { return m_rtp.localPort(); }
    /// Begins, or goes on as agreed anew (hold, another address).
    void start(const AgreedMedia &agreed);
    bool isStarted() const { return m_clock.isValid(); }

    void speak(const Frame &frame);     ///< once every 20 ms
    Frame heard();                      ///< once every 20 ms
    void sendKeys(QByteArrayView keys); ///< "0-9A-D*#wW"
    Figures figures() const;
    /// How long ago the last packet of theirs was; none before the first.
    std::optional<std::chrono::milliseconds> silentFor() const;

Q_SIGNALS:
    void keyReleased(char key);

private:
    RtpSession(const QHostAddress &address, const Weather &weather);
    bool bindPair();
    void pump();
    void sendFrame(const Frame &frame);
    void sendKey(const KeyPlayer::Step &step);
    void sendRtp(quint8 payloadType, bool marker, quint32 timestamp, QByteArray payload);
    void send(Srtp::Kind kind, QByteArray packet);
    void readRtp();
    void readRtcp();
    void readPacket(QByteArray datagram, const QHostAddress &sender, quint16 senderPort);
    void report(bool isLast = false);
    bool isLost(double probability) const;
    Reception::Time now() const { return std::chrono::microseconds(m_clock.nsecsElapsed() / 1000); }

    const QHostAddress m_address;
    const Weather &m_weather;
    QUdpSocket m_rtp, m_rtcp;
    QTimer m_timer, m_reports;
    QElapsedTimer m_clock; ///< since start()
    std::optional<AgreedMedia> m_agreed;
    std::unique_ptr<Srtp> m_srtp;
    QHostAddress m_peer, m_rtcpPeer;
    quint16 m_peerPort = 0, m_rtcpPeerPort = 0;
    bool m_isLatched = false;

    std::deque<Frame> m_queue;
    KeyPlayer m_keyPlayer;
    qint64 m_ticks = 0; ///< frames sent, or not sent because of hold
    quint32 m_timestamp, m_ssrc, m_keyTimestamp = 0;
    quint16 m_sequence;
    bool m_isOdd = false; ///< of two calls of the timer one is a tick of 20 ms
    bool m_marks = true;  ///< the next frame follows a pause
    SenderInfo m_sent;

    JitterBuffer m_jitter;
    KeyReader m_keyReader;
    Reception m_reception;
    qint64 m_lastHeardMs = -1;
    quint32 m_dropped = 0;
    int m_lostAtTheirEnd = 0;
    std::optional<std::chrono::microseconds> m_roundTrip;
};

} // namespace milassist::rtp
