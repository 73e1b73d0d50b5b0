// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/databaseurl.h"
#include "core/store/shared/engineconnection.h"

#include <QStringList>
#include <QThread>

#include <atomic>
#include <functional>

namespace milassist
{

class PostgresConnection;

/// A thread with a connection that only listens. When that breaks it connects again, at growing intervals.
class PostgresListener : public QThread
{
public:
    struct Hooks {
        std::function<void(const SharedNotice &)> heard;
        /// Connected, for the first time or again: what was said before was not heard.
        std::function<void()> listening;
    };

    PostgresListener(DatabaseUrl url, QString owner, QStringList channels, Hooks hooks);
    ~PostgresListener() override;

protected:
    void run() override;

private:
    std::unique_ptr<PostgresConnection> connect();
    void hear(PostgresConnection &connection);
    /// Sleeps until @p socket (-1: none) has something, the time is over or the thread is to end.
    void await(int socket, int milliseconds);

    const DatabaseUrl m_url;
    const QString m_owner;
    const QStringList m_channels;
    const Hooks m_hooks;
    int m_wake = -1;
    std::atomic<bool> m_stopping = false;
};

} // namespace milassist
