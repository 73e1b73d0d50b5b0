// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/texts/taskrules.h"

#include <QTest>

using namespace milassist::relay;
using namespace Qt::StringLiterals;
using milassist::routing::TaskRule;

namespace
{

QString nameOf(const std::vector<TaskRule> &rules, const TextSeen &text)
{
    const TaskRule *rule = ruleFor(rules, text);
    return rule ? rule->name : QString();
}

} // namespace

class TestTaskRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wordsAreFoundAsWholeWords_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("found");
        QTest::newRow("in any case") << u"I need a QUOTE"_s << u"quote"_s << true;
        QTest::newRow("beside signs") << u"Quote, please!"_s << u"quote"_s << true;
        QTest::newRow("not within a word") << u"an unquoted price"_s << u"quote"_s << false;
        QTest::newRow("not the beginning of one") << u"quotes"_s << u"quote"_s << false;
        QTest::newRow("several") << u"So, how  much\nis it?"_s << u"how much"_s << true;
        QTest::newRow("several, not together") << u"how is it so much"_s << u"how much"_s << false;
        QTest::newRow("an accent") << u"Précio? ÇA VA"_s << u"ça va"_s << true;
        QTest::newRow("an apostrophe") << u"It doesn’t work"_s << u"doesn't work"_s << true;
        QTest::newRow("another script") << u"Сколько стоит?"_s << u"сколько"_s << true;
        QTest::newRow("no words at all") << u"hello"_s << u" ?! "_s << false;
        QTest::newRow("an empty text") << QString() << u"quote"_s << false;
    }

    void wordsAreFoundAsWholeWords()
    {
        QFETCH(QString, body);
        QFETCH(QString, words);
        QFETCH(bool, found);

        QCOMPARE(saysWords(body, words), found);
    }

    void theFirstRuleOfWhichEverythingHoldsMakesTheTask()
    {
        const std::vector<TaskRule> rules{
            {.name = u"urgent"_s, .words = {u"urgent"_s, u"as soon as possible"_s}, .whenClosed = true},
            {.name = u"strangers"_s, .fromStrangers = true},
            {.name = u"quotes"_s, .words = {u"quote"_s}},
        };

        QCOMPARE(nameOf(rules, {.body = u"It's urgent"_s, .isFromStranger = true, .isLineOpen = false}), u"urgent"_s);
        QCOMPARE(nameOf(rules, {.body = u"It's urgent"_s, .isFromStranger = true}), u"strangers"_s);
        QCOMPARE(nameOf(rules, {.body = u"It's urgent"_s}), QString());
        QCOMPARE(nameOf(rules, {.body = u"A quote?"_s}), u"quotes"_s);
        QCOMPARE(nameOf({}, {.body = u"A quote?"_s}), QString());
    }

    void aRuleWithoutConditionsTakesEveryText() { QCOMPARE(nameOf({{.name = u"all"_s}}, {}), u"all"_s); }
};

QTEST_GUILESS_MAIN(TestTaskRules)
#include "tst_taskrules.moc"
