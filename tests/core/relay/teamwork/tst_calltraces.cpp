// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/calltable.h"
#include "core/relay/ledger/plantable.h"
#include "core/routing/record/decisionjson.h"
#include "tests/core/relay/teamwork/teamworktest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const CallSid frontCall = sidOf<CallSid>("CA", 1), frontLeg = sidOf<CallSid>("CA", 2), backCall = sidOf<CallSid>("CA", 3),
              dialled = sidOf<CallSid>("CA", 4), madeForAnna = sidOf<CallSid>("CA", 5), madeLeg = sidOf<CallSid>("CA", 6);
const Party caller(u"+14155550108"_s), annasDesk(u"sip:anna@acme.sip.twilio.com"_s);

LegNotice leg(const CallSid &sid, CallDirection direction, const Party &from, const Party &to, const CallSid &parent = {})
{
    LegNotice notice{.leg = {}, .source = u"incoming"_s, .sequence = -1, .extra = {}};
    notice.leg.sid = sid;
    notice.leg.parentSid = parent;
    notice.leg.direction = direction;
    notice.leg.from = from;
    notice.leg.to = to;
    return notice;
}

QByteArray pathOf(const CallSid &sid)
{
    return "/api/team/calls/" + sid.text().toUtf8();
}

} // namespace

class TestCallTraces : public QObject
{
    Q_OBJECT
private:
    Engines m_engines;
    std::unique_ptr<TeamworkRelay> m_team;
    QByteArray m_decision;

    Result<> heard(const std::vector<LegNotice> &notices)
    {
        return waitFor(m_team->relay.store->write([=](SqlConnection &db) -> Result<> {
            for (const LegNotice &notice : notices) {
                if (const auto noted = CallTable(db).note(notice, instant(20)); !noted)
                    return fail(noted.error());
            }
            return {};
        }));
    }
    Result<bool> traced(const CallSid &call, const QString &step, const QString &detail)
    {
        return waitFor(
            m_team->relay.store->write([=](SqlConnection &db) { return CallTable(db).trace(call, {step, instant(20), detail}); }));
    }

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init()
    {
        if (!m_engines.hasEngine())
            return;
        m_team = std::make_unique<TeamworkRelay>(m_engines.url());
        using enum CallDirection;
        QVERIFY(heard({leg(frontCall, Inbound, caller, frontLine), leg(frontLeg, OutboundDial, caller, annasDesk, frontCall),
                       leg(backCall, Inbound, caller, backLine)}));
        const routing::Decision decision = routing::decide(*twoLines(), {}, {.from = caller, .to = *frontLine.number()}, instant(20));
        m_decision = routing::writeDecision(decision);
        QVERIFY(traced(frontCall, u"plan"_s, QString::fromUtf8(m_decision)));
        QVERIFY(traced(frontCall, u"step-0"_s, uR"({"step":0,"people":["anna"]})"_s));
    }
    void cleanup() { m_team.reset(); }

    void aCallTellsItsLegsAndWhyItWentWhereItWent()
    {
        const WireAnswer answer = m_team->ask(m_team->anna, "GET", pathOf(frontCall));

        QCOMPARE(answer.status, 200);
        const QJsonObject call = objectIn(answer);
        QCOMPARE(call[u"sid"_s].toString(), frontCall.text());
        QCOMPARE(call[u"direction"_s].toString(), u"incoming"_s);
        QCOMPARE(call[u"line"_s].toString(), frontLine.text());
        QCOMPARE(call[u"peer"_s].toString(), caller.text());
        QCOMPARE(call[u"at"_s].toString(), instant(20).toString(Qt::ISODateWithMs));
        QCOMPARE(call[u"legs"_s].toArray().size(), 2);
        const QJsonArray trace = call[u"trace"_s].toArray();
        QCOMPARE(trace.size(), 2);
        QCOMPARE(trace[0][u"step"_s].toString(), u"plan"_s);
        QCOMPARE(trace[1][u"detail"_s][u"people"_s][0].toString(), u"anna"_s);
    }

