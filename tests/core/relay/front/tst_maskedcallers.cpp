// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/handle.h"
#include "core/relay/ledger/handletable.h"
#include "core/relay/ledger/sharedcontacttable.h"
#include "tests/core/relay/events/desk.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/fakes/scriptedserver.h"

#include <QRegularExpression>
#include <QUrl>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QString account = u"AC00112233445566778899aabbccddeeff"_s, annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s;
const QByteArray digits = "4155550108"; // of the caller, however it is written: with or without its country
const CallSid call = callNumber(1), leg = callNumber(2), dialled = callNumber(3);

routing::Plan maskedPlan(std::vector<routing::Stage> stages, bool isMasked = true)
{
    routing::Line line;
    line.callersMasked = isMasked;
    return planWith(std::move(stages), line);
}
routing::Plan annaFirst()
{
    return maskedPlan({routing::InOrder{.group = routing::GroupId(u"all"_s)}});
}

RelayOptions optionsAt(const QUrl &twilio)
{
    RelayOptions options = unhurried();
    options.accountSid = account;
    options.twilioUrl = twilio;
    return options;
}

/// Twilio, to which somebody has called and written, and which says all it was told again.
ScriptedServer::Reply twilioSays(const HeardRequest &request)
{
    const QByteArray sid = call.text().toLatin1(), message = "SM" + QByteArray(32, '7');
    const QByteArray one = R"({"sid":")" + sid + R"(","from":"+14155550108","from_formatted":"(415) 555-0108","caller_name":"14155550108",)"
        R"("to":"+12065550142","to_formatted":"(206) 555-0142","direction":"inbound","forwarded_from":"+14155550108",)"
        R"("uri":"/2010-04-01/Accounts/AC00112233445566778899aabbccddeeff/Calls/x.json"})";
    const QByteArray text = R"({"sid":")" + message + R"(","from":"+14155550108","to":"+12065550142","direction":"inbound","body":"Hello"})";
    if (request.target.contains("/Notifications"))
        return {ScriptedServer::answer(200, R"({"notifications":[{"request_variables":"From=%2B14155550108&To=%2B12065550142",)"
                                            R"("message_text":"Msg=Invalid+number&number=%2B14155550108"}]})")};
    if (request.verb == "POST")
        return {ScriptedServer::answer(400, R"({"code":21211,"message":"The To number +14155550108 is not a valid phone number.","status":400})")};
    if (request.target.contains("/Messages.json"))
        return {ScriptedServer::answer(200, R"({"messages":[)" + text + R"(],"uri":")" + request.target + R"(","next_page_uri":")" + request.target + R"(&Page=1"})")};
    if (request.target.contains("/Calls.json"))
        return {ScriptedServer::answer(200, R"({"calls":[)" + one + R"(],"uri":")" + request.target + R"(","next_page_uri":")" + request.target + R"(&Page=1"})")};
    return {ScriptedServer::answer(200, request.target.contains("/Messages/") ? text : one)};
}

