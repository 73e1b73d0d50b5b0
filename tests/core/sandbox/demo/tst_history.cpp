// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/makeworld.h"
#include "core/sandbox/world/smalltalk.h"
#include "core/domain/segments.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace milassist;
using namespace milassist::world;
using namespace milassist::world::demo;
using namespace Qt::StringLiterals;

namespace
{

qint64 residentKilobytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const qint64 before = residentKilobytes();
        QElapsedTimer timer;
        timer.start();
        m_world = *makeWorld({.historyCalls = 100'000, .historyMessages = 1'000'000, .isLively = false}, {});
        m_took = timer.elapsed();
        m_kilobytes = residentKilobytes() - before;
        qInfo("100,000 calls and 1,000,000 messages took %lld ms and %lld MB", m_took, m_kilobytes / 1024);
    }

    void aMillionMessagesAreThereInSecondsAndSmall()
    {
        QVERIFY(m_took < 20'000); // about one on an idle machine
        QVERIFY(m_kilobytes < 200 * 1024);
        QVERIFY(m_world->messages().table().rows().size() >= 1'000'000);
        QVERIFY(m_world->calls().table().rows().size() >= 100'000);
    }

    void tablesAreInOrderOfTime()
    {
        const auto now = quint32(QDateTime::currentSecsSinceEpoch());
        quint32 before = 0;
        for (const MessageRow &row : m_world->messages().table().rows()) {
            QVERIFY(row.created >= before && row.created <= now);
            before = row.created;
        }
        before = 0;
        for (const CallRow &row : m_world->calls().table().rows()) {
            QVERIFY(row.created >= before && row.created <= now);
            before = row.created;
        }
    }

    void anyPageComesAtOnce_data()
    {
        QTest::addColumn<bool>("calls");
        QTest::addColumn<Form>("query");
        const Form thousand{{u"PageSize"_s, u"1000"_s}};
        const auto with = [&](std::initializer_list<std::pair<QString, QString>> more) {
            Form form = thousand;
            for (const auto &[name, value] : more)
                form.add(name, value);
            return form;
        };
        const auto deepMessage = m_world->messages().table().sid(500'000), deepCall = m_world->calls().table().sid(50'000);
        const auto message = m_world->messages().table().message(900'000);
        const QString line = m_world->numbers().all().findIf([](const IncomingNumber &) { return true; })->phoneNumber;
        const QString day = message.createdAt.date().toString(Qt::ISODate);
        QTest::newRow("newest messages") << false << thousand;
        QTest::newRow("messages in the middle") << false << with({{u"PageToken"_s, u"PA"_s + deepMessage}});
        QTest::newRow("oldest messages") << false << with({{u"PageToken"_s, u"PA"_s + m_world->messages().table().sid(999)}});
        QTest::newRow("messages by number of page") << false << with({{u"Page"_s, u"900"_s}});
        QTest::newRow("messages to a line") << false << with({{u"To"_s, line}});
        QTest::newRow("messages of a person") << false << with({{u"From"_s, *message.from}, {u"To"_s, message.to}});
        QTest::newRow("messages of a day") << false << with({{u"DateSent"_s, day}});
        QTest::newRow("messages of a person before a day") << false << with({{u"From"_s, *message.from}, {u"DateSent<"_s, day}});
        QTest::newRow("newest calls") << true << thousand;
        QTest::newRow("calls in the middle") << true << with({{u"PageToken"_s, u"PA"_s + deepCall}});
        QTest::newRow("failed calls") << true << with({{u"Status"_s, u"failed"_s}});
        QTest::newRow("children") << true << with({{u"ParentCallSid"_s, deepCall}});
        QTest::newRow("calls of a day") << true << with({{u"StartTime"_s, u"2025-06-11"_s}});
    }
    void anyPageComesAtOnce()
    {
        QFETCH(bool, calls);
        QFETCH(Form, query);
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) { // the machine may be busy with something else
            QElapsedTimer timer;
            timer.start();
            if (calls)
                QVERIFY(m_world->calls().list(query));
            else
                QVERIFY(m_world->messages().list(query));
            best = std::min(best, timer.nsecsElapsed());
        }
        qInfo("%.2f ms", double(best) / 1e6);
        QVERIFY(best < 60'000'000); // 20 ms in a release build
    }

    void smallTalkIsVariedAndAlwaysOneSegment()
    {
        QSet<QString> seen;
        for (quint32 i = 0; i < 20'000; ++i) {
            const QString text = smallTalk(i * 7919);
            seen.insert(text);
            QCOMPARE(segmentsOf(text).parts, 1);
        }
        QVERIFY2(seen.size() > 10'000, qPrintable(QString::number(seen.size())));
        QCOMPARE(smallTalk(42), smallTalk(42));
    }

private:
    std::unique_ptr<World> m_world;
    qint64 m_took = 0, m_kilobytes = 0;
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
