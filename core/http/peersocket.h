// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QSocketNotifier>

#include <deque>

namespace milassist {

/// One accepted TCP connection: reads only when told to, gives the kernel what it takes and keeps the rest.
/// Not a QTcpSocket, because that one takes a peer who has finished sending for gone and drops the answer, and because
/// it reads ahead of whoever uses it.
class PeerSocket : public QObject {
    Q_OBJECT

public:
    /// Takes @p descriptor over, which does not block. Reading is on.
    explicit PeerSocket(qintptr descriptor);
    ~PeerSocket() override;

    const QHostAddress &address() const { return m_address; } ///< IPv4 also where the listener speaks both
    quint16 port() const { return m_port; }
    bool isOpen() const { return m_descriptor >= 0; }

    /// On: readyRead() comes while there is something to read, the end included. Off: the peer is held back, and only a
    /// connection that broke is noticed.
    void setReading(bool on);
    /// @return how many bytes were read into @p bytes, 0 if there are none now
    qsizetype read(char *bytes, qsizetype limit);
    bool hasEnded() const { return m_ended; } ///< the peer has said its last byte; it may still be listening

    void write(QByteArray first, QByteArray second = {});
    qsizetype unsent() const { return m_unsent; }
    void finishWriting(); ///< tells the peer that nothing more comes. Only when nothing is unsent

    void close(); ///< at once; what is unsent is lost
    void reset(); ///< the same, and the peer is told by a RST
    /// The descriptor is the caller's; nothing may be unsent.
    qintptr release();

Q_SIGNALS:
    void readyRead();
    void written(qsizetype bytes); ///< later than write(): what was sent inside it is not told
    void closed();                 ///< by the peer's fault or by ours; never from inside a call

private:
    void flush();
    qsizetype sendSome();
    void drop();

    qintptr m_descriptor;
    QHostAddress m_address;
    quint16 m_port = 0;
    QSocketNotifier m_readable, m_writable, m_broken;
    std::deque<QByteArray> m_queue; ///< the first one from m_sent on
    qsizetype m_sent = 0, m_unsent = 0;
    bool m_ended = false;
};

} // namespace milassist