struct Team {
    explicit Team(const QString &url, const routing::Plan &plan = annaFirst())
        : twilio(&twilioSays), at(url, plan, optionsAt(twilio.url())), anna(addUser(at.relay.store(), u"anna"_s, Role::Assistant)),
          mona(addUser(at.relay.store(), u"mona"_s, Role::Manager)), ben(addUser(at.relay.store(), u"ben"_s, Role::Manager)),
          client(quint16(QUrl(at.relay.publicUrl()).port()))
    {
    }
    WireAnswer ask(const Secret &who, const QByteArray &path, const QByteArray &body = {})
    {
        return client.ask({.verb = body.isEmpty() ? "GET" : "POST", .path = path, .authorization = bearer(who), .body = body});
    }
    QByteArray twilioPath(const QByteArray &rest) const { return "/2010-04-01/Accounts/" + account.toLatin1() + rest; }
    QString handle()
    {
        return waitFor(at.relay.store().write([](SqlConnection &db) { return HandleTable(db).of(theCaller, instant(0)); })).value_or(QString());
    }
    /// Somebody calls, speaks to Anna, writes, and is in everything the team keeps.
    void live()
    {
        at.twilio->post(u"incoming-call-handler"_s, callFields(call, u"ringing"_s, {{u"CallerName"_s, u"14155550108"_s}}));
        at.twilio->post(u"call-status?step=0"_s, legFields(leg, call, annasDesk, u"in-progress"_s, 2));
        at.twilio->post(u"incoming-sms"_s, {{u"MessageSid"_s, u"SM"_s + QString(32, u'7')}, {u"AccountSid"_s, account},
                                            {u"From"_s, theCaller}, {u"To"_s, theLine}, {u"Body"_s, u"Hello"_s}, {u"NumMedia"_s, u"0"_s}});
        at.twilio->post(u"recording-status"_s, {{u"RecordingSid"_s, u"RE"_s + QString(32, u'5')}, {u"CallSid"_s, call.text()},
                                                {u"AccountSid"_s, account}, {u"RecordingStatus"_s, u"completed"_s},
                                                {u"RecordingDuration"_s, u"7"_s}, {u"RecordingSource"_s, u"RecordVerb"_s},
                                                {u"RecordingChannels"_s, u"1"_s}});
        const auto made = [&](const char *path, const QByteArray &body) {
            const WireAnswer answer = ask(mona, path, body);
            QVERIFY2(answer.status == 201, answer.body.constData());
        };
        made("/api/team/contacts", R"({"name":"Maria L.","numbers":[{"number":"+14155550108","label":"mobile"},{"number":"(415) 555-0108","label":"as typed"}]})");
        made("/api/team/tasks", R"({"title":"Ring +14155550108 back","peer":"+14155550108","line":"+12065550142"})");
        made("/api/team/notes", R"({"about":"+14155550108","text":"Likes tea"})");
        made("/api/team/blocks", R"({"peer":"+14155550108"})");
        const QByteArray later = QDateTime::currentDateTimeUtc().addDays(9).toString(Qt::ISODate).toLatin1();
        made("/api/team/scheduled-texts", R"({"from":"+12065550142","to":"+14155550108","body":"See you","at":")" + later + "\"}");
    }
    QList<QByteArray> everything(const Secret &who)
    {
        QList<QByteArray> answers;
        for (const QByteArray &path : {
                 twilioPath("/Calls.json?PageSize=50"), twilioPath("/Calls.json?From=%2B14155550108"),
                 twilioPath("/Calls/" + call.text().toLatin1() + ".json"), twilioPath("/Messages.json?PageSize=50"),
                 twilioPath("/Messages/SM" + QByteArray(32, '7') + ".json"),
                 twilioPath("/Calls/" + call.text().toLatin1() + "/Notifications.json"),
                 "/api/team/calls/" + call.text().toLatin1(), QByteArray("/api/team/voicemails"),
                 QByteArray("/api/team/voicemails/RE" + QByteArray(32, '5')), QByteArray("/api/team/tasks?state=any"),
                 QByteArray("/api/team/contacts"), QByteArray("/api/team/opt-outs"), QByteArray("/api/team/blocks"),
                 QByteArray("/api/team/scheduled-texts"), QByteArray("/api/team/roster"), QByteArray("/api/team/me"),
                 QByteArray("/api/team/contacts?number=%2B14155550108"), QByteArray("/api/team/notes?about=%2B14155550108"),
                 "/api/team/notes?about=" + QUrl::toPercentEncoding(handle()), "/api/team/contacts?number=" + QUrl::toPercentEncoding(handle()),
             })
            answers << ask(who, path).body;
        answers << ask(who, twilioPath("/Messages.json"), "To=%2B14155550108&From=%2B12065550142&Body=Hi").body;
        return answers;
    }

    ScriptedServer twilio;
    RelayAt at;
    Secret anna, mona, ben;
    WireClient client;
};

bool tells(const QByteArray &bytes)
{
    QByteArray plain;
    for (const char c : QByteArray::fromPercentEncoding(bytes)) {
        if (c != ' ' && c != '-' && c != '(' && c != ')')
            plain += c;
    }
    return plain.contains(digits);
}

} // namespace

