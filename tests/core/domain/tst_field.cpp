// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/call.h"
#include "core/domain/message.h"

#include <QTest>

#include <set>
#include <string>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestField : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void datesOfBothApisAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("utc");
        QTest::newRow("rfc 2822") << QByteArray("Tue, 11 Aug 2026 16:05:31 +0000") << u"2026-08-11T16:05:31Z"_s;
        QTest::newRow("one-digit day") << QByteArray("Tue, 1 Sep 2026 16:05:31 +0000") << u"2026-09-01T16:05:31Z"_s;
        QTest::newRow("other offset") << QByteArray("Tue, 11 Aug 2026 18:05:31 +0200") << u"2026-08-11T16:05:31Z"_s;
        QTest::newRow("iso") << QByteArray("2026-08-11T16:05:31Z") << u"2026-08-11T16:05:31Z"_s;
        QTest::newRow("iso with offset") << QByteArray("2026-08-11T16:20:00+00:00") << u"2026-08-11T16:20:00Z"_s;
        QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 23:59:59 +0000") << u"2024-02-29T23:59:59Z"_s;
        QTest::newRow("no leap year") << QByteArray("Mon, 29 Feb 2100 00:00:00 +0000") << QString();
        QTest::newRow("before 1970") << QByteArray("Wed, 31 Dec 1969 23:59:58 +0000") << u"1969-12-31T23:59:58Z"_s;
        QTest::newRow("no such minute") << QByteArray("Tue, 11 Aug 2026 16:60:31 +0000") << QString();
        QTest::newRow("impossible") << QByteArray("Tue, 31 Feb 2026 16:05:31 +0000") << QString();
        QTest::newRow("words") << QByteArray("yesterday") << QString();
    }
    void datesOfBothApisAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, utc);

        const QDateTime instant = instantFromWire({text.constData(), size_t(text.size())});

        QCOMPARE(instant.isValid() ? instant.toString(Qt::ISODate) : QString(), utc);
    }

    void anUnknownWordIsKeptAndMatchesNothing()
    {
        const Word<CallStatus> status(u"teleported"_s);

        QVERIFY(!status.isKnown());
        QVERIFY(!status.is(CallStatus::Completed));
        QCOMPARE(status.text(), u"teleported"_s);
        QVERIFY(!isTerminal(status));
    }

    void aKnownWordReadsAsItsValue()
    {
        const Word<MessageStatus> status(u"partially_delivered"_s);

        QVERIFY(status.is(MessageStatus::PartiallyDelivered));
        QCOMPARE(Word<MessageStatus>(MessageStatus::Sent).text(), u"sent"_s);
    }

    void aNegativeOrFractionalDurationIsRefused()
    {
        std::optional<std::chrono::seconds> duration = std::chrono::seconds(5);

        QVERIFY(!Codec<decltype(duration)>::fromWire("-3", duration));
        QVERIFY(!Codec<decltype(duration)>::fromWire("3.5", duration));
        QCOMPARE(duration, std::chrono::seconds(5));
        QVERIFY(Codec<decltype(duration)>::fromWire("47.0", duration));
        QCOMPARE(duration, std::chrono::seconds(47));
    }

    void everyFieldOfACallSurvivesSql()
    {
        Call call;
        call.sid = *CallSid::parse(u"CA0a1b2c3d4e5f60718293a4b5c6d7e8f9");
        call.from = Party(u"+14155550108"_s);
        call.status = CallStatus::Completed;
        call.startedAt = instantFromWire("Tue, 11 Aug 2026 16:05:31 +0000");
        call.duration = std::chrono::seconds(47);
        call.price = Micros{-8500};
        call.priceUnit = u"USD"_s;

        Call copy;
        std::set<std::string> names;
        forEachField<Call>([&]<typename M>(const Field<Call, M> &f) {
            copy.*f.member = Codec<M>::fromSql(Codec<M>::toSql(call.*f.member));
            names.insert(f.name);
        });

        QCOMPARE(copy, call);
        QCOMPARE(names.size(), std::tuple_size_v<decltype(Fields<Call>::list)>);
    }
};

QTEST_GUILESS_MAIN(TestField)
#include "tst_field.moc"
