// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>

/// Stands between a client and PostgreSQL on sockets of both, and loses the connection when it matters most.
class LossyProxy
{
public:
    enum class At {
        Commit,       ///< COMMIT does not reach the server
        CommitAnswer, ///< COMMIT is carried out, its answer does not reach the client
    };

    explicit LossyProxy(const QString &url);
    QString url() const { return m_url; }
    /// The next COMMIT is the one.
    void loseNext(At what) { m_next = what; }
    int losses() const { return m_losses; }

private:
    void accept();

    QTemporaryDir m_folder{QStringLiteral("/tmp/milassist-px-XXXXXX")};
    QString m_target, m_url;
    QLocalServer m_server;
    std::optional<At> m_next;
    int m_losses = 0;
};
