// SPDX-License-Identifier: GPL-3.0-or-later
// The real keyring in private D-Bus sessions: this program starts itself again inside each of them, because a process
// has one session bus for its life.
#include "core/profile/keychainsecrets.h"
#include "core/profile/keychainstate.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
T awaited(QFuture<T> future)
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20000); }();
    return future.result();
}

/// Inside a session: what the test outside wants to know, one line on standard output.
int insideSession(const QString &what)
{
    QTextStream out(stdout);
    if (what == "state"_L1) {
        out << int(awaited(keychainState())) << '\n';
        return 0;
    }
    KeychainSecrets secrets(u"milassist-desk-test"_s, 4000);
    const auto written = awaited(secrets.write(u"token"_s, Secret("s3cret\0bytes")));
    const auto read = awaited(secrets.read(u"token"_s));
    const auto removed = awaited(secrets.remove(u"token"_s));
    const auto after = awaited(secrets.read(u"token"_s));
    out << bool(written) << ' ' << (read ? read->reveal() == QByteArray("s3cret\0bytes") : int(read.error().kind) + 100) << ' ' << bool(removed)
        << ' ' << (after ? -1 : int(after.error().kind)) << '\n';
    return 0;
}

} // namespace

class TestKeychain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &program : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s})
            if (QStandardPaths::findExecutable(program).isEmpty())
                QSKIP("dbus and gnome-keyring are needed");
    }

    void anUnlockedKeyringKeepsASecret()
    {
        const QString unlock = u"printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "_s;
        QCOMPARE(inSession(unlock, u"state"_s), QString::number(int(KeychainState::Ready)));
        QCOMPARE(inSession(unlock, u"use"_s), u"1 1 1 %1"_s.arg(int(Error::Kind::NotFound)));
    }

    void aSessionWithoutSecretServiceIsToldApart()
    {
        QCOMPARE(inSession({}, u"state"_s, WithServices::No), QString::number(int(KeychainState::NoService)));
        QCOMPARE(inSession({}, u"use"_s, WithServices::No),
                 u"0 %1 0 %2"_s.arg(100 + int(Error::Kind::Unavailable)).arg(int(Error::Kind::Unavailable)));
    }

    void aKeyringThatWasNeverSetUpIsToldApart()
    {
        const QString start = u"gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; "_s;
        QCOMPARE(inSession(start, u"state"_s), QString::number(int(KeychainState::NoCollection)));
    }

    void noSessionAtAllIsToldApart()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent/bus"_s);
        process.setProcessEnvironment(environment);
        process.start(QCoreApplication::applicationFilePath(), {u"--inside"_s, u"state"_s});
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()).trimmed(), QString::number(int(KeychainState::NoSession)));
    }

private:
    enum class WithServices { No, Yes };

    QString inSession(const QString &prepare, const QString &what, WithServices services = WithServices::Yes)
    {
        const QTemporaryDir home;
        QDir(home.path()).mkdir(u"run"_s);
        QFile::setPermissions(home.filePath(u"run"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QStringList arguments;
        if (services == WithServices::No) {
            QFile config(home.filePath(u"bus.conf"_s));
            if (!config.open(QIODevice::WriteOnly))
                return u"no config"_s;
            config.write("<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
                         "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\"><busconfig><type>session</type>"
                         "<listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
                         "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
            config.close();
            arguments << u"--config-file=%1"_s.arg(config.fileName());
        }
        arguments << u"--"_s << u"bash"_s << u"-c"_s << prepare + u"exec \"$0\" --inside "_s + what << QCoreApplication::applicationFilePath();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, home.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, home.filePath(u"run"_s));
        environment.insert(u"XDG_DATA_HOME"_s, home.filePath(u"data"_s));
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"DBUS_SESSION_BUS_ADDRESS"_s})
            environment.remove(name);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::SeparateChannels);
        process.start(u"dbus-run-session"_s, arguments);
        if (!process.waitForFinished(30000)) {
            process.kill();
            process.waitForFinished();
            return u"no answer"_s;
        }
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--inside"_L1)
        return insideSession(arguments.value(2));
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
