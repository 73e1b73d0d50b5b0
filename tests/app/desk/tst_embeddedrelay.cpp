// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/embeddedrelay.h"
#include "core/planning/planofone.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const routing::PersonId anna(u"anna"_s);

routing::Plan planNamed(const QString &name)
{
    return planOfOne(anna, name, {{*PhoneNumber::parse(u"+12065550142"_s), u"Front desk"_s}});
}

QDateTime minute(int number)
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC).addSecs(60 * number);
}

/// Starts a relay with what was planned while it was off, and ends it. @return what was in force meanwhile
routing::PlanVersion inForce(const QString &folder, const std::optional<FirstPlan> &planned)
{
    EmbeddedRelayOptions options;
    options.relay.twilioUrl = QUrl(u"http://127.0.0.1:1"_s);
    options.relay.accountSid = u"AC00112233445566778899aabbccddeeff"_s;
    options.relay.authTokens = {Secret(QByteArray("0f1e2d3c4b5a69788796a5b4c3d2e1f0"))};
    options.folder = folder;
    options.person = anna;
    options.planned = planned;
    EmbeddedRelay relay(std::move(options));
    QSignalSpy ready(&relay, &EmbeddedRelay::ready), stopped(&relay, &EmbeddedRelay::stopped);
    relay.start();
    if (!QTest::qWaitFor([&] { return !ready.isEmpty(); }, 60'000))
        return {};
    auto plan = relay.plan();
    (void)QTest::qWaitFor([&] { return plan.isFinished(); }, 60'000);
    relay.stop();
    (void)QTest::qWaitFor([&] { return !stopped.isEmpty(); }, 60'000);
    return plan.resultCount() == 1 ? plan.result().value_or(routing::PlanVersion()) : routing::PlanVersion();
}

} // namespace

class TestEmbeddedRelay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasPlannedWhileItWasOffIsInForceUnlessItsOwnPlanIsNewer()
    {
        QTemporaryDir folder;
        const FirstPlan first{planNamed(u"First"_s), u"anna"_s, u"planned"_s, minute(1)}, second{planNamed(u"Second"_s), u"anna"_s, u"changed"_s, minute(2)};
        QCOMPARE(inForce(folder.path(), first).plan, first.plan);

        QCOMPARE(inForce(folder.path(), second).plan, second.plan);

        QCOMPARE(inForce(folder.path(), first).plan, second.plan); // an older one does not come back
        FirstPlan again = second;
        again.at = minute(3);
        const routing::PlanVersion last = inForce(folder.path(), again);
        QCOMPARE(last.plan, second.plan);
        QCOMPARE(last.note.number, 2); // the same again is no new version
        QCOMPARE(inForce(folder.path(), std::nullopt).plan, second.plan);
    }

    void withoutAPlanNothingIsInForce()
    {
        QTemporaryDir folder;
        QCOMPARE(inForce(folder.path(), std::nullopt).note.number, 0);
    }
};

QTEST_GUILESS_MAIN(TestEmbeddedRelay)
#include "tst_embeddedrelay.moc"
