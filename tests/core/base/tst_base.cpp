// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/logging.h"
#include "core/base/secret.h"
#include "core/base/whendone.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestBase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whenDoneDeliversTheOutcome()
    {
        QObject context;
        int seen = 0;

        whenDone(finished(Result<int>(7)), &context, [&seen](const Result<int> &value) { seen = *value; });

        QTRY_COMPARE(seen, 7);
    }

    void whenDoneIsSilentOnceItsContextIsGone()
    {
        QPromise<int> promise;
        promise.start();
        bool called = false;
        {
            QObject context;
            whenDone(promise.future(), &context, [&called](int) { called = true; });
        }

        promise.addResult(1);
        promise.finish();
        QCoreApplication::processEvents();

        QVERIFY(!called);
    }

    void aNumberIsMaskedToItsEnds()
    {
        QCOMPARE(masked(u"+15005550006"), u"+1500***0006"_s);
        QCOMPARE(masked(u"12345"), u"***"_s);
    }

    void copyingASecretDoesNotWipeTheOriginal()
    {
        Secret kept("token");
        {
            Secret copy = kept;
        }

        QCOMPARE(kept.reveal(), QByteArray("token"));
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