    void theDecisionReadsBackAsItWasTaken()
    {
        const QJsonObject call = objectIn(m_team->ask(m_team->anna, "GET", pathOf(frontCall)));
        const QJsonObject detail = call[u"trace"_s][0][u"detail"_s].toObject();

        const auto decision = routing::readDecision(QJsonDocument(detail).toJson());

        QVERIFY(decision);
        QCOMPARE(routing::writeDecision(*decision), m_decision);
    }

    void whoKnowsOnlyTheirOwnLegFindsTheCall()
    {
        QCOMPARE(in(m_team->ask(m_team->anna, "GET", pathOf(frontLeg)).body, u"sid"_s), frontCall.text());
    }

    void onlyCallsOfLinesThatOneSeesAreThere()
    {
        QCOMPARE(m_team->ask(m_team->anna, "GET", pathOf(backCall)).status, 404);
        QCOMPARE(m_team->ask(m_team->ben, "GET", pathOf(frontCall)).status, 404);
        QCOMPARE(m_team->ask(m_team->ben, "GET", pathOf(frontLeg)).status, 404);
        QCOMPARE(m_team->ask(m_team->mona, "GET", pathOf(backCall)).status, 200);
        for (const QByteArray &unknown : {pathOf(sidOf<CallSid>("CA", 99)), QByteArray("/api/team/calls/CA1"),
                                          QByteArray("/api/team/calls/") + QByteArray(3000, 'A')})
            QCOMPARE(m_team->ask(m_team->mona, "GET", unknown).status, 404);
    }

    void outgoingCallsSayWhoMadeThemAndByWhichLine()
    {
        using enum CallDirection;
        QVERIFY(heard({leg(dialled, Inbound, annasDesk, Party(u"sip:+14155550199@acme.sip.twilio.com"_s)),
                       leg(madeForAnna, OutboundApi, frontLine, annasDesk),
                       leg(madeLeg, OutboundDial, frontLine, Party(u"+14155550177"_s), madeForAnna)}));
        QVERIFY(traced(dialled, u"outgoing"_s, uR"({"person":"anna","line":"+15005550001"})"_s));

        for (const auto &[sid, peer] : {std::pair{dialled, u"+14155550199"_s}, std::pair{madeForAnna, u"+14155550177"_s}}) {
            const QJsonObject call = objectIn(m_team->ask(m_team->anna, "GET", pathOf(sid)));
            QCOMPARE(call[u"direction"_s].toString(), u"outgoing"_s);
            QCOMPARE(call[u"line"_s].toString(), frontLine.text());
            QCOMPARE(call[u"person"_s].toString(), u"anna"_s);
            QCOMPARE(call[u"peer"_s].toString(), peer);
            QCOMPARE(m_team->ask(m_team->ben, "GET", pathOf(sid)).status, 404);
        }
    }

    void thePlanThatWasInForceIsNamed()
    {
        QVERIFY(objectIn(m_team->ask(m_team->anna, "GET", pathOf(frontCall)))[u"plan_version"_s].isNull());
        for (int version = 1; version <= 3; ++version) {
            routing::Plan plan;
            plan.lines[*frontLine.number()].name = QString::number(version);
            QVERIFY(waitFor(m_team->relay.store->write([=](SqlConnection &db) {
                return PlanTable(db).save(plan, {.author = u"olga"_s, .reason = {}, .basedOn = version - 1}, instant(version * 8));
            })));
        }

        QCOMPARE(in(m_team->ask(m_team->anna, "GET", pathOf(frontCall)).body, u"plan_version"_s), u"2"_s);

        // Version 2 was saved just before the call came, and this relay did not have it yet.
        const auto decidedBy = [&](qint64 version) {
            return waitFor(m_team->relay.store->write([=](SqlConnection &db) { return CallTable(db).decidedBy(frontCall, version); })).has_value();
        };
        QVERIFY(decidedBy(1) && decidedBy(3)); // the first counts
        QCOMPARE(in(m_team->ask(m_team->anna, "GET", pathOf(frontCall)).body, u"plan_version"_s), u"1"_s);
    }
};

QTEST_GUILESS_MAIN(TestCallTraces)
#include "tst_calltraces.moc"
