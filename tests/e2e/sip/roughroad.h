// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRandomGenerator>
#include <QTimer>
#include <QUdpSocket>

#include <chrono>

namespace milassist {

/// Sends back whatever sound it gets, late and unevenly, or not at all.
class RoughRoad : public QObject {
public:
    std::chrono::milliseconds mostJitter{0}; ///< each packet waits between 0 and this
    int lossPercent = 0;

    RoughRoad()
    {
        m_socket.bind(QHostAddress::LocalHost);
        connect(&m_socket, &QUdpSocket::readyRead, this, [this] {
            while (m_socket.hasPendingDatagrams())
                take();
        });
    }

    int port() const { return m_socket.localPort(); }
    int heard() const { return m_heard; } ///< packets

private:
    void take()
    {
        QByteArray packet(2048, '\0');
        QHostAddress from;
        quint16 port = 0;
        packet.resize(std::max<qint64>(0, m_socket.readDatagram(packet.data(), packet.size(), &from, &port)));
        ++m_heard;
        if (m_dice.bounded(100) < lossPercent)
            return;
        const auto send = [this, packet, from, port] { m_socket.writeDatagram(packet, from, port); };
        if (mostJitter.count() == 0)
            return send();
        QTimer::singleShot(std::chrono::milliseconds(m_dice.bounded(int(mostJitter.count()) + 1)), Qt::PreciseTimer, this, send);
    }

    QUdpSocket m_socket;
    QRandomGenerator m_dice{20261122};
    int m_heard = 0;
};

} // namespace milassist
