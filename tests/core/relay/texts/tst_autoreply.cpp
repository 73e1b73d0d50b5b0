// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/texts/autoreply.h"

#include <QTest>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using Why = Silent::Why;
using routing::Doors;
using routing::Opening;

namespace
{

const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
const AutoReplyPolicy policy{
    .inHours = u"We answer soon."_s, .outOfHours = u"We are closed."_s, .onHoliday = u"Happy holidays."_s};
const Party maria(u"+14155550108"_s);
const Opening open{.doors = Doors::Open, .rule = Opening::Rule::Week},
    closed{.doors = Doors::Closed, .rule = Opening::Rule::Week},
    holiday{.doors = Doors::Closed, .rule = Opening::Rule::Holiday, .name = u"Thanksgiving"_s};

QDateTime ago(int minutes)
{
    return now.addSecs(-60 * minutes);
}

AutoReply reply(const SenderHistory &history, const QString &body = u"Hello"_s, const Party &from = maria,
                const QString &type = {})
{
    return decideAutoReply(policy, from, body, type, history, open, now);
}

} // namespace

class TestAutoReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextIsThatOfTheHour()
    {
        const auto at = [](const Opening &opening, const AutoReplyPolicy &by = policy) {
            return decideAutoReply(by, maria, u"Hello"_s, {}, {}, opening, now);
        };
        QCOMPARE(at(open), AutoReply(Reply{policy.inHours}));
        QCOMPARE(at(closed), AutoReply(Reply{policy.outOfHours}));
        QCOMPARE(at(holiday), AutoReply(Reply{policy.onHoliday}));
        AutoReplyPolicy plain = policy;
        plain.onHoliday.clear();
        QCOMPARE(at(holiday, plain), AutoReply(Reply{policy.outOfHours}));
        plain.inHours = u"  "_s;
        QCOMPARE(at(open, plain), AutoReply(Silent{Why::NothingToSay}));
    }

    void nobodyIsAnsweredWhoShouldNotBe_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("type");
        QTest::addColumn<SenderHistory>("history");
        QTest::addColumn<Silent>("silent");
        const QString who = maria.text(), hello = u"Hello"_s;
        const SenderHistory none;
        QTest::newRow("STOP") << who << u" stop "_s << QString() << none << Silent{Why::Keyword};
        QTest::newRow("HELP") << who << u"HELP"_s << QString() << none << Silent{Why::Keyword};
        QTest::newRow("START") << who << u"start"_s << QString() << none << Silent{Why::Keyword};
        QTest::newRow("Twilio says that it was one") << who << u"arrêt"_s << u"STOP"_s << none << Silent{Why::Keyword};
        QTest::newRow("asks in other words")
            << who << u"Please stop texting me"_s << QString() << none << Silent{Why::AsksToStop};
        QTest::newRow("a short code") << u"24273"_s << hello << QString() << none << Silent{Why::NoPerson};
        QTest::newRow("a word") << u"ACMEBANK"_s << hello << QString() << none << Silent{Why::NoPerson};
        QTest::newRow("nobody") << QString() << hello << QString() << none << Silent{Why::NoPerson};
        QTest::newRow("one of our lines") << who << hello << QString() << SenderHistory{.isOurLine = true}
                                          << Silent{Why::OurLine};
        QTest::newRow("opted out") << who << hello << QString() << SenderHistory{.isOptedOut = true} << Silent{Why::OptedOut};
        QTest::newRow("blocked") << who << hello << QString() << SenderHistory{.isBlocked = true} << Silent{Why::Blocked};
        QTest::newRow("a person answered") << who << hello << QString() << SenderHistory{.lastByPerson = ago(29)}
                                           << Silent{Why::PersonIsOnIt};
        QTest::newRow("answered lately") << who << hello << QString() << SenderHistory{.lastAutoReply = ago(239)}
                                         << Silent{Why::Lately};
        QTest::newRow("a machine repeats itself")
            << who << hello << QString() << SenderHistory{.sameTextsLastHour = 2} << Silent{Why::Loop};
        QTest::newRow("five a day") << who << hello << QString()
                                    << SenderHistory{.lastAutoReply = ago(600), .autoRepliesToday = 5} << Silent{Why::Loop};
        QTest::newRow("the line has said enough")
            << who << hello << QString() << SenderHistory{.lineRepliesLastHour = 100} << Silent{Why::LineHasSaidEnough};
    }
    void nobodyIsAnsweredWhoShouldNotBe()
    {
        QFETCH(const QString, from);
        QFETCH(const QString, body);
        QFETCH(const QString, type);
        QFETCH(const SenderHistory, history);
        QFETCH(const Silent, silent);
        QCOMPARE(reply(history, body, Party(from), type), AutoReply(silent));
        QCOMPARE(silent.wantsOwner(),
                 silent.why == Why::Loop || silent.why == Why::LineHasSaidEnough || silent.why == Why::AsksToStop);
    }

    void theWindowsEnd()
    {
        QCOMPARE(reply({.lastByPerson = ago(30)}), AutoReply(Reply{policy.inHours}));
        QCOMPARE(reply({.lastAutoReply = ago(240), .autoRepliesToday = 4}), AutoReply(Reply{policy.inHours}));
        QCOMPARE(reply({.sameTextsLastHour = 1}), AutoReply(Reply{policy.inHours}));
        QCOMPARE(reply({.lineRepliesLastHour = 99}), AutoReply(Reply{policy.inHours}));
    }

    void twoMachinesFallSilent()
    {
        // The other one answers each of our replies with the same words at once, for a day.
        SenderHistory history;
        AutoReplyPolicy eager = policy;
        eager.oncePer = std::chrono::hours(0);
        int said = 0;
        for (int text = 0; text < 1000; ++text) {
            const auto decided = decideAutoReply(eager, maria, u"I am away."_s, {}, history, open, now.addSecs(text));
            if (std::holds_alternative<Reply>(decided)) {
                ++said;
                ++history.autoRepliesToday;
                history.lastAutoReply = now.addSecs(text);
            }
            ++history.sameTextsLastHour;
        }
        QCOMPARE(said, 2);
    }

    void textsAreTheSameButForTheirShape()
    {
        QCOMPARE(sameness(u"I am  away!\n"_s), sameness(u" i AM away."_s));
        QVERIFY(sameness(u"I am away"_s) != sameness(u"I am here"_s));
        QVERIFY(sameness(u"?"_s) != sameness(u"!"_s));
        QCOMPARE(sameness(QString()), QString());
    }
};

QTEST_GUILESS_MAIN(TestAutoReply)
#include "tst_autoreply.moc"
