// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/decisionjson.h"
#include "tests/core/routing/check/randomplans.h"
#include "tests/core/routing/plan/plans.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

const QDateTime now = at("2026-08-11T14:00:00Z");

Decision someDecision()
{
    Decision decision{.call = {Party(u"anonymous"_s), number("+12065550142")}, .at = now};
    decision.steps.push_back({.action = Ring{{{.person = PersonId(u"anna"_s)}}, std::chrono::seconds(20)},
                              .reason = {.because = Reason::Because::RoundRobin}});
    decision.steps.push_back({.action = TakeMessage{.language = u"en-US"_s}, .reason = {.because = Reason::Because::NoAnswer}});
    return decision;
}

QByteArray changed(const std::function<void(QJsonObject &)> &change)
{
    QJsonObject object = QJsonDocument::fromJson(writeDecision(someDecision())).object();
    change(object);
    return QJsonDocument(object).toJson();
}

} // namespace

class TestDecisionJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDecisionReadsBackAsItWas()
    {
        for (quint32 seed = 0; seed < 60; ++seed) {
            const Plan plan = randomPlan(seed, now);
            for (std::size_t roster = 0; roster < rosterCount(plan); roster += 47) {
                for (int hours = 0; hours < 24 * 7; hours += 7) {
                    for (const auto &[line, ignored] : plan.lines) {
                        const Decision decision = decide(plan, rosterNumber(roster, plan), {Party(u"+12025550123"_s), line},
                                                         now.addSecs(hours * 3600 + 1));

                        const auto read = readDecision(writeDecision(decision));

                        QVERIFY2(read, read ? "" : qPrintable(describe(read.error().front())));
                        QCOMPARE(*read, decision);
                    }
                }
            }
        }
    }

    void everyWordReadsBackAsItWas()
    {
        Decision decision = someDecision();
        const auto readsBack = [&] { return readDecision(writeDecision(decision)) == decision; };
        for (int rule = 0; rule <= int(Opening::Rule::NoSchedule); ++rule) {
            decision.opening.rule = Opening::Rule(rule);
            QVERIFY(readsBack());
        }
        for (int because = 0; because <= int(Reason::Because::NoSuchLine); ++because) {
            decision.steps[0].reason.because = Reason::Because(because);
            QVERIFY(readsBack());
        }
        for (int skip = 0; skip <= int(Skip::NobodyThere); ++skip)
            decision.steps[0].skipped.push_back({.why = Skip(skip), .stage = skip, .number = number("+12065550111")});
        decision.steps[0].offer = Offer{GroupId(u"desk"_s), PersonId(u"anna"_s), {PersonId(u"ben"_s)}};
        QVERIFY(readsBack());
    }

    void whoeverCalledIsKeptAsTwilioNamedThem()
    {
        for (const QString &from :
             {u"anonymous"_s, u"+266696687"_s, u"sip:anna@acme.sip.twilio.com;user=phone"_s, u"Søn \"&<\u2028"_s, u"C:\\ \t\n\u0001\U0001F4DE"_s, u"half "_s + QChar(0xD83D) + u" of it"_s, QString(QChar(0xDE00)), QString()}) {
            Decision decision = someDecision();
            decision.call.from = Party(from);
            QCOMPARE(readDecision(writeDecision(decision))->call.from.text(), from);
        }
    }

    void whatCannotBeFollowedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<FieldError::Problem>("problem");
        QTest::addColumn<QString>("path");
        using Problem = FieldError::Problem;
        QTest::newRow("cut off") << writeDecision(someDecision()).chopped(10) << Problem::NotJson << QString();
        QTest::newRow("nothing") << QByteArray() << Problem::NotJson << QString();
        QTest::newRow("a list") << QByteArray("[]") << Problem::Missing << u"call"_s;
        QTest::newRow("of a newer program") << changed([](QJsonObject &o) { o[u"format"_s] = 2; }) << Problem::TooNew
                                            << u"format"_s;
        QTest::newRow("a field that nobody knows")
            << changed([](QJsonObject &o) { o[u"moon"_s] = 2; }) << Problem::Unknown << u"moon"_s;
        QTest::newRow("no line") << changed([](QJsonObject &o) { o[u"call"_s] = QJsonObject{}; }) << Problem::Missing
                                 << u"call.to"_s;
        QTest::newRow("no steps") << changed([](QJsonObject &o) { o[u"steps"_s] = QJsonArray(); }) << Problem::Malformed
                                  << u"steps"_s;
        QTest::newRow("no end") << changed([](QJsonObject &o) { o[u"steps"_s] = QJsonArray{o[u"steps"_s].toArray()[0]}; })
                                << Problem::Malformed << u"steps"_s;
        QTest::newRow("an end in the middle") << changed([](QJsonObject &o) {
            const QJsonArray steps = o[u"steps"_s].toArray();
            o[u"steps"_s] = QJsonArray{steps[1], steps[0], steps[1]};
        }) << Problem::Malformed << u"steps"_s;
        QTest::newRow("an action of tomorrow") << changed([](QJsonObject &o) {
            QJsonArray steps = o[u"steps"_s].toArray();
            QJsonObject step = steps[0].toObject();
            step[u"action"_s] = QJsonObject{{u"kind"_s, u"sing"_s}};
            steps[0] = step;
            o[u"steps"_s] = steps;
        }) << Problem::Malformed << u"steps[0].action.kind"_s;
    }
    void whatCannotBeFollowedIsRefused()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const FieldError::Problem, problem);
        QFETCH(const QString, path);

        const auto read = readDecision(json);

        QVERIFY(!read);
        const auto has = [&](const FieldError &error) { return error.problem == problem && error.path == path; };
        QVERIFY2(std::ranges::any_of(read.error(), has), qPrintable(describe(read.error().front())));
    }

    void damagedBytesAreReadWithoutHarm()
    {
        const QByteArray whole = writeDecision(someDecision());
        QRandomGenerator dice(3);
        for (int round = 0; round < 5000; ++round) {
            QByteArray json = whole;
            for (int edit = dice.bounded(4); edit >= 0; --edit)
                json[dice.bounded(int(json.size()))] = char(dice.bounded(256));
            if (const auto read = readDecision(json))
                QVERIFY(std::holds_alternative<TakeMessage>(read->steps.back().action));
        }
    }
};

QTEST_GUILESS_MAIN(TestDecisionJson)
#include "tst_decisionjson.moc"
