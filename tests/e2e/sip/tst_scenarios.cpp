// SPDX-License-Identifier: GPL-3.0-or-later
// The guide's "Test Scenarios" from end to end: a desk over the real engine, the sandbox as Twilio, its people as the world
// outside, and somebody's web server that knows nothing but static TwiML. Sound is compared at both ends. What the sandbox
// sent on the way is kept for the contract test, which holds every webhook against section 11 of the reference.
#include "core/sandbox/speech/speech.h"
#include "tests/e2e/sip/scenariodesk.h"

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

const QByteArray allEvents = " statusCallbackEvent=\"initiated ringing answered completed\"";
const QByteArray recorded = " record=\"record-from-answer-dual\" recordingStatusCallback=\"/recorded\" recordingStatusCallbackEvent=\"in-progress completed\"";
const QString domain = u"acme-safe.sip.twilio.com"_s, colleague = u"+14155550177"_s, customer = u"+14155550123"_s, busy = u"+14155550197"_s;
const QString message = u"This is Ada Byron. Please call me back tomorrow about the new contract."_s;

} // namespace

class TestScenarios : public QObject {
    Q_OBJECT

    Peers m_files; // a folder, no program
    std::unique_ptr<SandboxNetwork> m_network;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<DeskBooks> m_books;
    std::unique_ptr<CallMeFirst> m_callMeFirst;
    std::vector<qint16> m_deskSays = babble(4, 1), m_personSays = babble(4, 2);
    qsizetype m_rowsBefore = 0;

