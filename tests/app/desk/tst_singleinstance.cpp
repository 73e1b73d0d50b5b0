// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSingleInstance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecondStartHandsOverItsWords()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QVERIFY(!first.handOver({}));
        QSignalSpy asked(&first, &SingleInstance::asked);

        std::unique_ptr<QThread> second(QThread::create([&] { QVERIFY(SingleInstance(folder.path()).handOver({u"tel:123"_s, u"--profile"_s})); }));
        second->start();

        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).toStringList(), QStringList({u"tel:123"_s, u"--profile"_s}));
        second->wait();
    }

    void otherFoldersAreOtherPrograms()
    {
        const QTemporaryDir one, two;
        SingleInstance first(one.path()), second(two.path());
        QVERIFY(!first.handOver({}));
        QVERIFY(!second.handOver({}));
    }

    void nonsenseOnTheSocketIsIgnored()
    {
        const QTemporaryDir folder;
        SingleInstance first(folder.path());
        QVERIFY(!first.handOver({}));
        QSignalSpy asked(&first, &SingleInstance::asked);
        QLocalSocket socket;
        const QByteArray digest = QCryptographicHash::hash(QDir(folder.path()).absolutePath().toUtf8(), QCryptographicHash::Sha256);
        socket.connectToServer(u"milassist-desk-"_s + QString::fromLatin1(digest.toHex().first(16)));
        QVERIFY(socket.waitForConnected(2000));
        socket.write(QByteArray(100, '\xff'));
        socket.waitForBytesWritten(2000);
        socket.disconnectFromServer();
        QTest::qWait(100);
        QCOMPARE(asked.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
