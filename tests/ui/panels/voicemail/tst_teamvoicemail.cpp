// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"
#include "tests/core/team/teamrelay.h"
#include "tests/e2e/accessibility.h"
#include "tests/ui/panels/listscreen.h"
#include "ui/panels/voicemail/voicemaildetailview.h"
#include "ui/panels/voicemail/voicemailpanel.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/notice.h"

#include <QMenu>
#include <QPushButton>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

constexpr int patience = 30000;

/// The voicemail screen of somebody in a team, with a real relay, and a colleague at another desk.
struct Shared : test::ListScreen<VoicemailPanel> {
    explicit Shared(const QString &me, Role role, bool isKnown = true) : who(me), mayAssign(role != Role::Assistant), isKnown(isKnown)
    {
        mine = joined(me, role);
        colleague = joined(u"olga"_s, Role::Admin);
        for (const QString &other : {u"anna"_s, u"ben"_s}) {
            if (other != me)
                addUser(relay.store(), other, Role::Assistant);
        }
        mine->roster().follow();
    }
    std::unique_ptr<Team> joined(const QString &name, Role role)
    {
        auto team = std::make_unique<Team>(relay.access(name, role));
        team->start();
        if (!QTest::qWaitFor([&team] { return team->events().isLive(); }, patience))
            qFatal("the relay does not answer %s", qPrintable(name));
        return team;
    }
    std::unique_ptr<VoicemailPanel> make() override
    {
        if (isKnown)
            leaveAll();
        return std::make_unique<VoicemailPanel>(
            office.voicemails, office.lines, office.hub, office.clock(), nullptr,
            VoicemailTeam{.voicemails = &mine->voicemails(), .roster = &mine->roster(), .me = who, .mayAssign = mayAssign});
    }
    /// The relay has answered the calls whose voicemails the desk has.
    void leaveAll()
    {
        const auto rows = waitFor(office.voicemails.rows(*waitFor(office.voicemails.rowIds({}))));
        const auto kept = waitFor(relay.store().write([rows = *rows](SqlConnection &db) -> Result<> {
            for (const VoicemailRow &row : rows) {
                const auto left = VoicemailTable(db).note({.sid = row.recording, .callSid = row.call, .line = Party(relay::theLine)},
                                                          row.createdAt.addSecs(row.duration.count() + 1));
                if (!left)
                    return fail(left.error());
            }
            return {};
        }));
        if (!kept)
            qFatal("the voicemails could not be left");
    }
    void choose(int row)
    {
        list->setFocus();
        list->choose(row);
        QTRY_COMPARE(detail()->voicemail().id, idAt(row));
    }
    VoicemailDetailView *detail() { return find<VoicemailDetailView>("voicemailDetail"); }
    RecordingSid sidAt(int row) { return (*waitFor(office.voicemails.rows({idAt(row)}))).value(0).recording; }
    QDateTime timeAt(int row) { return (*waitFor(office.voicemails.rows({idAt(row)}))).value(0).createdAt; }
    /// What the colleague sees.
    TeamVoicemail theirs(const RecordingSid &sid) { return colleague->voicemails().of(sid, office.folder.now).value_or(TeamVoicemail()); }
    QString owner() { return detail()->owner()->isHidden() ? QString() : find<Pill>("ownerPill")->text(); }
    bool has(const char *button) { return find<QPushButton>(button)->isVisible(); }

    QString who;
    bool mayAssign, isKnown;
    TeamRelay relay;
    std::unique_ptr<Team> mine, colleague;
};

} // namespace

