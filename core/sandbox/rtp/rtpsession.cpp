// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/rtpsession.h"

#include <QNetworkDatagram>
#include <QRandomGenerator>

namespace milassist::rtp
{

namespace
{

constexpr int frameMs = 20, pumpMs = 10;
constexpr size_t mostQueued = 10;
constexpr qint64 framesAhead = 1, framesBehind = 3;
constexpr auto reportEvery = std::chrono::milliseconds(2500), firstReport = std::chrono::milliseconds(500);
constexpr int datagramsAtOnce = 64;

std::chrono::microseconds since1970()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch());
}

} // namespace

RtpSession::RtpSession(const QHostAddress &address, const Weather &weather)
    : m_address(address), m_weather(weather), m_timestamp(QRandomGenerator::global()->generate()),
      m_ssrc(QRandomGenerator::global()->generate()), m_sequence(quint16(QRandomGenerator::global()->bounded(0x8000)))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(pumpMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        pump();
        if (m_isOdd = !m_isOdd; m_isOdd)
            return;
        if (const auto key = m_keyReader.tick())
            Q_EMIT keyReleased(*key);
    });
    m_reports.setInterval(reportEvery);
    connect(&m_reports, &QTimer::timeout, this, [this] { report(); });
    connect(&m_rtp, &QUdpSocket::readyRead, this, &RtpSession::readRtp);
    connect(&m_rtcp, &QUdpSocket::readyRead, this, &RtpSession::readRtcp);
}

RtpSession::~RtpSession()
{
    if (m_agreed)
        report(true);
}

std::unique_ptr<RtpSession> RtpSession::open(const QHostAddress &address, const Weather &weather)
{
    std::unique_ptr<RtpSession> session(new RtpSession(address, weather));
    return session->bindPair() ? std::move(session) : nullptr;
}

/// An even port for RTP and the one after it for RTCP.
bool RtpSession::bindPair()
{
    for (int attempt = 0; attempt < 50; ++attempt) {
        if (!m_rtp.bind(m_address, 0, QAbstractSocket::DontShareAddress))
            return false;
        const quint16 port = m_rtp.localPort();
        if (port % 2 == 0 && m_rtcp.bind(m_address, quint16(port + 1), QAbstractSocket::DontShareAddress))
            return true;
        m_rtp.close();
    }
    return false;
}

void RtpSession::start(const AgreedMedia &agreed)
{
    const bool isElsewhere = !m_agreed || m_agreed->address != agreed.address || m_agreed->port != agreed.port;
    if (isElsewhere) {
        m_peer = agreed.address;
        m_peerPort = agreed.port;
        m_rtcpPeer = agreed.address;
        m_rtcpPeerPort = agreed.rtcpPort;
        m_isLatched = false;
        m_jitter.clear();
    }
    if (!m_agreed || m_agreed->ours != agreed.ours || m_agreed->theirs != agreed.theirs)
        m_srtp = agreed.ours && agreed.theirs ? Srtp::make(*agreed.ours, *agreed.theirs) : nullptr;
    m_marks = m_marks || !m_agreed || (agreed.weSend && !m_agreed->weSend);
    m_agreed = agreed;
    if (m_clock.isValid())
        return;
    m_clock.start();
    m_timer.start();
    m_reports.start();
    QTimer::singleShot(firstReport, this, [this] { report(); });
}

void RtpSession::speak(const Frame &frame)
{
    if (!m_agreed)
        return;
    if (m_queue.size() >= mostQueued)
        m_queue.pop_front();
    m_queue.push_back(frame);
    pump();
}

Frame RtpSession::heard()
{
    return m_jitter.take();
}

void RtpSession::sendKeys(QByteArrayView keys)
{
    if (m_agreed && m_agreed->keyType)
        m_keyPlayer.add(keys);
}

/// Sends what is due by the clock, not by how often the timer fired.
void RtpSession::pump()
{
    const qint64 due = m_clock.elapsed() / frameMs;
    while (m_ticks <= due + framesAhead) {
        const bool isSpoken = !m_queue.empty();
        if (!isSpoken && m_ticks > due - (m_keyPlayer.isBusy() ? 0 : framesBehind))
            break;
        Frame frame{};
        if (isSpoken) {
            frame = m_queue.front();
            m_queue.pop_front();
        }
        if (m_agreed->weSend) {
            const bool isKey = m_keyPlayer.isBusy();
            const auto step = m_keyPlayer.next();
            if (step)
                sendKey(*step);
            else if (isSpoken || !isKey)
                sendFrame(frame);
        }
        ++m_ticks;
        m_timestamp += samplesPerFrame;
    }
}

void RtpSession::sendFrame(const Frame &frame)
{
    sendRtp(quint8(m_agreed->payloadType), std::exchange(m_marks, false), m_timestamp, encoded(m_agreed->law, frame));
}

void RtpSession::sendKey(const KeyPlayer::Step &step)
{
    if (step.isFirst)
        m_keyTimestamp = m_timestamp;
    sendRtp(quint8(*m_agreed->keyType), step.isFirst, m_keyTimestamp, step.event.toBytes());
}

void RtpSession::sendRtp(quint8 payloadType, bool marker, quint32 timestamp, QByteArray payload)
{
    ++m_sent.packets;
    m_sent.octets += quint32(payload.size());
    send(Srtp::Kind::Rtp, RtpPacket{payloadType, marker, m_sequence++, timestamp, m_ssrc, std::move(payload)}.toBytes());
}