    Phone &phone() { return *m_desk->phone; }
    QString status(const QString &sid) { return m_network->call(sid).text("status"); }
    QByteArray play() const { return "{\"play\":\"" + m_files.path(u"person.wav"_s).toUtf8() + "\"},{\"wait\":60}"; }
    static QByteArray sip()
    {
        return "<Sip statusCallback=\"/leg\"" + allEvents + ">sip:desk1@" + domain.toUtf8() + "?x-line=%2B12065550142&amp;x-reason=round%20robin</Sip>";
    }
    void does(const QString &number, const QByteArray &steps)
    {
        QCOMPARE(m_network->rest->post(u"/_sandbox/scripts"_s, "{\"number\":\"" + number.toUtf8() + "\",\"script\":{\"steps\":[" + steps + "]}}", "application/json").status, 201);
    }
    LegId rings()
    {
        return waitFor([this] { return !phone().calls().isEmpty() && phone().calls().first().isRingingIn(); }) ? phone().calls().first().leg : 0;
    }
    /// Some seconds of it, so that a recording has them too.
    bool isHeardHere() { return sounds::becomeLike(m_personSays, [this] { return m_desk->heard(); }, 3); }
    /// Both sides stand in the recording, each in its channel.
    bool isRecorded(const QString &sid)
    {
        QList<std::vector<qint16>> channels;
        if (!waitFor([&] { return (channels = m_network->recordingOf(sid)).size() == 2; }))
            return false;
        return sounds::areApart(channels, m_personSays, m_deskSays);
    }
    /// The one row that this scenario has added, once it has ended as @p outcome and Twilio's record of each leg stands for it.
    std::optional<CallRow> row(CallOutcome outcome, int legs = 1)
    {
        QList<CallRow> rows;
        const bool is = waitFor([&] {
            rows = m_books->rows();
            return rows.size() == m_rowsBefore + 1 && rows.first().outcome == outcome && rows.first().legs >= legs;
        });
        if (!is)
            qWarning() << rows.size() - m_rowsBefore << "rows, the newest"
                       << (rows.isEmpty() ? u"none"_s : u"ended as %1 with %2 legs"_s.arg(int(rows.first().outcome)).arg(rows.first().legs));
        return is ? std::optional(rows.first()) : std::nullopt;
    }
    QStringList statesAt(const QString &path)
    {
        QStringList states;
        for (const auto &told : m_network->at(path))
            states.append(told.form.value(u"CallStatus"));
        return states;
    }
    bool isTold(const QString &path, qsizetype times = 1)
    {
        return waitFor([&] { return m_network->at(path).size() >= times; }) && m_network->at(path).size() == times;
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::vector<qint16> minute;
        for (int i = 0; i < 10; ++i)
            minute.insert(minute.end(), m_personSays.begin(), m_personSays.end());
        QVERIFY(sounds::writeWav(m_files.path(u"desk.wav"_s), m_deskSays, 16000));
        QVERIFY(sounds::writeWav(m_files.path(u"person.wav"_s), minute, 8000));
        m_network = std::make_unique<SandboxNetwork>();
        QVERIFY(m_network->start());
        QCOMPARE(m_network->rest->post(u"SIP/Domains/%1.json"_s.arg(m_network->safeSid()), "VoiceStatusCallbackUrl=" + QUrl::toPercentEncoding(m_network->url(u"/phone-status"_s))).status, 200);
        QFile authority(m_files.path(u"authority.pem"_s));
        QVERIFY(authority.open(QIODevice::WriteOnly));
        authority.write(m_network->address().sipAuthority);
        authority.close();
        m_desk = std::make_unique<Desk>(m_files);
        m_books = std::make_unique<DeskBooks>(phone(), m_network->address());
        m_callMeFirst = std::make_unique<CallMeFirst>(phone(), m_books->twilio(), Party(u"sip:desk1@"_s + domain), CallMeFirstOptions{.every = std::chrono::milliseconds(300)});
        const QString where = m_network->phones().value("tls"_L1).toString();
        LineAccount account{.user = m_network->user, .domain = domain, .password = Secret(m_network->password.toUtf8()), .caFile = m_files.path(u"authority.pem"_s)};
        account.server = where.section(u':', 0, 0);
        account.port = where.section(u':', 1).toInt();
        account.transport = SipTransport::Tls;
        account.srtp = Srtp::Required;
        QVERIFY(m_desk->registers(account));
        m_network->document(u"/goodbye"_s, "<Hangup/>");
        m_network->document(u"/mailbox"_s, "<Say>Please leave a message after the tone.</Say><Record action=\"/message-kept\" maxLength=\"120\" "
                                           "playBeep=\"true\" transcribe=\"true\" transcribeCallback=\"/message-text\" recordingStatusCallback=\"/message-ready\"/><Hangup/>");
        m_network->document(u"/message-kept"_s, "<Hangup/>");
    }
    void init()
    {
        m_network->told.clear();
        for (const QString &old : QDir(m_desk->heardFolder()).entryList(QDir::Files)) // what is heard is heard in this call
            QFile::remove(m_desk->heardFolder() + u'/' + old);
        m_rowsBefore = m_books->rows().size();
    }
    void cleanup()
    {
        for (const LiveCall &call : QList<LiveCall>(phone().calls()))
            phone().hangUp(call.leg);
        QVERIFY(waitFor([this] { return phone().calls().isEmpty() && m_network->phones().value("calls"_L1).toInt() == 0; }));
    }
    void cleanupTestCase()
    {
        QVERIFY(waitFor([this] { return m_network->sandbox().isQuiet(); }));
        QFile journal(QStringLiteral(BINARY_DIR "/tests/scenarios-journal.json")), token(QStringLiteral(BINARY_DIR "/tests/scenarios-journal.json.token"));
        QVERIFY(journal.open(QIODevice::WriteOnly) && token.open(QIODevice::WriteOnly)); // the token of an account that dies here
        journal.write(m_network->sandbox().journalJson());
        token.write(m_network->address().authToken.reveal());
        m_callMeFirst.reset();
        m_books.reset();
        m_desk.reset();
        m_network.reset();
    }

