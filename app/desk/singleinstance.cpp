// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/singleinstance.h"

#include "core/base/logging.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>
#include <QVariant>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int waitForOther = 500;
constexpr qint64 largestRequest = 16 * 1024;

QString socketName(const QString &folder)
{
    const QByteArray digest = QCryptographicHash::hash(QDir(folder).absolutePath().toUtf8(), QCryptographicHash::Sha256);
    return u"milassist-desk-"_s + QString::fromLatin1(digest.toHex().first(16));
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, QObject *parent) : QObject(parent), m_name(socketName(folder)), m_lock(folder + u"/desk.lock"_s)
{
    QDir().mkpath(folder);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::receive);
}

bool SingleInstance::handOver(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (socket.waitForConnected(waitForOther)) { // before any window and event loop: waiting is all there is to do
        socket.write(QJsonDocument(QJsonArray::fromStringList(arguments)).toJson(QJsonDocument::Compact));
        socket.waitForBytesWritten(waitForOther);
        socket.disconnectFromServer();
        return true;
    }
    listen();
    return false;
}

void SingleInstance::listen()
{
    if (!m_lock.tryLock(waitForOther)) {
        qCWarning(lcUi) << "another program is just starting; going on without a socket";
        return;
    }
    if (!m_server.listen(m_name)) {
        QLocalServer::removeServer(m_name); // left behind by one that was killed; the lock says that nobody lives
        if (!m_server.listen(m_name))
            qCWarning(lcUi) << "no single instance:" << m_server.errorString();
    }
}

void SingleInstance::receive()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(5000, socket, [socket] { socket->abort(); });
        connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
            const QByteArray message = socket->read(largestRequest);
            const auto request = QJsonDocument::fromJson(message); // not QDataStream, which believes whatever size it is told
            if (request.isArray())
                Q_EMIT asked(QVariant(request.array().toVariantList()).toStringList());
        });
    }
}

} // namespace milassist