class TestTeamVoicemail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

    void theListAndTheVoicemailSayWhoseItIs()
    {
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        QVERIFY(waitFor(shown.colleague->voicemails().assign(shown.sidAt(0), u"anna"_s)));
        shown.choose(0);

        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Anna has it"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown.rowText(0).contains(u"Anna"_s), patience);
        QVERIFY(shown.has("takeVoicemailButton") && shown.has("assignVoicemailButton"));

        shown.choose(2);
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Nobody has taken it"_s, patience);
        QVERIFY(!shown.has("giveBackVoicemailButton"));
    }

    void aLongNameLeavesRoomForTheWords()
    {
        const PeopleNames names(std::map<QString, QString>{{u"anna"_s, u"Alexandra Featherstonehaugh-Cholmondeley"_s}});
        TeamVoicemail voicemail;
        QVERIFY(!ownerTag(voicemail, names, u"ben"_s));
        voicemail.assignedTo = u"anna"_s;
        QCOMPARE(ownerTag(voicemail, names, u"ben"_s)->text, u"Alexandra Feather\u2026"_s);
        QCOMPARE(ownerTag(voicemail, names, u"anna"_s)->text, u"Yours"_s);
    }

    void whoIsDoneWithItIsDoneForEverybodyAndCanGoBack()
    {
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        const RecordingSid sid = shown.sidAt(1);
        QSignalSpy toasts(shown.panel.get(), &Panel::toastRequested);
        shown.choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.owner().isEmpty(), patience);

        shown.key(Qt::Key_E);

        QTRY_COMPARE_WITH_TIMEOUT(shown.theirs(sid).handledBy, u"mona"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.theirs(sid).heardBy, QStringList{u"mona"_s}, patience);
        QTRY_COMPARE(shown.detail()->voicemail().id, shown.idAt(2));
        QTRY_VERIFY_WITH_TIMEOUT(shown.rowText(1).contains(u"Done"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(toasts.size(), 1, patience);
        toasts.first().first().value<Toast>().act();
        QTRY_VERIFY_WITH_TIMEOUT(!shown.theirs(sid).isHandled(), patience);

        shown.choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(shown.has("voicemailDoneButton"), patience);
        shown.click("voicemailDoneButton");
        QTRY_VERIFY_WITH_TIMEOUT(shown.owner().startsWith(u"Done by you"_s), patience);
        QVERIFY(!shown.has("takeVoicemailButton") && !shown.has("assignVoicemailButton"));
        QCOMPARE(shown.text("heardByLabel"), u"Heard by you."_s);
        shown.click("voicemailDoneButton");
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Nobody has taken it"_s, patience);
    }

    void anAssistantTakesItAndGivesItBackByOneKey()
    {
        Shared shown(u"anna"_s, Role::Assistant);
        shown.open();
        const RecordingSid sid = shown.sidAt(1);
        shown.choose(1);
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Nobody has taken it"_s, patience);
        QVERIFY(!shown.has("assignVoicemailButton"));

        shown.key(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Yours"_s, patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.theirs(sid).assignedTo, u"anna"_s, patience);
        shown.key(Qt::Key_A);
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Nobody has taken it"_s, patience);

        QVERIFY(waitFor(shown.colleague->voicemails().assign(sid, u"olga"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"olga has it"_s, patience);
        QVERIFY(!shown.has("takeVoicemailButton") && !shown.has("giveBackVoicemailButton"));
    }

    void aManagerGivesItToSomebodyFromAList()
    {
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        shown.choose(1);
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Nobody has taken it"_s, patience);
        QTRY_VERIFY_WITH_TIMEOUT(shown.mine->roster().now(), patience);

        shown.key(Qt::Key_A);
        auto *menu = shown.find<QMenu>("assignVoicemailMenu");
        QVERIFY(menu);
        QStringList offered;
        for (QAction *action : menu->actions()) {
            offered << action->text();
            if (action->text() == "Ben"_L1)
                action->trigger();
        }
        menu->close();

        QVERIFY2(offered.startsWith(u"Anybody"_s) && offered.contains(u"Anna"_s), qPrintable(offered.join(u", "_s)));
        QTRY_COMPARE_WITH_TIMEOUT(shown.owner(), u"Ben has it"_s, patience);
    }

    void aRefusalIsSaidWhereItWasAsked()
    {
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        shown.choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.owner().isEmpty(), patience);
        shown.relay.kill();

        shown.click("takeVoicemailButton");

        QTRY_VERIFY_WITH_TIMEOUT(shown.find<Notice>("voicemailNotice")->isVisible(), patience);
        QCOMPARE(shown.owner(), u"Nobody has taken it"_s);
    }

    void whatNoRelayAnsweredIsNobodysAffair()
    {
        Shared shown(u"mona"_s, Role::Manager, false);
        shown.open();
        shown.choose(1);
        QTest::qWait(500);

        QCOMPARE(shown.owner(), QString());
        shown.key(Qt::Key_A); // does nothing
        shown.key(Qt::Key_E);
        QTRY_COMPARE(shown.detail()->voicemail().id, shown.idAt(2));
        QTRY_VERIFY((*waitFor(shown.office.voicemails.rows({shown.idAt(1)}))).first().heard);
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        shown.choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.owner().isEmpty(), patience);
        const QStringList flaws = accessibilityFlaws(*shown.panel);
        QVERIFY2(flaws.isEmpty(), qPrintable(flaws.join(u'\n')));
    }

    void pictures()
    {
        if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
            return;
        Shared shown(u"mona"_s, Role::Manager);
        shown.open();
        for (const auto &[row, person] : {std::pair{0, u"mona"_s}, std::pair{1, u"anna"_s}, std::pair{3, u"ben"_s}, std::pair{4, u"mona"_s}})
            QVERIFY(waitFor(shown.colleague->voicemails().assign(shown.sidAt(row), person)));
        QVERIFY(waitFor(shown.colleague->voicemails().setHandled(shown.sidAt(3), true)));
        shown.colleague->voicemails().setHeard(shown.sidAt(1), true);
        shown.mine->voicemails().setHeard(shown.sidAt(1), true);
        shown.choose(1);
        QTRY_VERIFY_WITH_TIMEOUT(!shown.owner().isEmpty(), patience);
        test::pictures(*shown.panel, *m_theme, u"voicemail-team"_s);
        shown.choose(3);
        QTRY_VERIFY_WITH_TIMEOUT(shown.owner().startsWith(u"Done"_s), patience);
        test::pictures(*shown.panel, *m_theme, u"voicemail-team-done"_s);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestTeamVoicemail)
#include "tst_teamvoicemail.moc"
