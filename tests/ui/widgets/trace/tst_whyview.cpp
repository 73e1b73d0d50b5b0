// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/record/decisionjson.h"
#include "tests/core/routing/decision/teams.h"
#include "tests/ui/panels/pictures.h"
#include "ui/widgets/englishplurals.h"
#include "ui/widgets/label.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/trace/traceview.h"
#include "ui/widgets/trace/whyview.h"

#include <QPushButton>
#include <QtTest>

using namespace milassist;
using namespace milassist::routing;
using namespace Qt::StringLiterals;

namespace
{

/// A call that Anna and Cleo were rung for, while Ben talked.
struct Kept {
    Plan plan = teamPlan({RoundRobin{id<GroupId>("desk"), seconds(20)}});
    Roster people = roster(u"anna:on ben:busy cleo:on"_s);
    QByteArray json = writeDecision(decide(plan, people, {stranger, boston}, tuesday));
    QDateTime now = tuesday.addSecs(3600);
    WhyView view{[this] { return WhyView::Present{plan, people, now}; }};

    Kept()
    {
        view.resize(500, 400);
        view.show();
        view.tell(json);
    }
    QString toldNow() const { return view.findChild<Label *>(u"whatNow"_s)->text(); }
    void ask() { view.findChild<QPushButton *>(u"whatNowButton"_s)->click(); }
};

} // namespace

class TestWhyView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QCoreApplication::installTranslator(&m_plurals); }
    void aKeptDecisionIsTold();
    void theSameCallNowIsCompared();
    void whatCannotBeReadIsSaid();
    void anotherCallReplacesTheOneBefore();

private:
    EnglishPlurals m_plurals;
};

void TestWhyView::aKeptDecisionIsTold()
{
    Kept kept;
    QCOMPARE(kept.view.findChild<TraceView *>()->summary(), u"anna, then cleo, then voicemail, after 40 s at most"_s.replace(0, 1, u'A'));
    QStringList told;
    for (const Label *label : kept.view.findChildren<Label *>())
        told << label->text();
    QVERIFY(told.contains(u"ben was passed over: on another call"_s));
    test::picture(kept.view, u"why"_s);
}

void TestWhyView::theSameCallNowIsCompared()
{
    Kept kept;
    kept.ask();
    QCOMPARE(kept.toldNow(), u"Now it would go the same way."_s);
    kept.people = roster(u"anna:away ben:on cleo:away"_s);
    kept.ask();
    QCOMPARE(kept.toldNow(), u"Now: Ben, then voicemail, after 20 s at most."_s);
    kept.now = at("2026-08-16T14:00:00Z"); // a Sunday
    kept.ask();
    QCOMPARE(kept.toldNow(), u"Now: Voicemail at once."_s);
}

void TestWhyView::whatCannotBeReadIsSaid()
{
    Kept kept;
    kept.view.tell(QByteArray(R"({"format":99})"));
    QVERIFY(kept.view.findChild<Notice *>(u"whyNotice"_s)->isTelling());
    QVERIFY(!kept.view.findChild<TraceView *>()->isVisible());
    QVERIFY(!kept.view.findChild<QPushButton *>(u"whatNowButton"_s)->isVisible());
}

void TestWhyView::anotherCallReplacesTheOneBefore()
{
    Kept kept;
    kept.ask();
    kept.view.tell(writeDecision(decide(kept.plan, {}, {stranger, boston}, tuesday)));
    QCOMPARE(kept.view.findChild<TraceView *>()->summary(), u"Voicemail at once"_s);
    QVERIFY(!kept.view.findChild<Label *>(u"whatNow"_s)->isVisible());
}

QTEST_MAIN(TestWhyView)
#include "tst_whyview.moc"