void RtpSession::send(Srtp::Kind kind, QByteArray packet)
{
    if (m_agreed->ours) {
        auto sealed = m_srtp ? m_srtp->sealed(kind, std::move(packet)) : std::nullopt;
        if (!sealed)
            return; // never in the clear
        packet = *std::move(sealed);
    }
    const bool isRtp = kind == Srtp::Kind::Rtp;
    const QHostAddress to = isRtp ? m_peer : m_rtcpPeer;
    const quint16 port = isRtp ? m_peerPort : m_rtcpPeerPort;
    if (to.isNull() || port == 0 || isLost(m_weather.lossOut))
        return;
    const auto jitter = m_weather.jitter.count() > 0 ? QRandomGenerator::global()->bounded(int(m_weather.jitter.count()) + 1) : 0;
    const auto wait = m_weather.delay + std::chrono::milliseconds(jitter);
    QUdpSocket *socket = isRtp ? &m_rtp : &m_rtcp;
    if (wait.count() > 0)
        QTimer::singleShot(wait, Qt::PreciseTimer, this, [=] { socket->writeDatagram(packet, to, port); });
    else
        socket->writeDatagram(packet, to, port);
}

void RtpSession::readRtp()
{
    for (int i = 0; i < datagramsAtOnce && m_rtp.hasPendingDatagrams(); ++i) {
        const QNetworkDatagram datagram = m_rtp.receiveDatagram(2048);
        if (m_agreed && !isLost(m_weather.lossIn))
            readPacket(datagram.data(), datagram.senderAddress(), quint16(datagram.senderPort()));
    }
}

void RtpSession::readPacket(QByteArray datagram, const QHostAddress &sender, quint16 senderPort)
{
    const bool isExpected = sender.isEqual(m_peer) && senderPort == m_peerPort;
    if (m_isLatched && !isExpected) {
        ++m_dropped;
        return;
    }
    std::optional<QByteArray> plain = std::move(datagram);
    if (m_agreed->theirs)
        plain = m_srtp ? m_srtp->opened(Srtp::Kind::Rtp, *std::move(plain)) : std::nullopt;
    const auto packet = plain ? RtpPacket::parse(*plain) : std::nullopt;
    const bool isKey = packet && packet->payloadType == m_agreed->keyType;
    const bool isVoice =
        packet && (packet->payloadType == muType || packet->payloadType == aType || packet->payloadType == m_agreed->payloadType);
    if (!isKey && !isVoice) {
        ++m_dropped;
        return;
    }
    m_peer = sender; // where it comes from is where it can be reached
    m_peerPort = senderPort;
    m_isLatched = true;
    if (m_reception.packets() > 0 && packet->ssrc != m_reception.ssrc())
        m_jitter.clear();
    m_reception.received(*packet, now());
    m_lastHeardMs = m_clock.elapsed();
    if (isKey) {
        if (const auto event = KeyEvent::parse(packet->payload))
            if (const auto key = m_keyReader.read(packet->timestamp, *event))
                Q_EMIT keyReleased(*key);
        return;
    }
    const Law law = packet->payloadType == muType ? Law::Mu : packet->payloadType == aType ? Law::A : m_agreed->law;
    if (m_agreed->weReceive)
        m_jitter.put(packet->timestamp, decoded(law, packet->payload));
}

void RtpSession::readRtcp()
{
    for (int i = 0; i < datagramsAtOnce && m_rtcp.hasPendingDatagrams(); ++i) {
        const QNetworkDatagram datagram = m_rtcp.receiveDatagram(2048);
        if (!m_agreed || isLost(m_weather.lossIn) || !datagram.senderAddress().isEqual(m_peer))
            continue;
        std::optional<QByteArray> plain = datagram.data();
        if (m_agreed->theirs)
            plain = m_srtp ? m_srtp->opened(Srtp::Kind::Rtcp, *std::move(plain)) : std::nullopt;
        const auto packet = plain ? RtcpPacket::parse(*plain) : std::nullopt;
        if (!packet) {
            ++m_dropped;
            continue;
        }
        m_rtcpPeer = datagram.senderAddress();
        m_rtcpPeerPort = quint16(datagram.senderPort());
        m_lastHeardMs = m_clock.elapsed();
        if (packet->sender)
            m_reception.received(*packet->sender, now());
        for (const ReportBlock &block : packet->blocks) {
            if (block.ssrc != m_ssrc)
                continue;
            m_lostAtTheirEnd = block.fractionLost;
            if (const auto trip = roundTrip(block, since1970()))
                m_roundTrip = trip;
        }
    }
}

void RtpSession::report(bool isLast)
{
    RtcpPacket packet;
    packet.ssrc = m_ssrc;
    if (m_sent.packets > 0) {
        m_sent.ntp = ntpTime(since1970());
        m_sent.timestamp = m_timestamp;
        packet.sender = m_sent;
    }
    if (const auto block = m_reception.report(now()))
        packet.blocks.append(*block);
    packet.cname = "sandbox@" + m_address.toString().toLatin1();
    packet.bye = isLast;
    send(Srtp::Kind::Rtcp, packet.toBytes());
}

Figures RtpSession::figures() const
{
    return {m_sent.packets,         m_reception.packets(), m_dropped,  m_reception.lost(),
            m_reception.jitterMs(), m_lostAtTheirEnd,      m_roundTrip};
}

std::optional<std::chrono::milliseconds> RtpSession::silentFor() const
{
    if (m_lastHeardMs < 0)
        return std::nullopt;
    return std::chrono::milliseconds(m_clock.elapsed() - m_lastHeardMs);
}

bool RtpSession::isLost(double probability) const
{
    return probability > 0 && QRandomGenerator::global()->generateDouble() < probability;
}

} // namespace milassist::rtp
