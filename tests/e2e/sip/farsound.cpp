// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/sip/farsound.h"

#include "tests/e2e/sip/peers.h"

#include <QRandomGenerator>

namespace milassist {

FarSound::FarSound(std::vector<qint16> says) : m_says(std::move(says))
{
    const auto port = quint16(freePort({}));
    m_rtp.bind(QHostAddress::LocalHost, port);
    m_rtcp.bind(QHostAddress::LocalHost, port + 1);
    m_next.sequence = quint16(QRandomGenerator::global()->bounded(0x8000));
    m_next.timestamp = QRandomGenerator::global()->generate();
    m_next.ssrc = QRandomGenerator::global()->generate();
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(10);
    connect(&m_timer, &QTimer::timeout, this, &FarSound::speak);
    connect(&m_rtp, &QUdpSocket::readyRead, this, &FarSound::hear);
}

void FarSound::follow(const rtp::AgreedMedia &agreed)
{
    if (!m_agreed || m_agreed->ours != agreed.ours || m_agreed->theirs != agreed.theirs)
        m_srtp = agreed.ours && agreed.theirs ? rtp::Srtp::make(*agreed.ours, *agreed.theirs) : nullptr;
    m_agreed = agreed;
    if (m_clock.isValid())
        return;
    m_clock.start();
    m_timer.start();
}

void FarSound::send(Kind kind, const QByteArray &packet)
{
    if (!m_agreed)
        return;
    if (kind == Kind::Rtp)
        m_rtp.writeDatagram(packet, m_agreed->address, m_agreed->port);
    else
        m_rtcp.writeDatagram(packet, m_agreed->address, m_agreed->rtcpPort);
}

void FarSound::sendSealed(Kind kind, QByteArray packet)
{
    if (!m_srtp)
        return send(kind, packet);
    if (const auto sealed = m_srtp->sealed(kind, std::move(packet)))
        send(kind, *sealed);
}

// What is due by the clock, not by how often the timer fired.
void FarSound::speak()
{
    for (; m_frames * 20 <= m_clock.elapsed(); ++m_frames) {
        const auto at = size_t(m_frames * rtp::samplesPerFrame) % m_says.size();
        rtp::Frame frame{};
        std::copy_n(m_says.begin() + qptrdiff(at), std::min(frame.size(), m_says.size() - at), frame.begin());
        m_next.payloadType = quint8(m_agreed->payloadType);
        m_next.payload = rtp::encoded(m_agreed->law, frame);
        if (m_agreed->weSend && !m_isSilent)
            sendSealed(Kind::Rtp, m_next.toBytes());
        ++m_next.sequence;
        m_next.timestamp += rtp::samplesPerFrame;
    }
}

void FarSound::hear()
{
    while (m_rtp.hasPendingDatagrams()) {
        std::optional<QByteArray> datagram = QByteArray(int(m_rtp.pendingDatagramSize()), '\0');
        m_rtp.readDatagram(datagram->data(), datagram->size());
        if (m_srtp)
            datagram = m_srtp->opened(Kind::Rtp, *std::move(datagram));
        const auto packet = datagram ? rtp::RtpPacket::parse(*datagram) : std::nullopt;
        if (!packet || !m_agreed || packet->payloadType != m_agreed->payloadType)
            continue;
        const auto samples = rtp::decoded(m_agreed->law, packet->payload);
        m_heard.insert(m_heard.end(), samples.begin(), samples.end());
    }
}

} // namespace milassist
