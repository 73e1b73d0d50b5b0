// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace milassist {

/// One request as it came in, byte for byte where it matters.
struct HeardRequest {
    QByteArray verb, target, body;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
};

/// An HTTP server on this computer that does what a test says, the wrong things included: cut answers, close without a
/// word, drip, lie about lengths. Lives in the test's thread.
class ScriptedServer : public QObject {
public:
    /// Raw bytes to send; then the connection stays open, or closes.
    struct Reply {
        QByteArray bytes;
        bool close = false;
        bool reset = false; ///< close rudely
        bool silent = false;
    };
    using Script = std::function<Reply(const HeardRequest &)>;

    explicit ScriptedServer(Script script) : m_script(std::move(script))
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                welcome(socket);
        });
    }

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    const QList<HeardRequest> &heard() const { return m_heard; }
    int mostAtOnce() const { return m_mostAtOnce; }
    int openCount() const { return m_server.findChildren<QTcpSocket *>().size(); }
    void stopListening() { m_server.close(); }

    static QByteArray answer(int status, const QByteArray &body, const QByteArray &headers = {},
                             const QByteArray &contentType = "application/json")
    {
        return "HTTP/1.1 " + QByteArray::number(status) + " Word\r\nContent-Type: " + contentType + "\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
    }

    /// Answers held back until the test lets them go.
    void hold() { m_holding = true; }
    void release()
    {
        m_holding = false;
        for (const auto &later : std::exchange(m_held, {}))
            later();
    }
    int heldCount() const { return int(m_held.size()); }

private:
    void welcome(QTcpSocket *socket)
    {
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
            *buffer += socket->readAll();
            while (takeRequest(*buffer, socket)) { }
        });
    }

    bool takeRequest(QByteArray &buffer, QTcpSocket *socket)
    {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        HeardRequest request;
        const QList<QByteArray> lines = buffer.first(end).replace("\r\n", "\n").split('\n');
        const QList<QByteArray> first = lines.first().split(' ');
        request.verb = first.value(0);
        request.target = first.value(1);
        for (const QByteArray &line : lines.sliced(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return false;
        request.body = buffer.mid(end + 4, length);
        buffer.remove(0, end + 4 + length);
        m_heard.push_back(request);

        QPointer<QTcpSocket> guarded(socket);
        const auto respond = [this, guarded, request] {
            --m_atOnce;
            if (guarded)
                send(*guarded, m_script(request));
        };
        m_mostAtOnce = std::max(m_mostAtOnce, ++m_atOnce);
        if (m_holding)
            m_held.push_back(respond);
        else
            respond();
        return true;
    }

    static void send(QTcpSocket &socket, const Reply &reply)
    {
        if (reply.silent)
            return;
        socket.write(reply.bytes);
        if (reply.reset)
            return socket.abort();
        if (reply.close)
            socket.disconnectFromHost();
    }

    QTcpServer m_server;
    Script m_script;
    QList<HeardRequest> m_heard;
    QList<std::function<void()>> m_held;
    bool m_holding = false;
    int m_atOnce = 0, m_mostAtOnce = 0;
};

} // namespace milassist
