// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/postgreslistener.h"

#include "core/base/logging.h"
#include "core/store/shared/postgresconnection.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

PostgresListener::PostgresListener(DatabaseUrl url, QString owner, QStringList channels, Hooks hooks)
    : m_url(std::move(url)), m_owner(std::move(owner)), m_channels(std::move(channels)), m_hooks(std::move(hooks)),
      m_wake(::eventfd(0, EFD_CLOEXEC))
{
    setObjectName(u"store-listener"_s);
}

PostgresListener::~PostgresListener()
{
    m_stopping = true;
    ::eventfd_write(m_wake, 1);
    wait();
    ::close(m_wake);
}

void PostgresListener::await(int socket, int milliseconds)
{
    pollfd watched[] = {{m_wake, POLLIN, 0}, {socket, POLLIN, 0}};
    ::poll(watched, socket < 0 ? 1 : 2, milliseconds);
}

std::unique_ptr<PostgresConnection> PostgresListener::connect()
{
    auto connection = PostgresConnection::open(m_url, PostgresConnection::Use::Listen, m_owner);
    if (!connection)
        return nullptr;
    for (const QString &channel : m_channels) {
        if (!(*connection)->script(u"LISTEN \"%1\""_s.arg(QString(channel).remove(u'"'))))
            return nullptr;
    }
    return std::move(*connection);
}

void PostgresListener::run()
{
    constexpr int firstPause = 100, longestPause = 5000;
    int pause = firstPause;
    while (!m_stopping) {
        if (const auto connection = connect()) {
            pause = firstPause;
            m_hooks.listening();
            hear(*connection);
            if (!m_stopping)
                qCWarning(lcStore) << "the listening connection to the database is gone";
        }
        await(-1, pause);
        pause = std::min(pause * 2, longestPause);
    }
}

void PostgresListener::hear(PostgresConnection &connection)
{
    constexpr int forever = -1; // keepalives end a connection whose other end has gone silently
    pg_conn *handle = connection.handle();
    while (!m_stopping) {
        while (pgNotify *notice = PQnotifies(handle)) {
            m_hooks.heard({QString::fromUtf8(notice->relname), QString::fromUtf8(notice->extra)});
            PQfreemem(notice);
        }
        await(PQsocket(handle), forever);
        if (!PQconsumeInput(handle))
            return;
    }
}

} // namespace milassist
