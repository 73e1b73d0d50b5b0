// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/token.h"
#include "core/relay/ledger/tokenmemory.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTokenFitsItsOwnHashAndNoOther()
    {
        const auto one = makeToken();
        const auto two = makeToken();
        QVERIFY(one && two);

        QVERIFY(fits(one->token, one->hash));
        QVERIFY(!fits(one->token, two->hash));
        QVERIFY(!fits(Secret(one->token.reveal().chopped(1)), one->hash));
        QVERIFY(!fits(Secret(), one->hash));
        QVERIFY(!fits(one->token, u""_s));
    }

    void whatIsKeptIsArgon2idAndNothingOfTheSecret()
    {
        const auto made = makeToken();
        QVERIFY(made);

        QVERIFY(made->hash.startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"));
        QVERIFY(!made->hash.contains(QString::fromLatin1(made->token.reveal().sliced(16))));
        QVERIFY(made->token.reveal().size() >= 3 + 12 + 1 + 43);
    }

    void theLabelIsReadFromTheTokenAlone_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("label");
        QTest::newRow("ours") << "ma_0123456789ab_c2VjcmV0"_ba << u"0123456789ab"_s;
        QTest::newRow("cut off") << "ma_0123456789ab"_ba << u""_s;
        QTest::newRow("empty") << ""_ba << u""_s;
        QTest::newRow("somebody else's") << "sk_0123456789ab_c2VjcmV0"_ba << u""_s;
        QTest::newRow("label of another length") << "ma_0123_c2VjcmV0"_ba << u""_s;
    }
    void theLabelIsReadFromTheTokenAlone()
    {
        QFETCH(QByteArray, token);
        QTEST(labelOf(Secret(token)), "label");
    }

    void theMemoryHoldsForThisTokenAndThisHash()
    {
        TokenMemory memory;
        const Secret token("ma_0123456789ab_one"_ba);
        memory.remember(token, u"$argon2id$one"_s);

        QVERIFY(memory.knows(token, u"$argon2id$one"_s));
        QVERIFY(!memory.knows(token, u"$argon2id$renewed"_s));
        QVERIFY(!memory.knows(Secret("ma_0123456789ab_two"_ba), u"$argon2id$one"_s));
        QVERIFY(!memory.knows(Secret("ma_0123456789ab_two"_ba), u""_s));
    }
};

QTEST_APPLESS_MAIN(TestToken)
#include "tst_token.moc"
