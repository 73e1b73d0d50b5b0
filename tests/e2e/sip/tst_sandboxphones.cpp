// SPDX-License-Identifier: GPL-3.0-or-later
// Telephones that are not ours at the sandbox: baresip registers, calls and is called, with the sound compared at both ends.
#include "tests/e2e/sip/sandboxnetwork.h"

#include <QTemporaryDir>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSandboxPhones : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SandboxNetwork> m_network;
    std::vector<qint16> m_phoneSays = babble(4, 1), m_personSays = babble(4, 2), m_played = babble(3, 3);
    BaresipPhone m_phone, m_second;

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString domainFor(const QString &transport) const { return m_network->domainFor(transport); }

    BaresipSetup setup(const QString &transport, int n = 0)
    {
        return m_network->baresip(path(u"phone%1"_s.arg(n)), n, transport);
    }
    bool registers(BaresipPhone &phone, const BaresipSetup &setup)
    {
        const qsizetype before = m_network->registered().size();
        const bool is = phone.start(setup) && waitFor([&] { return m_network->registered().size() > before; });
        if (!is)
            qWarning() << phone.output().right(3000);
        return is;
    }
    /// What a phone writes and the events that it tells come by two ways, either may be the first.
    bool shows(const BaresipPhone &phone, const QByteArray &words)
    {
        const bool does = waitFor([&] { return phone.output().contains(words); });
        if (!does)
            qWarning() << words << "is not in" << phone.output().right(3000);
        return does;
    }
    bool hearsThere(const BaresipPhone &phone, const std::vector<qint16> &said, double second = 0.5)
    {
        return sounds::becomeLike(said, [&phone] { return sounds::readAt8k(phone.heard()); }, second);
    }
    QByteArray dial(const QString &transport, const QByteArray &more = {}) const
    {
        return "<Dial answerOnBridge=\"true\" record=\"record-from-answer-dual\" action=\"/after\"" + more + "><Sip statusCallback=\"/leg\" "
               "statusCallbackEvent=\"initiated ringing answered completed\">sip:desk1@"
            + domainFor(transport).toUtf8() + "?x-case=42&amp;X-Reason=round%20robin</Sip></Dial>";
    }
    QByteArray personTalks() const
    {
        return "{\"answer\":30},{\"play\":\"" + path(u"person.wav"_s).toUtf8() + "\"},{\"wait\":60}";
    }
    bool isOver(const QString &sid, const QString &status = u"completed"_s)
    {
        const bool is = waitFor([&] { return m_network->call(sid).text("status") == status; });
        if (!is)
            qWarning() << m_network->call(sid).body;
        return is;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasPeers())
            return;
        for (int n = 0; n < 3; ++n)
            QVERIFY(sounds::writeWav(path(u"phone%1-says.wav"_s.arg(n)), sounds::repeated(m_phoneSays, 30), 8000));
        QVERIFY(sounds::writeWav(path(u"person.wav"_s), sounds::repeated(m_personSays, 10), 8000));
        QVERIFY(sounds::writeWav(path(u"played.wav"_s), m_played, 8000));
        m_network = std::make_unique<SandboxNetwork>();
        QVERIFY(m_network->start());
        QFile played(path(u"played.wav"_s));
        QVERIFY(played.open(QIODevice::ReadOnly));
        m_network->sound(u"/played.wav"_s, played.readAll());
        m_network->document(u"/after"_s, "<Hangup/>");
    }
    void init() { m_network->told.clear(); }
    void cleanup()
    {
        for (BaresipPhone *phone : {&m_phone, &m_second}) // it ends without taking itself off when a call is still there
            if (phone->isRunning())
                phone->tell(u"hangup"_s);
        QVERIFY(waitFor([this] { return m_network->phones().value("calls"_L1).toInt() == 0; }));
        m_phone.stop();
        m_second.stop();
        QVERIFY(waitFor([this] { return m_network->registered().isEmpty(); }));
    }
    void cleanupTestCase() { m_network.reset(); }

    void onlyWhoKnowsThePasswordRegisters_data() { SandboxNetwork::ways(); }
    void onlyWhoKnowsThePasswordRegisters()
    {
        QFETCH(QString, way);
        QVERIFY(registers(m_phone, setup(way)));
        const QJsonObject binding = m_network->registered().first().toObject();
        QCOMPARE(binding.value("user"_L1).toString(), u"desk1@"_s + domainFor(way));
        QCOMPARE(binding.value("transport"_L1).toString(), way);
        QVERIFY(binding.value("user_agent"_L1).toString().contains("baresip"_L1));

        BaresipSetup wrong = setup(way, 1);
        wrong.password = u"Wrong1Horse12"_s;
        QVERIFY(m_second.start(wrong));
        QVERIFY(shows(m_second, "403 "));
        QVERIFY(shows(m_second, "X-Twilio-Error: 32201"));
        QVERIFY(waitFor([this] { return m_network->alerts().contains(u"32201"_s); }));

        BaresipSetup nowhere = setup(way, 2);
        nowhere.domain = u"nobody-here.sip.twilio.com"_s;
        QVERIFY(m_second.start(nowhere));
        QVERIFY(shows(m_second, "404 Not Found"));
        QCOMPARE(m_network->registered().size(), 1);
    }

    void aCallFromAPhoneGetsItsDomainsDocument_data() { SandboxNetwork::ways(); }
    void aCallFromAPhoneGetsItsDomainsDocument()
    {
        QFETCH(QString, way);
        m_network->document(u"/phone"_s, "<Play>/played.wav</Play><Say>Thank you for calling.</Say>");
        QVERIFY(registers(m_phone, setup(way)));
        m_phone.tell(u"dial"_s, u"sip:+14155550123@"_s + domainFor(way));

        QVERIFY(waitFor([this] { return !m_network->at(u"/phone"_s).isEmpty(); }));
        const auto asked = m_network->at(u"/phone"_s).first();
        QVERIFY(m_network->isSigned(asked));
        QStringList names;
        for (const Form::Field &field : asked.form.fields())
            names.append(field.name);
        names.sort();
        QCOMPARE(names.join(u' '), u"AccountSid ApiVersion CallSid CallStatus Called Caller Direction From SipCallId SipDomain SipDomainSid "
                                   "SipSourceIp SipUsername To"_s);
        QCOMPARE(asked.form.value(u"CallStatus"), u"ringing"_s);
        QCOMPARE(asked.form.value(u"Direction"), u"inbound"_s);
        QCOMPARE(asked.form.value(u"From"), u"sip:desk1@"_s + domainFor(way));
        QCOMPARE(asked.form.value(u"To"), u"sip:+14155550123@"_s + domainFor(way));
        QCOMPARE(asked.form.value(u"SipDomain"), domainFor(way));
        QCOMPARE(asked.form.value(u"SipUsername"), u"desk1"_s);
        QCOMPARE(asked.form.value(u"SipSourceIp"), u"127.0.0.1"_s);
        if (way != "tls"_L1)
            QCOMPARE(asked.form.value(u"SipDomainSid"), m_network->plainSid());

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_CLOSED"_s); })); // at the end of the document
        QVERIFY(hearsThere(m_phone, m_played, 0.2));
        std::vector<qint16> heard; // three seconds of music, then words
        QVERIFY2(waitFor([&] { return (heard = sounds::readAt8k(m_phone.heard())).size() > size_t(4 * 8000); }), qPrintable(QString::number(heard.size())));
        const std::vector<qint16> words(heard.begin() + qptrdiff(3.3 * 8000), heard.end());
        QVERIFY(sounds::loudnessAtEnd(words, 2) > 300);
        const QString sid = asked.form.value(u"CallSid");
        QVERIFY(isOver(sid));
        QCOMPARE(m_network->call(sid).text("direction"), u"inbound"_s);
        QCOMPARE(m_network->call(sid).text("from"), u"sip:desk1@"_s + domainFor(way));
    }

    void aDialledPhoneRingsAndBothAreHeard_data() { SandboxNetwork::ways(); }
    void aDialledPhoneRingsAndBothAreHeard()
    {
        QFETCH(QString, way);
        m_network->document(u"/voice"_s, dial(way));
        QVERIFY(registers(m_phone, setup(way)));
        const QString sid = m_network->personCalls(personTalks());

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_INCOMING"_s); }));
        QVERIFY(waitFor([&] { return m_network->children(sid).size() == 1 && m_network->children(sid).first().value("status"_L1).toString() == "ringing"_L1; }));
        const QString child = m_network->children(sid).first().value("sid"_L1).toString();
        QVERIFY(shows(m_phone, "X-Twilio-CallSid: " + child.toUtf8()));
        QVERIFY(shows(m_phone, "X-Twilio-AccountSid: " + m_network->address().accountSid.toUtf8()));
        QVERIFY(shows(m_phone, "x-case: 42"));
        QVERIFY(shows(m_phone, "X-Reason: round robin"));
        QVERIFY(shows(m_phone, "<sip:+14155550108@"));
        QCOMPARE(m_network->call(sid).text("status"), u"ringing"_s);

        m_phone.tell(u"accept"_s);
        QVERIFY(hearsThere(m_phone, m_personSays, 2.5)); // some seconds of it, so that the recording has them too
        QCOMPARE(m_network->call(sid).text("status"), u"in-progress"_s);
        m_phone.tell(u"hangup"_s);

        QVERIFY(isOver(sid));
        QVERIFY(isOver(child));
        const auto leg = m_network->call(child);
        QCOMPARE(leg.text("direction"), u"outbound-dial"_s);
        QCOMPARE(leg.text("parent_call_sid"), sid);
        QCOMPARE(leg.text("to"), u"sip:desk1@"_s + domainFor(way));
        QVERIFY(leg.text("duration").toInt() >= 1);
        QVERIFY(waitFor([this] { return m_network->at(u"/after"_s).size() == 1 && m_network->at(u"/leg"_s).size() == 4 && m_network->at(u"/status"_s).size() == 1; }));
        const auto after = m_network->at(u"/after"_s).first();
        QVERIFY(m_network->isSigned(after));
        QCOMPARE(after.form.value(u"DialCallStatus"), u"completed"_s);
        QCOMPARE(after.form.value(u"DialBridged"), u"true"_s);
        QCOMPARE(after.form.value(u"DialCallSid"), child);
        QCOMPARE(after.form.value(u"DialSipResponseCode"), u"200"_s);
        QVERIFY(!after.form.value(u"DialSipCallId").isEmpty());
        QStringList states;
        for (const auto &one : m_network->at(u"/leg"_s)) {
            QVERIFY(m_network->isSigned(one));
            states.append(one.form.value(u"CallStatus"));
        }
        QCOMPARE(states.join(u' '), u"initiated ringing in-progress completed"_s);

        QList<std::vector<qint16>> channels;
        QVERIFY(waitFor([&] { return (channels = m_network->recordingOf(sid)).size() == 2 || (channels = m_network->recordingOf(child)).size() == 2; }));
        QVERIFY(sounds::areApart(channels, m_personSays, m_phoneSays));
    }

    void aCallerWhoHangsUpEndsThePhonesCall_data() { SandboxNetwork::ways(); }
    void aCallerWhoHangsUpEndsThePhonesCall()
    {
        QFETCH(QString, way);
        m_network->document(u"/voice"_s, dial(way));
        BaresipSetup picksUp = setup(way);
        picksUp.answers = true;
        QVERIFY(registers(m_phone, picksUp));
        const QString sid = m_network->personCalls("{\"answer\":30},{\"wait\":1.5}");

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_ESTABLISHED"_s); }));
        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_CLOSED"_s); }));
        QVERIFY(isOver(sid));
        QVERIFY(isOver(m_network->children(sid).first().value("sid"_L1).toString()));
        QVERIFY(waitFor([this] { return m_network->at(u"/after"_s).size() == 1; }));
        const auto after = m_network->at(u"/after"_s).first();
        QCOMPARE(after.form.value(u"CallStatus"), u"completed"_s); // who called has gone
        QCOMPARE(after.form.value(u"DialCallStatus"), u"completed"_s);
    }

    void aCallerWhoGivesUpStopsTheRinging()
    {
        m_network->document(u"/voice"_s, dial(u"udp"_s));
        QVERIFY(registers(m_phone, setup(u"udp"_s)));
        const QString sid = m_network->personCalls("{\"answer\":5}");

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_INCOMING"_s); }));
        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_CLOSED"_s); }));
        QVERIFY(shows(m_phone, "CANCEL sip:"));
        QVERIFY(isOver(m_network->children(sid).first().value("sid"_L1).toString(), u"canceled"_s));
        QVERIFY(isOver(sid, u"no-answer"_s));
    }

    void whoeverAnswersFirstHasTheCall_data() { SandboxNetwork::ways(); }
    void whoeverAnswersFirstHasTheCall()
    {
        QFETCH(QString, way);
        m_network->document(u"/voice"_s, dial(way));
        QVERIFY(registers(m_phone, setup(way, 0)));
        QVERIFY(registers(m_second, setup(way, 1)));
        const QString sid = m_network->personCalls(personTalks());

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_INCOMING"_s) && m_second.said(u"CALL_INCOMING"_s); }));
        m_second.tell(u"accept"_s);
        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_CLOSED"_s); }));
        QVERIFY(shows(m_phone, "Call completed elsewhere"));
        QVERIFY(hearsThere(m_second, m_personSays));
        QCOMPARE(m_network->children(sid).size(), 1);
        m_second.tell(u"hangup"_s);
        QVERIFY(isOver(sid));
    }

    void aPhoneThatIsBusyOrDeclinesSaysSo()
    {
        m_network->document(u"/voice"_s, dial(u"udp"_s));
        QVERIFY(registers(m_phone, setup(u"udp"_s)));
        const QString sid = m_network->personCalls(personTalks());

        QVERIFY(waitFor([this] { return m_phone.said(u"CALL_INCOMING"_s); }));
        m_phone.tell(u"hangup"_s); // 486 Busy Here
        QVERIFY(waitFor([this] { return m_network->at(u"/after"_s).size() == 1; }));
        const auto after = m_network->at(u"/after"_s).first();
        QCOMPARE(after.form.value(u"DialCallStatus"), u"busy"_s);
        QCOMPARE(after.form.value(u"DialSipResponseCode"), u"486"_s);
        QVERIFY(isOver(sid));
    }

    void nobodyRegisteredFailsAtOnce()
    {
        m_network->document(u"/voice"_s, dial(u"udp"_s));
        const QString sid = m_network->personCalls(personTalks());
        QVERIFY(waitFor([this] { return m_network->at(u"/after"_s).size() == 1; }));
        QCOMPARE(m_network->at(u"/after"_s).first().form.value(u"DialCallStatus"), u"failed"_s);
        QVERIFY(m_network->alerts().contains(u"32009"_s));
        QVERIFY(isOver(sid));
    }
};

QTEST_GUILESS_MAIN(TestSandboxPhones)
#include "tst_sandboxphones.moc"