class TestMaskedCallers : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void noByteThatAnAssistantGetsTellsTheNumberOfACaller()
    {
        Team team(m_engines.url());
        QByteArray annaHeard, monaHeard;
        EventDesk annasDesk_(team.anna), monasDesk(team.mona);
        QObject::connect(&annasDesk_.socket(), &QWebSocket::textMessageReceived, &annasDesk_, [&](const QString &text) { annaHeard += text.toUtf8(); });
        QObject::connect(&monasDesk.socket(), &QWebSocket::textMessageReceived, &monasDesk, [&](const QString &text) { monaHeard += text.toUtf8(); });
        annasDesk_.connectTo(quint16(QUrl(team.at.relay.publicUrl()).port()));
        monasDesk.connectTo(quint16(QUrl(team.at.relay.publicUrl()).port()));

        team.live();

        QTRY_VERIFY_WITH_TIMEOUT(annasDesk_.kinds.contains(u"block"_s) && monasDesk.kinds.contains(u"block"_s), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(annasDesk_.kinds.contains(u"text"_s) && annasDesk_.kinds.contains(u"call"_s), 30000);
        QVERIFY2(!tells(annaHeard), annaHeard.constData());
        QVERIFY(tells(monaHeard)); // the one who may see it
        const QString handle = team.handle();
        QVERIFY(annaHeard.contains(handle.toUtf8()));
        const QList<QByteArray> annas = team.everything(team.anna), monas = team.everything(team.mona);
        int told = 0;
        for (const QByteArray &answer : annas)
            QVERIFY2(!tells(answer), answer.constData());
        for (const QByteArray &answer : monas)
            told += tells(answer) ? 1 : 0;
        QVERIFY2(told >= 14, qPrintable(u"only %1"_s.arg(told))); // so there was something to hide
        QVERIFY(annas.first().contains(handle.toUtf8()) && annas.first().contains("+12065550142"));
    }

    void contactsAndListsAreFoundByHandleAndNotByNumber()
    {
        Team team(m_engines.url());
        team.live();
        const QByteArray handle = QUrl::toPercentEncoding(team.handle());

        QVERIFY(team.ask(team.anna, "/api/team/contacts?number=" + handle).body.contains("Maria L."));
        QVERIFY(!team.ask(team.anna, "/api/team/contacts?number=%2B14155550108").body.contains("Maria"));
        QVERIFY(team.ask(team.mona, "/api/team/contacts?number=%2B14155550108").body.contains("Maria L."));
        QVERIFY(team.ask(team.anna, "/api/team/notes?about=" + handle).body.contains("Likes tea"));
        QVERIFY(!team.ask(team.anna, "/api/team/notes?about=%2B14155550108").body.contains("Likes tea"));
        QVERIFY(team.ask(team.anna, "/api/team/tasks?state=open&peer=" + handle).body.contains("back"));
        QVERIFY(!team.ask(team.anna, "/api/team/tasks?state=open&peer=%2B14155550108").body.contains("back"));
        team.ask(team.anna, team.twilioPath("/Calls.json?From=" + handle));
        QVERIFY(team.twilio.heard().last().target.contains("From=%2B14155550108"));
        team.ask(team.anna, team.twilioPath("/Calls.json?From=%2B14155550108"));
        QVERIFY(!team.twilio.heard().last().target.contains("14155550108"));
        QCOMPARE(team.ask(team.anna, "/lookups/v2/PhoneNumbers/" + handle).status, 403);
    }

    void aCallIsNotSentToAnAddressThatWouldBeToldTheNumber()
    {
        Team team(m_engines.url());
        const QByteArray path = team.twilioPath("/Calls/" + call.text().toLatin1() + ".json");

        QCOMPARE(team.ask(team.anna, path, "Url=https%3A%2F%2Felse.example%2F").status, 403);
        team.ask(team.anna, path + "?Url=https%3A%2F%2Felse.example%2F", "Status=completed");
        QVERIFY2(!team.twilio.heard().last().target.contains("else.example"), team.twilio.heard().last().target.constData());
        team.ask(team.mona, path, "Url=https%3A%2F%2Felse.example%2F");
        QVERIFY(team.twilio.heard().last().body.contains("else.example"));
    }

    void anAssistantKeepsThingsAboutSomebodyHiddenByTheirHandle()
    {
        Team team(m_engines.url());
        team.live();
        const QByteArray handle = team.handle().toUtf8();

        QCOMPARE(team.ask(team.anna, "/api/team/notes", R"({"about":")" + handle + R"(","text":"Rings on Mondays"})").status, 201);
        QVERIFY(team.ask(team.mona, "/api/team/notes?about=%2B14155550108").body.contains("Rings on Mondays"));
        QCOMPARE(team.ask(team.anna, "/api/team/notes", R"({"about":"+14155550108","text":"Is it them?"})").status, 403);
        QCOMPARE(team.ask(team.anna, "/api/team/tasks", R"({"title":"x","peer":"+14155550199"})").status, 403);
        QVERIFY(team.ask(team.mona, "/api/team/tasks", R"({"title":"x","peer":"+14155550199"})").status == 201);
        team.ask(team.anna, "/api/twilio/send-sms", R"({"from":"+12065550142","to":")" + handle + R"(","body":"Hi"})");
        QVERIFY2(team.twilio.heard().last().body.contains("To=%2B14155550108"), team.twilio.heard().last().body.constData());
    }

    void theTelephonesOfAssistantsShowTheLineAndAreToldTheHandle()
    {
        Team team(m_engines.url());

        const auto toAnna = team.at.twilio->post(u"incoming-call-handler"_s, callFields(call, u"ringing"_s));

        QCOMPARE(toAnna.rings(), annasDesk);
        QVERIFY2(!tells(toAnna.body), toAnna.body.constData());
        QVERIFY(toAnna.body.contains("x-caller=%2B" + team.handle().sliced(1).toUtf8()));
        QCOMPARE(toAnna.verb<twiml::Dial>()->callerId, theLine);
        const auto toBen = team.at.twilio->post(u"dial-complete?step=0"_s, dialFields(call, u"no-answer"_s, false, leg));
        QCOMPARE(toBen.rings(), u"sip:ben@acme-desk.sip.twilio.com"_s);
        QVERIFY(!toBen.body.contains("x-caller"));
        QCOMPARE(toBen.verb<twiml::Dial>()->callerId, QString()); // a manager sees who calls
    }

    void whoRingsTogetherWithAnAssistantSeesNoMoreThanThey()
    {
        Team team(m_engines.url(), maskedPlan({routing::AllAtOnce{.group = routing::GroupId(u"all"_s)}}));

        const auto answer = team.at.twilio->post(u"incoming-call-handler"_s, callFields(call, u"ringing"_s));

        QCOMPARE(answer.verb<twiml::Dial>()->targets.size(), 2);
        QCOMPARE(answer.verb<twiml::Dial>()->callerId, theLine);
        QCOMPARE(answer.body.count("x-caller="), 2);
    }

    void theOutsideTelephoneOfAnAssistantShowsTheLine()
    {
        Team team(m_engines.url());
        QVERIFY(waitFor(team.at.relay.store().write([](SqlConnection &db) {
            return RosterTable(db).setPhone(
                anna, routing::OutsidePhone{.number = phone(u"+12065550111"_s), .rings = routing::OutsidePhone::Rings::Always});
        })));

        const auto answer = team.at.twilio->post(u"incoming-call-handler"_s, callFields(call, u"ringing"_s));

        QVERIFY(answer.body.contains("+12065550111"));
        QCOMPARE(answer.verb<twiml::Dial>()->callerId, theLine);
    }

    void whomATelephoneOfOursReachesSeesALineAndNeverItsPersonsNumber()
    {
        Team team(m_engines.url());
        const QString own = u"+12065550111"_s; // Anna's telephone outside; hers says that it is to be shown
        const auto fields = [&](const CallSid &sid) {
            return FormFields{{u"CallSid"_s, sid.text()}, {u"From"_s, annasDesk}, {u"To"_s, u"sip:+14155550108@acme-desk.sip.twilio.com"_s},
                              {u"CallStatus"_s, u"ringing"_s}, {u"Direction"_s, u"inbound"_s},
                              {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s}, {u"SipHeader_x-line"_s, own}};
        };

        const auto out = team.at.twilio->post(u"outgoing-call-handler"_s, fields(dialled));
        const auto handedOver = team.at.twilio->post(
            u"refer"_s, fields(dialled) + FormFields{{u"ReferTransferTarget"_s, u"<sip:+12065550122@acme-desk.sip.twilio.com>"_s}});

        QCOMPARE(out.verb<twiml::Dial>()->callerId, theLine);
        QCOMPARE(handedOver.rings(), u"+12065550122"_s);
        QCOMPARE(handedOver.verb<twiml::Dial>()->callerId, theLine);
        QVERIFY(!out.body.contains(own.toUtf8()) && !handedOver.body.contains(own.toUtf8()));
    }

    void whoIsPromotedSeesNumbersFromThenOn()
    {
        Team team(m_engines.url());
        team.live();
        QVERIFY(!tells(team.ask(team.anna, "/api/team/blocks").body));

        QVERIFY(waitFor(team.at.relay.store().write([](SqlConnection &db) { return UserTable(db).changeRole(u"anna"_s, Role::Manager); })));

        QVERIFY(tells(team.ask(team.anna, "/api/team/blocks").body));
        QCOMPARE(team.at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(9), u"ringing"_s)).verb<twiml::Dial>()->callerId, QString());
    }

    void aLineThatIsNotMaskedIsAsEver()
    {
        Team team(m_engines.url(), maskedPlan({routing::InOrder{.group = routing::GroupId(u"all"_s)}}, false));
        team.live();

        QVERIFY(tells(team.ask(team.anna, "/api/team/blocks").body));
        QVERIFY(tells(team.ask(team.anna, team.twilioPath("/Calls.json")).body));
        QVERIFY(!team.at.twilio->post(u"incoming-call-handler"_s, callFields(callNumber(9), u"ringing"_s)).body.contains("x-caller"));
    }

    void aHandleIsDialledAndNobodyWhoMayNotSeesWhom()
    {
        Team team(m_engines.url());
        const QString handle = team.handle(), to = u"sip:%1@acme-desk.sip.twilio.com"_s.arg(handle);
        const FormFields fields{{u"CallSid"_s, dialled.text()}, {u"From"_s, annasDesk}, {u"To"_s, to}, {u"CallStatus"_s, u"ringing"_s},
                                {u"Direction"_s, u"inbound"_s}, {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s},
                                {u"SipHeader_x-line"_s, theLine}};

        const auto answer = team.at.twilio->post(u"outgoing-call-handler"_s, fields);

        QCOMPARE(answer.rings(), theCaller);
        QCOMPARE(answer.verb<twiml::Dial>()->callerId, theLine);
        const QByteArray path = "/api/team/calls/" + dialled.text().toLatin1();
        QVERIFY(team.ask(team.anna, path).body.contains("\"peer\":\"" + handle.toUtf8() + "\""));
        QVERIFY(team.ask(team.mona, path).body.contains(R"("peer":"+14155550108")"));
    }

    void aHandleThatWasNeverGivenReachesNobody()
    {
        Team team(m_engines.url());

        const auto answer = team.at.twilio->post(u"outgoing-call-handler"_s,
                                                 {{u"CallSid"_s, dialled.text()}, {u"From"_s, annasDesk},
                                                  {u"To"_s, u"sip:+9991111111111@acme-desk.sip.twilio.com"_s}, {u"CallStatus"_s, u"ringing"_s},
                                                  {u"Direction"_s, u"inbound"_s}, {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s}});

        QVERIFY(answer.isTwiml && answer.rings().isEmpty());
    }

    void anAssistantWhoHandsACallerOverShowsTheirNumberToNobody()
    {
        Team team(m_engines.url());
        team.at.twilio->post(u"incoming-call-handler"_s, callFields(call, u"ringing"_s));
        const auto handedTo = [&](const QString &target) {
            return team.at.twilio->post(u"refer"_s, legFields(leg, call, annasDesk, u"in-progress"_s, 2)
                                            + FormFields{{u"ReferTransferTarget"_s, target}});
        };

        const auto outside = handedTo(u"<sip:+12065550111@acme-desk.sip.twilio.com>"_s); // her own telephone, say
        const auto toManager = handedTo(u"<sip:ben@acme-desk.sip.twilio.com>"_s);

        QCOMPARE(outside.verb<twiml::Dial>()->callerId, theLine);
        QCOMPARE(outside.rings(), u"+12065550111"_s);
        QCOMPARE(toManager.verb<twiml::Dial>()->callerId, QString());
        QVERIFY(!toManager.body.contains("x-caller"));
    }
};

QTEST_GUILESS_MAIN(TestMaskedCallers)
#include "tst_maskedcallers.moc"
