// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/wav.h"
#include "tests/core/relay/access/relaytest.h"
#include "tests/e2e/relay/relaynetwork.h"
#include "tests/e2e/relay/twiliorest.h"

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;
using routing::Record;

namespace
{

constexpr auto talksAllTheTime = R"({"answer":60},
    {"say":"Hello, this is Ada Byron. I am calling about the order that we talked about last week, the one with the two garden chairs and the long table."},
    {"say":"My card number is four two four two, four two four two, four two four two, four two four two, and the code on the back is one two three."},
    {"say":"The chairs should be green and the table white, and if you could bring all of it on Friday morning, that would suit me best."},
    {"wait":20})";

routing::Plan planThatRecords(Record inbound)
{
    routing::Line line;
    line.recording.inbound = inbound;
    return planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}, line);
}

/// A call that Anna has taken, and what her desk asks of the relay meanwhile.
class TakenCall
{
public:
    TakenCall(const QString &databaseUrl, Record inbound)
        : network(databaseUrl, planThatRecords(inbound), {}, [this](RelayOptions &options, exchange::Telephony &net) {
              m_twilio = std::make_unique<TwilioRest>(*net.world);
              options.accountSid = net.world->account().sid;
              options.twilioUrl = m_twilio->url();
          })
    {
        m_token = addUser(network.at.relay.store(), u"anna"_s, Role::Assistant);
        network.desk(u"anna"_s, R"({"wait":2},{"answer":true},{"wait":60})");
        sid = network.begin(talksAllTheTime);
        network.net.run(4);
        for (const world::Call &call : network.net.calls())
            m_leg = call.parentSid == sid.text() ? call.sid : m_leg; // a desk knows its own leg only
    }

    /// @param state empty: asks how it stands
    WireAnswer ask(const QByteArray &state = {})
    {
        WireClient client(quint16(QUrl(network.at.relay.publicUrl()).port()));
        return client.ask({.verb = state.isEmpty() ? "GET" : "POST",
                           .path = "/api/team/calls/" + m_leg.toLatin1() + "/recording",
                           .authorization = bearer(m_token),
                           .body = state.isEmpty() ? QByteArray() : "{\"state\":\"" + state + "\"}"});
    }
    QJsonObject shown() { return QJsonDocument::fromJson(ask().body).object(); }
    void goToTheEnd()
    {
        network.net.runOut();
        network.net.run(20); // what comes after the end
    }
    /// "on anna": the details of the trace's steps, as written
    QStringList changes()
    {
        QStringList words;
        const auto kept = network.at.call(sid);
        for (const TraceStep &step : kept ? kept->trace : QList<TraceStep>()) {
            const QJsonObject detail = QJsonDocument::fromJson(step.detail.toUtf8()).object();
            if (step.step.startsWith(u"recorded-"_s))
                words << detail[u"state"_s].toString() + u' ' + detail[u"by"_s].toString();
        }
        return words;
    }
    /// What the relay was told of recordings: "completed RE..."
    QStringList callbacks() const
    {
        QStringList words;
        for (const faults::JournalEntry &entry : network.net.journal.entries()) {
            const Form form = Form::parse(entry.requestBody);
            if (entry.kind == faults::JournalEntry::Kind::Webhook && entry.url.contains("recording-status"))
                words << form.value(u"RecordingStatus") + u' ' + form.value(u"RecordingSid");
        }
        return words;
    }

private:
    std::unique_ptr<TwilioRest> m_twilio;
    Secret m_token;
    QString m_leg;

public:
    RelayNetwork network;
    CallSid sid;
};

/// The caller's side of a stereo recording, second by second: whether anything was to be heard.
QList<bool> heardIn(const QByteArray &wav)
{
    QList<bool> seconds;
    constexpr qsizetype header = 44, second = 2 * 2 * world::telephoneRate;
    for (qsizetype at = header; at + second <= wav.size(); at += second) {
        int loudest = 0;
        for (qsizetype i = at; i < at + second; i += 4)
            loudest = std::max(loudest, std::abs(int(qFromLittleEndian<qint16>(wav.constData() + i))));
        seconds << (loudest > 500);
    }
    return seconds;
}

} // namespace

