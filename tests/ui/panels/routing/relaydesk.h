// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/calltable.h"
#include "core/routing/plan/planjson.h"
#include "core/routing/record/decisionjson.h"
#include "core/team/team.h"
#include "tests/core/media/sounds.h"
#include "tests/core/relay/teamwork/teamworktest.h"
#include "tests/ui/panels/routing/routingdesk.h"
#include "ui/widgets/player/playerhub.h"

#include <QPointer>

namespace milassist::test
{

/// The screen of a team, on a real relay with its ledger.
struct RelayDesk : DeskBase {
    TeamworkRelay relay{QStringLiteral("sqlite:") + folder.filePath(QStringLiteral("relay.db"))};
    TwilioClient twilio{{.baseUrl = QUrl(QStringLiteral("http://127.0.0.1:1")), .account = *AccountSid::parse(apiAccount), .user = apiAccount, .secret = apiSecret}, ApiRelay::patient()};
    MediaCache media{twilio, {.folder = folder.filePath(QStringLiteral("media")), .key = {}}};
    QPointer<SilentOut> out;
    PlayerHub players{media, [this] {
                          auto made = std::make_unique<SilentOut>(SilentOut::Drive::ByHand);
                          out = made.get();
                          return made;
                      }};
    std::unique_ptr<Team> team;
    std::unique_ptr<PlanDesk> desk;
    std::unique_ptr<RoutingPanel> panel;

    explicit RelayDesk(bool isAdmin = true, const routing::Plan &plan = officePlan())
    {
        relay.relay.now = now;
        relay.relay.plan = std::make_shared<const routing::Plan>(plan);
        const WireAnswer saved = relay.ask(relay.olga, "POST", "/api/team/plan", "{\"based_on\":0,\"plan\":" + routing::writePlan(plan) + '}');
        if (saved.status != 201)
            qFatal("the relay does not take the plan: %s", saved.body.constData());
        team = std::make_unique<Team>(TeamAccess{.url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(relay.relay.port)),
                                                 .user = isAdmin ? QStringLiteral("olga") : QStringLiteral("mona"),
                                                 .token = isAdmin ? relay.olga : relay.mona});
        desk = std::make_unique<PlanDesk>(team->plans(), clock);
        panel = std::make_unique<RoutingPanel>(RoutingServices{.desk = *desk, .lines = lines, .clock = clock,
                                                               .roster = [] { return std::optional(officeRoster()); }, .isServed = true,
                                                               .past = &team->plans(), .sounds = &team->sounds(), .players = &players, .me = team->client().access().user, .mayChange = isAdmin});
        panel->resize(1100, 800);
        panel->show();
        panel->activate();
        if (!QTest::qWaitFor([this] { return desk->inForce().note.number == 1 && desk->isChecked(); }, 10'000))
            qFatal("the plan is not read");
        panel->showLine(routing::boston);
    }
    template <typename T>
    T *find(const QString &name)
    {
        QCoreApplication::processEvents();
        for (T *widget : panel->findChildren<T *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    void page(const QString &chip) { panel->findChild<QAbstractButton *>(chip)->click(); }
    void click(const QString &name)
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            qFatal("there is nothing to click called %s", qPrintable(name));
        button->click();
    }
    /// Calls to Boston, half an hour apart, while the office was open and everybody there.
    void hadCalls(int count)
    {
        routing::Roster roster;
        for (const auto &[person, about] : desk->inForce().plan.people)
            roster.people[person].registeredUntil = now.addDays(1);
        for (int i = 0; i < count; ++i) {
            const QDateTime at = QDateTime(QDate(2026, 8, 10), QTime(14, 0), Qt::UTC).addSecs(1800 * i);
            const auto decision = routing::decide(desk->inForce().plan, roster, {Party(QStringLiteral("+14155550100")), routing::boston}, at);
            const auto kept = milassist::waitFor(relay.relay.store->write([=, sid = sidOf<CallSid>("CA", 70 + i)](SqlConnection &db) -> Result<> {
                Call leg;
                leg.sid = sid;
                if (const auto noted = relay::CallTable(db).note({.leg = leg, .source = QStringLiteral("incoming"), .extra = {}}, at); !noted)
                    return tl::unexpected(noted.error());
                const auto traced = relay::CallTable(db).trace(sid, {QStringLiteral("plan"), at, QString::fromUtf8(routing::writeDecision(decision))});
                return traced ? Result<>() : tl::unexpected(traced.error());
            }));
            if (!kept)
                qFatal("a call cannot be kept");
        }
    }
    const routing::Line &line() { return desk->draft().lines.at(routing::boston); }
    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("a file cannot be written");
        return file.fileName();
    }
};

} // namespace milassist::test
