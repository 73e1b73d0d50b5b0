// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/negotiation.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/core/sandbox/restclient.h"
#include "tests/e2e/relay/complaints.h"
#include "tests/fakes/sipphone.h"

#include <QTemporaryDir>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray domain = "acme-desk.sip.twilio.com";

QByteArray form(std::initializer_list<std::pair<const char *, QString>> fields)
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
    return body;
}

routing::Plan inOrder(bool areCallersMasked)
{
    routing::Line line;
    line.callersMasked = areCallersMasked;
    return planWith({routing::InOrder{.group = routing::GroupId(u"all"_s), .each = std::chrono::seconds(5)}}, line);
}

/// The whole sandbox, as a program of its own would be: set up through REST, reached by SIP, in real time; and a relay.
struct Place {
    explicit Place(bool areCallersMasked = false) : plan(inOrder(areCallersMasked)) {}
    ~Place() { expectNoComplaints(rest); }

    routing::Plan plan;
    QTemporaryDir folder;
    Sandbox sandbox{{.world = u"empty"_s, .authToken = theToken}};
    SandboxAddress address = *sandbox.start();
    RelayAt at{u"sqlite:"_s + folder.filePath(u"team.db"_s), plan};
    RestClient rest{address};
    QUdpSocket sound;
    rtp::LocalMedia media{.address = SipPhone::here(), .sessionId = 7, .key = Secret(QByteArray(30, 'p'))};

    bool setUp()
    {
        if (!sound.bind(SipPhone::here()))
            return false;
        media.port = sound.localPort();
        const QString base = at.relay.publicUrl() + u"/api/twilio/"_s;
        const auto number = rest.post(u"IncomingPhoneNumbers.json"_s,
                                      form({{"PhoneNumber", theLine},
                                            {"VoiceUrl", base + u"incoming-call-handler"_s},
                                            {"StatusCallback", base + u"call-status"_s}}));
        const QString list = rest.post(u"SIP/CredentialLists.json"_s, "FriendlyName=desks").text("sid");
        for (const char *user : {"anna", "ben"})
            rest.post(u"SIP/CredentialLists/%1/Credentials.json"_s.arg(list),
                      "Password=Correct1Horse&Username=" + QByteArray(user));
        const QString sid = rest.post(u"SIP/Domains.json"_s,
                                      form({{"SipRegistration", u"true"_s},
                                            {"DomainName", QString::fromLatin1(domain)},
                                            {"VoiceUrl", base + u"outgoing-call-handler"_s}}))
                                .text("sid");
        int mapped = 0;
        for (const char *use : {"Calls", "Registrations"})
            mapped += rest.post(u"SIP/Domains/%1/Auth/%2/CredentialListMappings.json"_s.arg(sid, QLatin1StringView(use)),
                                form({{"CredentialListSid", list}}))
                          .status
                == 201;
        return at.isListening && number.status == 201 && mapped == 2;
    }
    quint16 sipPort() const { return address.sip.section(u':', 1).toUShort(); }
    CallSid call(const QString &script)
    {
        const auto sid = sandbox.call(theCaller, theLine, script);
        return sid ? CallSid::parse(*sid).value_or(CallSid()) : CallSid();
    }
    QString outcome(const CallSid &sid)
    {
        const auto call = at.call(sid);
        return call ? call->outcome : QString();
    }
};

} // namespace

class TestRelaySandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTelephoneThatIsRegisteredRingsAndTakesTheCall()
    {
        Place place;
        QVERIFY(place.setUp());
        SipPhone anna(sip::Transport::Udp, place.sipPort(), domain, "anna");
        QCOMPARE(anna.registerPhone()->status, 200);

        const CallSid sid = place.call(u"talks"_s);
        const auto invite = anna.takeRequest("INVITE", 20'000);
        QVERIFY(invite);
        QCOMPARE(invite->header("X-Line"), QByteArray("+12065550142"));
        QCOMPARE(invite->header("X-Reason"), QByteArray("in order, 1 of 2"));
        anna.respond(*invite, 180, "p1");
        anna.respond(*invite, 200, "p1", rtp::answerTo(*rtp::Sdp::parse(invite->body), place.media)->sdp.toBytes());
        QVERIFY(anna.takeRequest("ACK"));
        QTRY_COMPARE_WITH_TIMEOUT(place.at.call(sid)->answeredBy, u"anna"_s, 20'000);
        anna.send(anna.withinTheirs(*invite, "p1", "BYE"));

        QTRY_COMPARE_WITH_TIMEOUT(place.outcome(sid), CallOutcome::answered(), 20'000);
        QVERIFY(place.at.voicemails().isEmpty());
    }

    void noByteOnTheWireToAnAssistantsTelephoneTellsWhoCalls()
    {
        Place place(true);
        QVERIFY(place.setUp());
        SipPhone anna(sip::Transport::Udp, place.sipPort(), domain, "anna");
        QCOMPARE(anna.registerPhone()->status, 200);

        place.call(u"talks"_s);
        const auto invite = anna.takeRequest("INVITE", 20'000);

        QVERIFY(invite);
        QVERIFY2(!invite->toBytes().contains(theCaller.sliced(2).toLatin1()), invite->toBytes().constData());
        QVERIFY(invite->header("X-Caller").startsWith("+999"));
        QVERIFY(invite->header("From").contains(theLine.toLatin1()));
    }

    void whoNobodyTakesSpeaksToTheMailboxAndTheTranscriptComes()
    {
        Place place;
        QVERIFY(place.setUp());
        SipPhone anna(sip::Transport::Udp, place.sipPort(), domain, "anna");
        QCOMPARE(anna.registerPhone()->status, 200);

        const CallSid sid = place.call(u"voicemail"_s);
        const auto invite = anna.takeRequest("INVITE", 20'000);
        QVERIFY(invite);
        anna.respond(*invite, 180, "p1");
        const auto cancel = anna.takeRequest("CANCEL", 30'000); // after five seconds, and some that Twilio adds
        QVERIFY(cancel);
        anna.respond(*cancel, 200, "p1");
        anna.respond(*invite, 487, "p1");

        QTRY_COMPARE_WITH_TIMEOUT(place.outcome(sid), CallOutcome::voicemail(), 120'000);
        QTRY_VERIFY_WITH_TIMEOUT(!place.at.voicemails().isEmpty() && !place.at.voicemails().first().text.isEmpty(), 60'000);
        QVERIFY(place.at.voicemails().first().text.contains(u"Please call me back"_s));
        QVERIFY(place.at.traceOf(sid).contains(u"step-0-result"_s));
    }
};

QTEST_GUILESS_MAIN(TestRelaySandbox)
#include "tst_relaysandbox.moc"