/// Recordings that a desk begins and ends in a call, with the whole of Twilio behind the relay: REST, the call and its sound,
/// and what is told afterwards.
class TestRelayRecordings : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    void whatADeskRecordsIsOneRecordingOfTheCallWithoutWhatWasSaidInThePause()
    {
        TakenCall call(m_engines.url(), Record::Asked);
        QCOMPARE(call.network.at.call(call.sid)->answeredBy, u"anna"_s);
        QCOMPARE(call.shown()[u"may_change"_s].toBool(), true);

        QCOMPARE(call.ask("on").status, 200);
        call.network.net.run(5);
        QCOMPARE(call.shown()[u"state"_s].toString(), u"on"_s);
        QCOMPARE(call.ask("paused").status, 200);
        call.network.net.run(6);
        QCOMPARE(call.shown()[u"state"_s].toString(), u"paused"_s);
        QCOMPARE(call.ask("on").status, 200);
        call.network.net.run(4);
        QCOMPARE(call.ask("off").status, 200);
        call.network.net.run(5);
        QCOMPARE(call.shown()[u"state"_s].toString(), u"off"_s);
        call.goToTheEnd();

        const QList<world::Recording> recordings = call.network.net.recordings();
        QCOMPARE(recordings.size(), 1);
        const world::Recording &recording = recordings.first();
        QCOMPARE(recording.callSid.value_or(QString()), call.sid.text());
        QCOMPARE(recording.status, u"completed"_s);
        QCOMPARE(recording.channels, 2);
        QCOMPARE(recording.duration.value.value_or(0), 15);
        QCOMPARE(heardIn(call.network.net.wav(recording.sid)), QList<bool>({true, true, true, true, true, false, false, false, false, false, false, true, true, true, true}));
        QCOMPARE(call.callbacks(), QStringList{u"completed "_s + recording.sid});
        QCOMPARE(call.changes(), QStringList({u"on anna"_s, u"paused anna"_s, u"on anna"_s, u"off anna"_s}));
        const auto kept = call.network.at.call(call.sid);
        QCOMPARE(kept->outcome, CallOutcome::answered());
        const auto end = std::ranges::find(kept->trace, u"recording-"_s + recording.sid, &TraceStep::step);
        QVERIFY(end != kept->trace.end());
        const QJsonObject detail = QJsonDocument::fromJson(end->detail.toUtf8()).object();
        QCOMPARE(detail[u"status"_s].toString(), u"completed"_s);
        QCOMPARE(detail[u"seconds"_s].toInt(), 15);
    }

    void whatNobodyEndsEndsWithTheCall()
    {
        TakenCall call(m_engines.url(), Record::Asked);
        QCOMPARE(call.ask("on").status, 200);
        call.goToTheEnd();

        const QList<world::Recording> recordings = call.network.net.recordings();
        QCOMPARE(recordings.size(), 1);
        QCOMPARE(recordings.first().status, u"completed"_s);
        QCOMPARE(call.callbacks(), QStringList{u"completed "_s + recordings.first().sid});
        QCOMPARE(call.shown()[u"state"_s].toString(), u"off"_s);
        QVERIFY(call.ask("on").status >= 400);
        QCOMPARE(call.network.net.recordings().size(), 1);
    }

    void aLineThatIsNeverRecordedRefusesInWords()
    {
        TakenCall call(m_engines.url(), Record::Off);

        const WireAnswer answer = call.ask("on");

        QCOMPARE(answer.status, 409);
        const QString words = QJsonDocument::fromJson(answer.body)[u"error"_s][u"message"_s].toString();
        QVERIFY2(words.contains(u"calls of this line are not recorded"_s), qPrintable(words));
        QCOMPARE(call.shown()[u"may_change"_s].toBool(), false);
        call.goToTheEnd();
        QVERIFY(call.network.net.recordings().isEmpty());
        QVERIFY(call.callbacks().isEmpty());
        QVERIFY(call.changes().isEmpty());
        QCOMPARE(call.network.at.call(call.sid)->outcome, CallOutcome::answered());
    }
};

QTEST_GUILESS_MAIN(TestRelayRecordings)
#include "tst_relayrecordings.moc"
