// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>
#include <optional>

/// A real PostgreSQL of its own on a socket in a temporary folder. As root it runs as the user postgres, or nobody: the
/// server refuses root.
class PostgresServer
{
public:
    /// Where its programs are; none where it is not installed.
    static std::optional<QString> programs();

    PostgresServer() = default;
    ~PostgresServer();

    /// Makes the cluster and starts it. False with a reason in problem().
    bool start();
    /// SIGKILL to the server and all its processes, as when the machine dies.
    void kill();
    /// Starts it again on the same data, and waits until it answers.
    bool restart();
    const QString &problem() const { return m_problem; }

    /// The URL of a new, empty database.
    QString freshDatabase();

private:
    bool initialise();
    bool isAnswering() const;
    void runAsServerUser(QProcess &process) const;
    bool execute(const QString &sql);

    QTemporaryDir m_folder{QStringLiteral("/tmp/milassist-pg-XXXXXX")}; // short: a socket's path has at most 107 characters
    std::unique_ptr<QProcess> m_server;
    QString m_problem;
    int m_databases = 0;
};
