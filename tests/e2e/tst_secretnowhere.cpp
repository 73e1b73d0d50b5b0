// SPDX-License-Identifier: GPL-3.0-or-later
// The account's secret is in the keychain and nowhere else: the real program runs on a profile for a while, with everything
// logged, and then every byte it left behind is searched.
#include "app/desk/vault.h"
#include "core/profile/keychainstate.h"
#include "core/sandbox/sandbox.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSecretNowhere : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTokenIsInTheKeychainAndNowhereElse();
    void aWholeTourShowsTheTokenNowhere_data();
    void aWholeTourShowsTheTokenNowhere();
};

namespace {

/// How a token could stand somewhere: plain, in a Basic header, as hexadecimal digits, as UTF-16.
QList<QByteArray> disguisesOf(const QString &user, const QByteArray &token)
{
    const QString text = QString::fromUtf8(token);
    return {token, token.toHex(), token.toBase64(QByteArray::OmitTrailingEquals).chopped(1),
            (user.toUtf8() + ':' + token).toBase64(QByteArray::OmitTrailingEquals).chopped(1),
            QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * 2)};
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What processes show: to everybody their arguments, to their owner the environment too.
QByteArray shownByProcesses()
{
    QByteArray all;
    for (const QString &id : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs))
        all += contentOf(u"/proc/%1/cmdline"_s.arg(id)) + '\n' + contentOf(u"/proc/%1/environ"_s.arg(id)) + '\n';
    return all;
}

} // namespace

void TestSecretNowhere::theTokenIsInTheKeychainAndNowhereElse()
{
    const auto keychain = keychainState();
    QTRY_VERIFY(keychain.isFinished());
    if (keychain.result() != KeychainState::Ready)
        QSKIP("there is no unlocked keychain here; packaging/test brings one");
    SandboxOptions options;
    options.peopleActByThemselves = false;
    options.authToken = Secret(QUuid::createUuid().toByteArray(QUuid::Id128)); // no other test's process can show it
    Sandbox sandbox(options);
    const Result<SandboxAddress> address = sandbox.start();
    QVERIFY(address);
    const QByteArray token = address->authToken.reveal();
    QVERIFY(token.size() >= 32);
    QTemporaryDir home;
    Profiles profiles(home.filePath(u"data/milassist-desk"_s));
    Profile profile = profiles.draft(u"Secret"_s);
    profile.baseUrl = address->restUrl;
    profile.account = AccountSid::parse(address->accountSid).value();
    profile.user = address->accountSid;
    profile.secretPlace = SecretPlace::Keychain;
    profile.sandbox = true;
    QVERIFY(profiles.save(profile));
    profiles.setLast(profile.id);
    Vault vault(profiles);
    const auto kept = vault.keep(profile, address->authToken, {});
    QTRY_VERIFY(kept.isFinished());
    QVERIFY(kept.result());

    QProcess desk;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, folder] : {std::pair{u"XDG_DATA_HOME"_s, u"data"_s}, {u"XDG_CONFIG_HOME"_s, u"config"_s},
                                       {u"HOME"_s, u"home"_s}, {u"XDG_CACHE_HOME"_s, u"cache"_s}, {u"XDG_STATE_HOME"_s, u"state"_s}, {u"TMPDIR"_s, u"tmp"_s}}) {
        QVERIFY(QDir(home.path()).mkpath(folder));
        environment.insert(name, home.filePath(folder));
    }
    environment.insert(u"QT_LOGGING_RULES"_s, u"*.debug=true"_s); // Qt's own network logging included
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    desk.setProcessEnvironment(environment);
    desk.setProcessChannelMode(QProcess::MergedChannels);
    desk.start(QString::fromLatin1(BINARY_DIR "/bin/milassist-desk"), {u"--profile"_s, profile.id});
    QVERIFY(desk.waitForStarted());
    const QList<QByteArray> disguises = disguisesOf(profile.user, token);
    bool shown = false; // by the program or by anything it starts, however briefly
    const auto isDone = [&] {
        const QByteArray processes = shownByProcesses();
        shown = shown || std::any_of(disguises.begin(), disguises.end(), [&](const QByteArray &disguise) { return processes.contains(disguise); });
        return sandbox.journal().size() > 40; // it has read the token and used it, pages are saved, polling has begun
    };
    (void)QTest::qWaitFor(isDone, 30000);
    QVERIFY2(sandbox.journal().size() > 8, "it has hardly asked anything");
    desk.terminate();
    if (!desk.waitForFinished(10000))
        desk.kill();
    const QByteArray log = desk.readAll();

    int files = 0;
    QVERIFY2(!shown, "in the arguments or the environment of a process");
    for (const QByteArray &disguise : disguises) {
        const qsizetype at = log.indexOf(disguise);
        QVERIFY2(at < 0, ("in the log: " + log.mid(qMax<qsizetype>(0, at - 120), 120)).constData());
        QDirIterator all(home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            QVERIFY2(!contentOf(path).contains(disguise), qPrintable(u"in "_s + path));
            ++files;
        }
    }
    QVERIFY2(files > 5, "the program left hardly a file: it has not really run");
    QVERIFY2(!log.isEmpty(), "nothing was logged");
    const auto forgotten = vault.forget(profile);
    QTRY_VERIFY(forgotten.isFinished());
}

/// A tour uses all there is, for as long as that takes. What its sandbox heard is saved beside its pictures, to be shown around;
/// tst_tour has watched it meanwhile.
void TestSecretNowhere::aWholeTourShowsTheTokenNowhere_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("proof"); // that it is what it should be
    QTest::newRow("the journal") << u"tour-journal.json"_s << QByteArray("Calls");
    QTest::newRow("the log") << u"tour-log.txt"_s << QByteArray("milassist.");
    QTest::newRow("arguments and environment of processes") << u"tour-processes.txt"_s << QByteArray("milassist-voice");
}

void TestSecretNowhere::aWholeTourShowsTheTokenNowhere()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, proof);
    const QByteArray left = contentOf(QStringLiteral(BINARY_DIR "/tests/") + name);
    if (left.isEmpty())
        QSKIP("no tour has been made: ctest makes one first");
    SandboxOptions options;
    options.peopleActByThemselves = false;
    Sandbox sandbox(options); // the same seed, the same account
    const Result<SandboxAddress> address = sandbox.start();
    QVERIFY(address);
    const QByteArray journal = contentOf(QStringLiteral(BINARY_DIR "/tests/tour-journal.json"));
    QVERIFY2(journal.contains(address->accountSid.toUtf8()), "the tour was of another account: nothing is proved");
    QVERIFY2(left.contains(proof), "this is not of a tour");

    for (const QByteArray &disguise : disguisesOf(address->accountSid, address->authToken.reveal())) {
        const qsizetype at = left.indexOf(disguise);
        QVERIFY2(at < 0, left.mid(qMax<qsizetype>(0, at - 120), 120).constData());
    }
}

QTEST_GUILESS_MAIN(TestSecretNowhere)
#include "tst_secretnowhere.moc"
