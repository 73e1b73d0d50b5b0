// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/decision/turn.h"

#include <QTest>

using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const GroupId desk(u"desk"_s);

std::vector<PersonId> people(const QString &letters)
{
    std::vector<PersonId> result;
    for (const QChar letter : letters)
        result.emplace_back(QString(letter));
    return result;
}

QString letters(const std::vector<PersonId> &people)
{
    QString text;
    for (const PersonId &person : people)
        text += person.text();
    return text;
}

// One call: the first who is free is offered it.
QString offered(const QString &members, const QString &busy, Turn &turn)
{
    Offer offer{.group = desk};
    for (const PersonId &person : inTurn(people(members), turn)) {
        if (busy.contains(person.text())) {
            offer.passedOver.push_back(person);
            continue;
        }
        offer.person = person;
        turn = advanced(turn, offer);
        return person.text();
    }
    return u"-"_s;
}

} // namespace

class TestTurn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Each call is "members/busy"; "ABC" alone: nobody is busy.
    void callsGoRound_data()
    {
        QTest::addColumn<QString>("calls");
        QTest::addColumn<QString>("offered");
        QTest::newRow("in the order of the group") << u"ABC ABC ABC ABC"_s << u"ABCA"_s;
        QTest::newRow("a group of one") << u"A A A"_s << u"AAA"_s;
        QTest::newRow("an empty group") << u"/"_s << u"-"_s;
        QTest::newRow("all busy offers nobody and changes nothing") << u"ABC ABC/ABC ABC"_s << u"A-B"_s;
        QTest::newRow("who was busy is next when free") << u"ABC ABC/B ABC ABC ABC"_s << u"ACBAB"_s;
        QTest::newRow("two who were busy, the longest waiting first") << u"ABCD ABCD/BC ABCD ABCD ABCD"_s << u"ADBCA"_s;
        QTest::newRow("busy for several calls is owed one call only") << u"ABC ABC/B ABC/B ABC ABC ABC"_s << u"ACABBC"_s;
        QTest::newRow("reordering does not start anew") << u"ABC ABC CAB CAB CAB"_s << u"ABCAB"_s;
        QTest::newRow("somebody new waits for the turn") << u"ABC ABC ABCD ABCD ABCD"_s << u"ABCDA"_s;
        QTest::newRow("somebody new in front") << u"ABC ABC DABC DABC"_s << u"ABCD"_s;
        QTest::newRow("somebody leaves") << u"ABC ABC AC AC"_s << u"ABCA"_s;
        QTest::newRow("the last one offered leaves") << u"ABC ABC ABC AB AB"_s << u"ABCAB"_s;
        QTest::newRow("the last one offered leaves from the middle") << u"ABCD ABCD ACD ACD"_s << u"ABCD"_s;
        QTest::newRow("everybody who was offered leaves") << u"AB AB CD CD"_s << u"ABCD"_s;
        QTest::newRow("who is owed a call leaves") << u"ABC ABC/B AC AC"_s << u"ACAC"_s;
        QTest::newRow("and comes back") << u"ABC ABC/B AC ABC"_s << u"ACAB"_s;
    }
    void callsGoRound()
    {
        QFETCH(QString, calls);
        QFETCH(QString, offered);

        Turn turn;
        QString seen;
        for (const QString &call : calls.split(u' '))
            seen += ::offered(call.section(u'/', 0, 0), call.section(u'/', 1), turn);

        QCOMPARE(seen, offered);
    }

    void overManyCallsEverybodyIsOfferedTheSame()
    {
        Turn turn;
        std::map<QString, int> count;
        for (int call = 0; call < 3000; ++call)
            ++count[offered(u"ABCDE"_s, call % 3 == 0 ? QString(QChar(u'A' + call % 5)) : QString(), turn)];

        for (const auto &[person, calls] : count)
            QVERIFY2(std::abs(calls - 600) <= 1, qPrintable(u"%1 %2"_s.arg(person).arg(calls)));
    }

    void everybodyIsInTheOrderOnce()
    {
        const Turn turn{.offered = people(u"BXA"_s), .passedOver = people(u"CY"_s)};

        QCOMPARE(letters(inTurn(people(u"ABCDE"_s), turn)), u"CDEAB"_s);
    }
};

QTEST_GUILESS_MAIN(TestTurn)
#include "tst_turn.moc"
