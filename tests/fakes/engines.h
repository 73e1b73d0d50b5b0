// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fakes/postgresserver.h"

#include <QTest>

/// The same test on SQLite and on a real PostgreSQL: call rows() in initTestCase_data(), hasEngine() in init() and url() for
/// a new database of the engine whose turn it is. Where PostgreSQL is not installed its half is skipped; with
/// MILASSIST_PEERS=required it fails.
class Engines
{
public:
    static void rows()
    {
        QTest::addColumn<bool>("onPostgres");
        QTest::newRow("sqlite") << false;
        QTest::newRow("postgresql") << true;
    }

    static bool isPostgres() { return *static_cast<bool *>(QTest::qGlobalData("onPostgres", qMetaTypeId<bool>())); }

    bool hasEngine()
    {
        if (!isPostgres() || m_server)
            return true;
        auto server = std::make_unique<PostgresServer>();
        if (server->start()) {
            m_server = std::move(server);
            return true;
        }
        const bool isMissing = !PostgresServer::programs();
        const QByteArray words = server->problem().toUtf8();
        if (isMissing && qEnvironmentVariable("MILASSIST_PEERS") != QStringLiteral("required"))
            QTest::qSkip(words.constData(), __FILE__, __LINE__);
        else
            QTest::qFail(words.constData(), __FILE__, __LINE__);
        return false;
    }

    QString url()
    {
        if (isPostgres())
            return m_server->freshDatabase();
        return QStringLiteral("sqlite:") + m_folder.filePath(QStringLiteral("team%1.db").arg(++m_files));
    }

    PostgresServer &server() { return *m_server; }

private:
    std::unique_ptr<PostgresServer> m_server;
    QTemporaryDir m_folder;
    int m_files = 0;
};
