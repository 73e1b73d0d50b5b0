// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/passphrasesecrets.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
Result<T> outcome(QFuture<Result<T>> future)
{
    future.waitForFinished();
    return future.result();
}

} // namespace

class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasWrittenIsReadWithTheSamePassphrase()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets"_s);
        PassphraseSecrets secrets(path, Secret("correct horse"));
        QVERIFY(outcome(secrets.write(u"token"_s, Secret("hunter2hunter2"))));

        QCOMPARE(outcome(PassphraseSecrets(path, Secret("correct horse")).read(u"token"_s))->reveal(), QByteArray("hunter2hunter2"));
        QCOMPARE(outcome(PassphraseSecrets(path, Secret("wrong")).read(u"token"_s)).error().kind, Error::Kind::Unauthorised);
        QCOMPARE(outcome(secrets.read(u"other"_s)).error().kind, Error::Kind::NotFound);
    }

    void theFileTellsNothingToOthers()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets"_s);
        QVERIFY(outcome(PassphraseSecrets(path, Secret("pass")).write(u"token"_s, Secret("hunter2hunter2"))));

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        QVERIFY(!content.contains("hunter2") && !content.contains("pass") && !content.contains("token"));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)));
    }

    void aChangedOrCutFileIsRefused()
    {
        const QByteArray sealed = sealSecrets({{u"k"_s, "v"}}, Secret("p"));
        QVERIFY(openSecrets(sealed, Secret("p")));

        for (const qsizetype at : {qsizetype(9), sealed.size() / 2, sealed.size() - 1}) {
            QByteArray changed = sealed;
            changed[at] = char(changed[at] ^ 1);
            QCOMPARE(openSecrets(changed, Secret("p")).error().kind, Error::Kind::Unauthorised);
        }
        QCOMPARE(openSecrets(sealed.left(20), Secret("p")).error().kind, Error::Kind::Malformed);
        QCOMPARE(openSecrets({}, Secret("p")).error().kind, Error::Kind::Malformed);
    }

    void aWrongPassphraseNeverOverwrites()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"secrets"_s);
        QVERIFY(outcome(PassphraseSecrets(path, Secret("right")).write(u"a"_s, Secret("1"))));

        QCOMPARE(outcome(PassphraseSecrets(path, Secret("wrong")).write(u"a"_s, Secret("2"))).error().kind, Error::Kind::Unauthorised);

        QCOMPARE(outcome(PassphraseSecrets(path, Secret("right")).read(u"a"_s))->reveal(), QByteArray("1"));
    }

    void removingWhatIsNotThereSucceeds()
    {
        const QTemporaryDir folder;
        PassphraseSecrets secrets(folder.filePath(u"secrets"_s), Secret("p"));
        QVERIFY(outcome(secrets.remove(u"a"_s)));
        QVERIFY(outcome(secrets.write(u"a"_s, Secret("1"))));
        QVERIFY(outcome(secrets.remove(u"a"_s)));
        QVERIFY(!outcome(secrets.read(u"a"_s)));
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
