// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/callrecorder.h"
#include "tests/ui/shell/phone/phoneroom.h"

using namespace milassist;
using namespace milassist::test;
using namespace Qt::StringLiterals;

namespace {

const CallSid first = sid<CallSid>("CA", 1), second = sid<CallSid>("CA", 2), elsewhere = sid<CallSid>("CA", 3);

/// A telephone whose team's relay tells what the test says.
struct Desk {
    PhoneRoom room;
    Team team{{.url = QUrl(u"http://127.0.0.1:1"_s), .user = u"anna"_s, .token = Secret(QByteArray("none"))}};
    CallRecorder recorder{room.phone, *room.desk, team};

    LegId dial(const QString &number) { return *room.phone.dial(room.phone.target(number), {.line = lineA}); }
    void answered(LegId leg, const QString &callId) { room.line.say(leg, Answered{.codec = u"PCMU"_s, .callId = callId}); }
    /// The relay has been asked by Twilio what to do with a call of @p person's.
    void told(const CallSid &sid, const QString &callId, const QString &person = u"anna"_s)
    {
        QJsonObject body{{u"call"_s, sid.text()}, {u"what"_s, u"outgoing"_s}, {u"person"_s, person}};
        if (!callId.isEmpty())
            body.insert(u"sip_call_id"_s, callId);
        Q_EMIT team.events().happened({.number = ++number, .at = room.line.now, .kind = u"call"_s, .body = body});
    }
    CallSid sidOf(LegId leg) { return recorder.sidOf(*room.phone.call(leg)); }

    qint64 number = 0;
};

} // namespace

class TestCallRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCallIsKnownByItsCallIdWhateverCameFirst_data()
    {
        QTest::addColumn<bool>("isToldFirst");
        QTest::newRow("the relay first") << true;
        QTest::newRow("the answer first") << false;
    }
    void aCallIsKnownByItsCallIdWhateverCameFirst()
    {
        QFETCH(bool, isToldFirst);
        Desk desk;
        const LegId one = desk.dial(maria.text()), other = desk.dial(stranger.text());
        const auto answer = [&] {
            desk.answered(one, u"one@phone"_s);
            desk.answered(other, u"other@phone"_s);
        };
        if (!isToldFirst)
            answer();
        desk.told(elsewhere, u"of another desk"_s); // Anna's at home
        desk.told(second, u"other@phone"_s);        // not in the order in which we called
        desk.told(first, u"one@phone"_s);
        if (isToldFirst)
            answer();

        QCOMPARE(desk.sidOf(one), first);
        QCOMPARE(desk.sidOf(other), second);
    }

    void aRelayThatTellsNoCallIdIsTakenToTellInTheOrderOfTheCalls()
    {
        Desk desk;
        const LegId one = desk.dial(maria.text()), other = desk.dial(stranger.text());
        desk.told(first, {});
        desk.told(second, {});
        desk.answered(one, u"one@phone"_s);
        desk.answered(other, u"other@phone"_s);

        QCOMPARE(desk.sidOf(one), first);
        QCOMPARE(desk.sidOf(other), second);
    }

    void callsOfColleaguesAreNotOurs()
    {
        Desk desk;
        const LegId leg = desk.dial(maria.text());
        desk.told(first, u"one@phone"_s, u"ben"_s);
        desk.told(second, {}, u"ben"_s);
        desk.answered(leg, u"one@phone"_s);

        QVERIFY(desk.sidOf(leg).isNull());
    }

    void whoCallsUsIsNamedByTwilio()
    {
        Desk desk;
        const LegId leg = desk.room.ring(maria, {{"x-line", "+12065550142"}, {"x-twilio-callsid", second.text().toLatin1()}});
        desk.told(first, {});

        QCOMPARE(desk.sidOf(leg), second);
    }
};

QTEST_MAIN(TestCallRecorder)
#include "tst_callrecorder.moc"
