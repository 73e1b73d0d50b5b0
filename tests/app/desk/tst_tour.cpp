// SPDX-License-Identifier: GPL-3.0-or-later
// The whole program with its sandbox, walked without a person.
#include <QDir>
#include <QDirIterator>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

QProcessEnvironment privateEnvironment(const QString &home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    QDir(home).mkpath(u"run"_s);
    QFile::setPermissions(home + u"/run"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(u"HOME"_s, home);
    environment.insert(u"XDG_DATA_HOME"_s, home + u"/data"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, home + u"/config"_s);
    environment.insert(u"XDG_RUNTIME_DIR"_s, home + u"/run"_s);
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    return environment;
}

const QString desk = QStringLiteral(BINARY_DIR "/bin/milassist-desk");

/// Whatever the program and all that it starts show of themselves: arguments and, to their owner, the environment. They are told
/// from those of other tests, which may know the same sandbox, by their home.
class Onlooker {
public:
    explicit Onlooker(const QString &home) : m_home(home.toUtf8()) {}

    void look()
    {
        const auto contentOf = [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        for (const QString &id : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            const QByteArray environment = contentOf(u"/proc/%1/environ"_s.arg(id));
            if (environment.contains(m_home))
                m_seen << environment << contentOf(u"/proc/%1/cmdline"_s.arg(id));
        }
    }
    QByteArray seen() const { return QList<QByteArray>(m_seen.begin(), m_seen.end()).join('\n'); }

private:
    const QByteArray m_home;
    QSet<QByteArray> m_seen;
};

/// For the tests that look into it.
bool keep(const QByteArray &content, const QString &name)
{
    QFile file(QStringLiteral(BINARY_DIR "/tests/") + name);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestTour : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyScreenIsWalkedAndPictured()
    {
        const QTemporaryDir home, pictures;
        QProcess process;
        QProcessEnvironment environment = privateEnvironment(home.path());
        environment.insert(u"QT_LOGGING_RULES"_s, u"milassist.*=true;qt.network.*=true"_s); // all that could say too much
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        QElapsedTimer since;
        since.start();
        process.start(desk, {u"--tour"_s, pictures.path()});
        Onlooker onlooker(home.path());
        while (!process.waitForFinished(50) && process.state() != QProcess::NotRunning && since.elapsed() < 240'000)
            onlooker.look();
        QVERIFY2(process.state() == QProcess::NotRunning, "the tour did not end");
        const QByteArray said = process.readAll();
        QVERIFY(keep(said, u"tour-log.txt"_s) && keep(onlooker.seen(), u"tour-processes.txt"_s));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, said.constData());

        const QStringList files = QDir(pictures.path()).entryList({u"*.png"_s}, QDir::Files, QDir::Name);
        QVERIFY2(files.size() >= 16, said.constData());
        QVERIFY(files.first().startsWith(u"01-"_s));
        for (const QString &file : files) {
            const QImage picture(pictures.filePath(file));
            QCOMPARE(picture.size(), QSize(1280, 800));
            const QColor corner = picture.pixelColor(640, 4); // in the top bar or the margin: window colour
            QCOMPARE(file.contains(u"-dark"_s), corner.lightness() < 128);
        }
        // What it asked of Twilio is left for the contract test, which holds it against Twilio's documents.
        const QString kept = QStringLiteral(BINARY_DIR "/tests/tour-journal.json");
        QFile::remove(kept);
        QVERIFY(QFile::copy(pictures.filePath(u"journal.json"_s), kept));

        // The demo is a throw-away: nothing of it is left in the person's own folders.
        QDirIterator left(home.path() + u"/data"_s, QDir::Files, QDirIterator::Subdirectories);
        while (left.hasNext())
            QVERIFY2(!left.next().endsWith(u".db"_s), qPrintable(left.filePath()));
    }

    void aFolderThatCannotBeMadeFailsWithTheStepsName()
    {
        const QTemporaryDir home;
        QProcess process;
        process.setProcessEnvironment(privateEnvironment(home.path()));
        process.start(desk, {u"--tour"_s, u"/proc/no/such"_s});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("tour: step \"start\" failed"));
    }

    void aWrongCommandLineEndsWithTwo()
    {
        QProcess process;
        process.start(desk, {u"--nonsense"_s});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("--nonsense"));
    }
};

QTEST_GUILESS_MAIN(TestTour)
#include "tst_tour.moc"
