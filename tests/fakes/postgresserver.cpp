// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/postgresserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace
{

const passwd *serverUser()
{
    const passwd *user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

} // namespace

std::optional<QString> PostgresServer::programs()
{
    // Debian keeps them out of the PATH, by version.
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &version : names) {
        const QString folder = versions.filePath(version + u"/bin"_s);
        if (QFile::exists(folder + u"/initdb"_s) && QFile::exists(folder + u"/postgres"_s))
            return folder;
    }
    const QString found = QStandardPaths::findExecutable(u"initdb"_s);
    return found.isEmpty() ? std::optional<QString>() : found.chopped(7);
}

PostgresServer::~PostgresServer()
{
    if (!m_server || m_server->state() != QProcess::Running)
        return;
    ::kill(pid_t(m_server->processId()), SIGQUIT); // at once, nobody needs what is in it
    if (!m_server->waitForFinished(10000))
        kill();
}

void PostgresServer::runAsServerUser(QProcess &process) const
{
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    process.setWorkingDirectory(m_folder.path());
    const passwd *user = ::geteuid() == 0 ? serverUser() : nullptr;
    const uid_t uid = user ? user->pw_uid : 0;
    const gid_t gid = user ? user->pw_gid : 0;
    process.setChildProcessModifier([uid, gid] {
        if (uid && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(126);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // does not outlive a test that was shot
    });
}

bool PostgresServer::initialise()
{
    if (const passwd *user = ::geteuid() == 0 ? serverUser() : nullptr) {
        if (::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0) {
            m_problem = u"cannot hand the folder over to "_s + QString::fromLocal8Bit(user->pw_name);
            return false;
        }
    }
    QProcess initdb;
    runAsServerUser(initdb);
    initdb.start(*programs() + u"/initdb"_s,
                 {u"-D"_s, m_folder.filePath(u"data"_s), u"-U"_s, u"milassist"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                  u"--locale=C"_s, u"--no-sync"_s});
    if (initdb.waitForFinished(60000) && initdb.exitCode() == 0)
        return true;
    m_problem = u"initdb failed"_s;
    return false;
}

bool PostgresServer::start()
{
    if (!programs()) {
        m_problem = u"not installed: postgresql"_s;
        return false;
    }
    return initialise() && restart();
}

bool PostgresServer::restart()
{
    QDeadlineTimer deadline(30000);
    while (!deadline.hasExpired()) {
        m_server = std::make_unique<QProcess>();
        runAsServerUser(*m_server);
        // Nothing here survives the machine, so nothing waits for the disk. A killed server is another thing, and it does survive
        // that.
        m_server->start(*programs() + u"/postgres"_s,
                        {u"-D"_s, m_folder.filePath(u"data"_s), u"-k"_s, m_folder.path(), u"-c"_s, u"listen_addresses="_s,
                         u"-c"_s, u"fsync=off"_s, u"-c"_s, u"shared_buffers=16MB"_s, u"-c"_s, u"max_connections=40"_s});
        // It ends at once while processes of the one before are still about: then once more.
        while (!m_server->waitForFinished(20) && !deadline.hasExpired()) {
            if (isAnswering())
                return true;
        }
    }
    m_problem = u"the server does not start"_s;
    return false;
}

bool PostgresServer::isAnswering() const
{
    return PQping(u"host=%1 dbname=postgres user=milassist"_s.arg(m_folder.path()).toUtf8().constData()) == PQPING_OK;
}

void PostgresServer::kill()
{
    const auto pid = pid_t(m_server->processId());
    if (pid <= 0)
        return;
    QFile children(u"/proc/%1/task/%1/children"_s.arg(pid)); // each is a session of its own: no group to kill
    QByteArrayList all;
    if (children.open(QIODevice::ReadOnly))
        all = children.readAll().split(' ');
    ::kill(pid, SIGKILL);
    for (const QByteArray &child : std::as_const(all)) {
        if (const int id = child.trimmed().toInt(); id > 1)
            ::kill(id, SIGKILL);
    }
    m_server->waitForFinished();
}

QString PostgresServer::freshDatabase()
{
    const QString name = u"team%1"_s.arg(++m_databases);
    return execute(u"CREATE DATABASE "_s + name) ? u"postgresql://milassist@/%1?host=%2"_s.arg(name, m_folder.path()) : QString();
}

bool PostgresServer::execute(const QString &sql)
{
    PGconn *connection = PQconnectdb(u"host=%1 dbname=postgres user=milassist"_s.arg(m_folder.path()).toUtf8().constData());
    PGresult *result = PQexec(connection, sql.toUtf8().constData());
    const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!done)
        m_problem = QString::fromUtf8(PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
    return done;
}
