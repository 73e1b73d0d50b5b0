// SPDX-License-Identifier: GPL-3.0-or-later
// Our telephone at the sandbox: what an assistant does with a caller, with the sound of both ends compared.
#include "tests/e2e/sip/desk.h"
#include "tests/e2e/sip/sandboxnetwork.h"

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSandboxDesk : public QObject {
    Q_OBJECT

    Peers m_files; // a folder, no program
    std::unique_ptr<SandboxNetwork> m_network;
    std::unique_ptr<Desk> m_desk;
    std::vector<qint16> m_deskSays = babble(4, 1), m_personSays = babble(4, 2);

    Phone &phone() { return *m_desk->phone; }

    LineAccount account(const QString &way)
    {
        const QString where = m_network->phones().value(way).toString();
        LineAccount account;
        account.user = m_network->user;
        account.domain = m_network->domainFor(way);
        account.password = Secret(m_network->password.toUtf8());
        account.server = where.section(u':', 0, 0);
        account.port = where.section(u':', 1).toInt();
        account.transport = way == "tls"_L1 ? SipTransport::Tls : way == "tcp"_L1 ? SipTransport::Tcp : SipTransport::Udp;
        account.caFile = m_files.path(u"authority.pem"_s);
        account.srtp = usualSrtp(account.transport);
        return account;
    }
    bool registers(const QString &way)
    {
        const LineAccount wanted = account(way);
        return m_desk->registers(wanted) && waitFor([&] {
            return m_network->registered().size() == 1 && m_network->registered().first()["transport"_L1].toString() == way;
        });
    }
    /// Some seconds of it, so that a recording has them too.
    bool isHeardHere() { return sounds::becomeLike(m_personSays, [this] { return m_desk->heard(); }, 2.5); }
    /// What we said is in one channel of the recording of that call, what they said in the other.
    bool isRecorded(const QString &sid, const QString &childSid)
    {
        QList<std::vector<qint16>> channels;
        if (!waitFor([&] { return (channels = m_network->recordingOf(sid)).size() == 2 || (channels = m_network->recordingOf(childSid)).size() == 2; }))
            return false;
        return sounds::areApart(channels, m_personSays, m_deskSays);
    }
    QByteArray personTalks() const { return "{\"answer\":30},{\"play\":\"" + m_files.path(u"person.wav"_s).toUtf8() + "\"},{\"wait\":60}"; }
    LegId rings()
    {
        return waitFor([this] { return !phone().calls().isEmpty(); }) ? phone().calls().first().leg : 0;
    }
    QString status(const QString &sid) { return m_network->call(sid).text("status"); }
    QByteArray ringsDesk(const QString &way) const
    {
        return "<Dial answerOnBridge=\"true\" record=\"record-from-answer-dual\" referUrl=\"/refer\"><Sip>sip:desk1@"
            + m_network->domainFor(way).toUtf8() + "?x-line=%2B12065550142&amp;x-reason=round%20robin</Sip></Dial>";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(sounds::writeWav(m_files.path(u"desk.wav"_s), m_deskSays, 16000));
        QVERIFY(sounds::writeWav(m_files.path(u"person.wav"_s), sounds::repeated(m_personSays, 10), 8000));
        m_network = std::make_unique<SandboxNetwork>();
        QVERIFY(m_network->start());
        QFile authority(m_files.path(u"authority.pem"_s));
        QVERIFY(authority.open(QIODevice::WriteOnly));
        authority.write(m_network->address().sipAuthority);
        authority.close();
        m_desk = std::make_unique<Desk>(m_files);
    }
    void init()
    {
        m_network->told.clear();
        for (const QString &old : QDir(m_desk->heardFolder()).entryList(QDir::Files)) // what is heard is heard in this call
            QFile::remove(m_desk->heardFolder() + u'/' + old);
    }
    void cleanup()
    {
        for (const LiveCall &call : QList<LiveCall>(phone().calls()))
            phone().hangUp(call.leg);
        QVERIFY(waitFor([this] { return phone().calls().isEmpty() && m_network->phones().value("calls"_L1).toInt() == 0; }));
    }
    void cleanupTestCase()
    {
        m_desk.reset();
        m_network.reset();
    }

    void aPersonCallsAndBothAreHeard_data() { SandboxNetwork::ways(); }
    void aPersonCallsAndBothAreHeard()
    {
        QFETCH(QString, way);
        m_network->document(u"/voice"_s, ringsDesk(way));
        QVERIFY(registers(way));
        const QString sid = m_network->personCalls(personTalks());
        const LegId leg = rings();
        QVERIFY(leg);
        QCOMPARE(phone().call(leg)->peer.text(), m_network->theirs);
        QCOMPARE(phone().call(leg)->line.text(), m_network->ours);
        QCOMPARE(phone().call(leg)->reason, u"round robin"_s);
        const QString child = phone().call(leg)->callSid.text();
        QCOMPARE(m_network->call(child).text("parent_call_sid"), sid);
        QVERIFY(waitFor([&] { return status(child) == "ringing"_L1; }));

        phone().answer(leg);

        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        QVERIFY(isHeardHere());
        QVERIFY(waitFor([&] { return phone().call(leg)->isEncrypted == (way == "tls"_L1); }));
        QVERIFY(waitFor([&] { return status(sid) == "in-progress"_L1; }));
        phone().hangUp(leg);
        QVERIFY(waitFor([&] { return status(sid) == "completed"_L1 && status(child) == "completed"_L1; }));
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::HungUp);
        QVERIFY(isRecorded(sid, child));
    }

    void aPersonWhoHangsUpEndsOurCall()
    {
        m_network->document(u"/voice"_s, ringsDesk(u"udp"_s));
        QVERIFY(registers(u"udp"_s));
        const QString sid = m_network->personCalls("{\"answer\":30},{\"wait\":1}");
        const LegId leg = rings();
        QVERIFY(leg);
        phone().answer(leg);

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::TheyHungUp);
        QVERIFY(waitFor([&] { return status(sid) == "completed"_L1; }));
    }

    void aPersonWhoGivesUpIsAMissedCall()
    {
        m_network->document(u"/voice"_s, ringsDesk(u"udp"_s));
        QVERIFY(registers(u"udp"_s));
        const QString sid = m_network->personCalls("{\"answer\":5}");
        const LegId leg = rings();
        QVERIFY(leg);

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Cancelled);
        QVERIFY(waitFor([&] { return status(sid) == "no-answer"_L1; }));
    }

    void weCallSomebodyFromOurLine_data() { SandboxNetwork::ways(); }
    void weCallSomebodyFromOurLine()
    {
        QFETCH(QString, way);
        m_network->document(u"/phone"_s, "<Dial answerOnBridge=\"true\" record=\"record-from-answer-dual\" callerId=\"+12065550142\">"
                                         "<Number>+14155550123</Number></Dial>");
        QVERIFY(registers(way));
        m_network->rest->post(u"/_sandbox/scripts"_s,
                              "{\"number\":\"+14155550123\",\"script\":{\"steps\":[{\"wait\":1},{\"answer\":true},{\"play\":\""
                                  + m_files.path(u"person.wav"_s).toUtf8() + "\"},{\"wait\":60}]}}",
                              "application/json");
        const auto leg = phone().dial(phone().target(u"(415) 555-0123"), {.line = Party(m_network->ours)});
        QVERIFY(leg);

        QVERIFY(waitFor([&] { return m_desk->isIn(*leg, CallState::Active); }));
        QVERIFY(m_desk->hasBeenIn(*leg, CallState::RingingOut));
        QVERIFY(isHeardHere());
        const auto asked = m_network->at(u"/phone"_s).first();
        QVERIFY(m_network->isSigned(asked));
        QCOMPARE(asked.form.value(u"SipHeader_x-line"), m_network->ours);
        QVERIFY(asked.form.value(u"To").startsWith("sip:+14155550123@"_L1));
        const QString sid = asked.form.value(u"CallSid");
        QCOMPARE(m_network->children(sid).first().value("from"_L1).toString(), m_network->ours);
        phone().hangUp(*leg);
        QVERIFY(waitFor([&] { return status(sid) == "completed"_L1; }));
        QVERIFY(isRecorded(sid, m_network->children(sid).first().value("sid"_L1).toString()));
    }

    void aCallerIsHandedOverToSomebodyElse()
    {
        m_network->document(u"/voice"_s, ringsDesk(u"tcp"_s));
        m_network->document(u"/refer"_s, "<Dial><Number>+14155550123</Number></Dial>");
        QVERIFY(registers(u"tcp"_s));
        m_network->rest->post(u"/_sandbox/scripts"_s, "{\"number\":\"+14155550123\",\"script\":{\"steps\":[{\"answer\":true},{\"wait\":60}]}}",
                              "application/json");
        const QString sid = m_network->personCalls(personTalks());
        const LegId leg = rings();
        QVERIFY(leg);
        phone().answer(leg);
        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));

        QVERIFY(phone().transfer(leg, phone().target(u"+14155550123")));

        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QCOMPARE(m_desk->endOf(leg)->cause, EndCause::Transferred);
        QVERIFY(waitFor([&] { return !m_network->at(u"/refer"_s).isEmpty(); }));
        QVERIFY(m_network->at(u"/refer"_s).first().form.value(u"ReferTransferTarget").contains("+14155550123"_L1));
        const bool isConnected = waitFor([&] {
            const auto legs = m_network->children(sid);
            return std::ranges::any_of(legs, [](const QJsonObject &one) {
                return one["to"_L1].toString() == "+14155550123"_L1 && one["status"_L1].toString() == "in-progress"_L1;
            });
        });
        QVERIFY2(isConnected, QJsonDocument(QJsonArray{QJsonObject{{"all"_L1, m_network->rest->get(u"Calls.json?PageSize=4"_s).json}}}).toJson());
        QCOMPARE(status(sid), u"in-progress"_s);
        m_network->rest->post(u"Calls/%1.json"_s.arg(sid), "Status=completed");
    }
};

QTEST_GUILESS_MAIN(TestSandboxDesk)
#include "tst_sandboxdesk.moc"
