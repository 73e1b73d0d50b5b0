// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/store/shared/lossyproxy.h"

using namespace Qt::StringLiterals;

LossyProxy::LossyProxy(const QString &url)
{
    const QString name = u"/.s.PGSQL.5432"_s;
    const QString folder = url.section(u"host="_s, 1);
    m_target = folder + name;
    m_url = QString(url).replace(folder, m_folder.path());
    m_server.listen(m_folder.path() + name);
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { accept(); });
}

void LossyProxy::accept()
{
    QLocalSocket *client = m_server.nextPendingConnection();
    auto *backend = new QLocalSocket(client);
    backend->connectToServer(m_target);
    auto losing = std::make_shared<bool>(false);
    QObject::connect(client, &QLocalSocket::readyRead, backend, [this, client, backend, losing] {
        const QByteArray said = client->readAll();
        const bool commits = m_next && said.contains("COMMIT");
        if (!commits) {
            backend->write(said);
            return;
        }
        ++m_losses;
        const At what = *std::exchange(m_next, {});
        if (what == At::Commit)
            return client->abort();
        *losing = true;
        backend->write(said);
    });
    QObject::connect(backend, &QLocalSocket::readyRead, client, [client, backend, losing] {
        const QByteArray answer = backend->readAll();
        if (*losing)
            client->abort();
        else
            client->write(answer);
    });
    QObject::connect(backend, &QLocalSocket::disconnected, client, [client] { client->disconnectFromServer(); });
    QObject::connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
}