    void anIncomingCallReachesTheDesk_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        QTest::addColumn<QByteArray>("targets");
        QTest::addColumn<int>("legs");
        const auto number = [](const QString &whom) { return "<Number statusCallback=\"/other\"" + allEvents + ">" + whom.toUtf8() + "</Number>"; };
        QTest::newRow("which alone is rung") << QByteArray() << sip() << 2;
        QTest::newRow("rung together with a mobile") << QByteArray() << number(colleague) + sip() << 3;
        QTest::newRow("after somebody who is busy") << QByteArray(" sequential=\"true\"") << number(busy) + sip() << 3;
    }
    void anIncomingCallReachesTheDesk()
    {
        QFETCH(QByteArray, strategy);
        QFETCH(QByteArray, targets);
        QFETCH(int, legs);
        does(colleague, "{\"wait\":60}");
        m_network->document(u"/voice"_s, "<Dial timeout=\"20\" answerOnBridge=\"true\" action=\"/goodbye\"" + recorded + strategy + ">" + targets + "</Dial>");
        const QString sid = m_network->personCalls("{\"answer\":30}," + play());
        const LegId leg = rings();
        QVERIFY2(leg, qPrintable(m_network->alerts().join(u' ') + QString::fromUtf8(m_network->rest->get(u"Calls.json?PageSize=3"_s).body)));
        QCOMPARE(phone().call(leg)->peer.text(), m_network->theirs);
        QCOMPARE(phone().call(leg)->line.text(), m_network->ours);
        const QString child = phone().call(leg)->callSid.text();
        QVERIFY(legs == 2 || waitFor([&] { return statesAt(u"/other"_s).size() >= 2; })); // rung, or busy
        QVERIFY(waitFor([&] { return status(child) == "ringing"_L1; }));

        phone().answer(leg);

        QVERIFY(waitFor([&] { return m_desk->isIn(leg, CallState::Active); }));
        QVERIFY(isHeardHere());
        phone().hangUp(leg);
        QVERIFY(isTold(u"/status"_s));
        QVERIFY(isRecorded(sid));
        QVERIFY(isTold(u"/recorded"_s, 2));
        QVERIFY(isTold(u"/leg"_s, 4));
        QCOMPARE(statesAt(u"/leg"_s).join(u' '), u"initiated ringing in-progress completed"_s);
        const auto kept = row(CallOutcome::Answered, legs);
        QVERIFY(kept);
        QCOMPARE(kept->direction, CallHeading::In);
        QCOMPARE(kept->peer.text(), m_network->theirs);
        QCOMPARE(kept->line.text(), m_network->ours);
        QCOMPARE(kept->legs, legs);
    }

    void aCallNobodyTakesBecomesAVoicemailWithItsWords()
    {
        m_network->document(u"/voice"_s, "<Dial timeout=\"5\" answerOnBridge=\"true\" action=\"/mailbox\">" + sip() + "</Dial>");
        const QString sid = m_network->personCalls("{\"answer\":40},{\"listen_tone\":40},{\"say\":\"" + message.toUtf8() + "\"},{\"wait\":1}");
        const LegId leg = rings();
        QVERIFY(leg);

        QVERIFY(isTold(u"/message-kept"_s)); // nobody answers
        QVERIFY(waitFor([&] { return m_desk->isOver(leg); }));
        QVERIFY(waitFor([this] { return m_network->at(u"/message-text"_s).size() == 1; }, 40'000));
        QCOMPARE(m_network->at(u"/message-text"_s).first().form.value(u"TranscriptionText"), message);

        const auto kept = row(CallOutcome::Voicemail);
        QVERIFY(kept);
        QVERIFY(kept->hasVoicemail);
        QCOMPARE(kept->peer.text(), m_network->theirs);
        QList<VoicemailRow> voicemails;
        QVERIFY(waitFor([&] { return (voicemails = m_books->voicemails()).size() == 1 && voicemails.first().transcript == TranscriptState::Ready; }));
        QCOMPARE(voicemails.first().transcriptText, message);
        QCOMPARE(voicemails.first().call.text(), sid);
        QCOMPARE(voicemails.first().line.text(), m_network->ours);

        const auto said = world::spoken(message, {});
        QVERIFY(said);
        const QByteArray wav = m_network->rest->get(u"Recordings/%1.wav"_s.arg(voicemails.first().recording.text())).body;
        const auto audio = readWav(wav);
        QVERIFY(audio);
        QCOMPARE(audio->rate, 8000);
        const std::vector<qint16> heard(audio->samples.begin(), audio->samples.end());
        QVERIFY(sounds::becomeLike({said->begin(), said->end()}, [&heard] { return heard; }, 0.5));
        QVERIFY(std::abs(double(heard.size()) - double(said->size())) < 1.5 * 8000); // all of it
    }

    void aCallFromTheDeskGoesOutOverSip()
    {
        does(customer, "{\"wait\":1.5},{\"answer\":true}," + play());
        m_network->document(u"/phone"_s, "<Dial answerOnBridge=\"true\" callerId=\"+12065550142\" action=\"/goodbye\"" + recorded + "><Number statusCallback=\"/other\""
                                             + allEvents + ">" + customer.toUtf8() + "</Number></Dial>");
        const auto leg = phone().dial(phone().target(u"(415) 555-0123"), {.line = Party(m_network->ours)});
        QVERIFY(leg);
        QVERIFY(waitFor([&] { return m_desk->isIn(*leg, CallState::Active); }));
        QVERIFY(m_desk->hasBeenIn(*leg, CallState::RingingOut));
        QVERIFY(isHeardHere());
        phone().hangUp(*leg);

        QVERIFY(isTold(u"/phone-status"_s));
        const QString sid = m_network->at(u"/phone"_s).first().form.value(u"CallSid");
        QVERIFY(isRecorded(sid));
        QVERIFY(isTold(u"/recorded"_s, 2));
        QVERIFY(isTold(u"/other"_s, 4));
        QCOMPARE(statesAt(u"/other"_s).join(u' '), u"initiated ringing in-progress completed"_s);
        const auto kept = row(CallOutcome::Answered, 2);
        QVERIFY(kept);
        QCOMPARE(kept->direction, CallHeading::Out);
        QCOMPARE(kept->peer.text(), customer);
        QCOMPARE(kept->line.text(), m_network->ours);
        QCOMPARE(kept->legs, 2);
    }

    void aCallByCallMeFirstIsOneCall()
    {
        does(customer, "{\"wait\":2},{\"answer\":true}," + play());
        const auto leg = phone().dial(phone().target(u"(415) 555-0123"), {.line = Party(m_network->ours), .way = DialWay::MeFirst, .isRecorded = true});
        QVERIFY(leg);
        QCOMPARE(phone().call(*leg)->peer.text(), customer);

        QVERIFY(waitFor([&] { return phone().call(*leg) && phone().call(*leg)->meFirst == MeFirst::RingingThem; }));
        QVERIFY(m_desk->isIn(*leg, CallState::EarlyMedia)); // we are on the line, they are not
        QVERIFY(waitFor([&] { return m_desk->isIn(*leg, CallState::Active); }));
        QVERIFY(sounds::becomeLike(m_personSays, [this] { return m_desk->heard(); }, 2.5));
        QVERIFY(waitFor([&] { return phone().call(*leg)->answeredAt.secsTo(QDateTime::currentDateTimeUtc()) >= 4; })); // so that a recording has it too
        const QString sid = phone().call(*leg)->callSid.text();
        QCOMPARE(phone().calls().size(), 1);
        phone().hangUp(*leg);

        QVERIFY(isRecorded(sid));
        const auto children = m_network->children(sid);
        QCOMPARE(children.size(), 1);
        QCOMPARE(children.first()["from"_L1].toString(), m_network->ours);
        QCOMPARE(children.first()["to"_L1].toString(), customer);
        const auto kept = row(CallOutcome::Answered, 2);
        QVERIFY(kept);
        QCOMPARE(kept->root.text(), sid);
        QCOMPARE(kept->direction, CallHeading::Out);
        QCOMPARE(kept->peer.text(), customer);
        QCOMPARE(kept->line.text(), m_network->ours);
        QCOMPARE(kept->legs, 2);
        QVERIFY(m_network->told.isEmpty()); // it needs no server of ours
    }

    void whoIsBusyIsSaidToBeBusyByCallMeFirst()
    {
        QSignalSpy ended(m_desk->phone.get(), &Phone::callEnded);
        QVERIFY(phone().dial(phone().target(busy), {.line = Party(m_network->ours), .way = DialWay::MeFirst}));

        QVERIFY(waitFor([&] { return ended.size() == 1; }));
        QCOMPARE(ended.first()[0].value<LiveCall>().cause, EndCause::Busy);
        const auto kept = row(CallOutcome::Busy);
        QVERIFY(kept);
        QCOMPARE(kept->peer.text(), busy);
    }

    void takenBackWhileItRingsThereItRingsNowhere()
    {
        does(customer, "{\"wait\":60}");
        const auto leg = phone().dial(phone().target(customer), {.line = Party(m_network->ours), .way = DialWay::MeFirst});
        QVERIFY(leg);
        QVERIFY(waitFor([&] { return phone().call(*leg) && phone().call(*leg)->meFirst == MeFirst::RingingThem; }));
        const QString sid = phone().call(*leg)->callSid.text();

        phone().hangUp(*leg);

        QVERIFY(waitFor([&] { return m_desk->isOver(*leg); }));
        QVERIFY(waitFor([&] {
            const auto children = m_network->children(sid);
            return !children.isEmpty() && children.first()["status"_L1].toString() == "canceled"_L1;
        }));
        QVERIFY(row(CallOutcome::Canceled));
    }
};

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
