// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/plan/planjson.h"
#include "tests/core/http/rawclient.h"
#include "tests/core/relay/front/webhookstories.h"
#include "tests/e2e/relay/relaynetwork.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTcpServer>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

/// The program, always at the same address.
class RelayProcess
{
public:
    explicit RelayProcess(const QStringList &arguments) : m_arguments(arguments)
    {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    ~RelayProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    quint16 port() const { return m_port; }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    bool start()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TWILIO_ACCOUNT_SID"_s, u"AC00112233445566778899aabbccddeeff"_s);
        environment.insert(u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(theToken.reveal()));
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral(BINARY_DIR "/bin/milassist-relay"),
                        QStringList{u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--public-url"_s, url()}
                            + m_arguments);
        return QTest::qWaitFor([this] { return m_process.canReadLine() || m_process.state() == QProcess::NotRunning; }, 60'000)
            && m_process.readLine().contains("\"ready\":true");
    }
    void kill()
    {
        m_process.kill(); // SIGKILL
        m_process.waitForFinished();
    }

private:
    const QStringList m_arguments;
    quint16 m_port = 0;
    QProcess m_process;
};

/// Desks that take some calls and leave others to ring.
class Desks : public exchange::SipEdge
{
public:
    explicit Desks(exchange::Telephony &net) : m_net(net) { net.exchange.setSipEdge(this); }
    std::unique_ptr<exchange::Leg> dial(const exchange::SipOrder &) override
    {
        static constexpr const char *manners[] = {R"({"wait":2},{"answer":true},{"wait":6})", R"({"wait":3600})",
                                                  R"({"reject":486})"};
        return std::make_unique<people::ScriptedLeg>(people::ScriptedLeg::Side::Called, m_net.script(manners[m_calls++ % 3]),
                                                     m_net.speaker);
    }

private:
    exchange::Telephony &m_net;
    int m_calls = 0;
};

/// A webhook that was answered as taken in.
struct Acknowledged {
    QString name;
    Form form;
};

QList<Acknowledged> acknowledged(const faults::Journal &journal)
{
    QList<Acknowledged> all;
    for (const faults::JournalEntry &entry : journal.entries()) {
        if (entry.kind == faults::JournalEntry::Kind::Webhook && entry.status >= 200 && entry.status < 300)
            all.append({QUrl(QString::fromLatin1(entry.url)).fileName(), Form::parse(entry.requestBody)});
    }
    return all;
}

} // namespace

class TestRelayKilled : public QObject
{
    Q_OBJECT
    Engines m_engines;

private Q_SLOTS:
    void initTestCase_data() { Engines::rows(); }
    void init() { m_engines.hasEngine(); }

    /// Two relays behind one number, each killed again and again under load.
    void nothingThatWasAcknowledgedIsLostAndEveryCallerIsHeard()
    {
        const QString url = m_engines.url();
        const auto ledger = ledgerAt(url);
        QVERIFY(ledger);
        QTemporaryDir folder;
        QFile plan(folder.filePath(u"plan.json"_s));
        QVERIFY(plan.open(QFile::WriteOnly));
        plan.write(routing::writePlan(inTurns()));
        plan.close();
        const QStringList arguments{
            u"--database"_s, url, u"--plan"_s, plan.fileName(), u"--sip-domain"_s, u"acme-desk.sip.twilio.com"_s};
        RelayProcess relays[2] = {RelayProcess(arguments), RelayProcess(arguments)};
        QVERIFY(relays[0].start() && relays[1].start());

        exchange::Telephony net({.authToken = QString::fromLatin1(theToken.reveal())});
        Desks desks(net);
        const auto webhook = [&relays](int which, const QString &name) { return relays[which].url() + u"/api/twilio/"_s + name; };
        net.set({{u"VoiceUrl"_s, webhook(0, u"incoming-call-handler"_s)},
                 {u"VoiceFallbackUrl"_s, webhook(1, u"incoming-call-handler"_s)},
                 {u"StatusCallback"_s, webhook(1, u"call-status#rc=5&rp=5xx,ct,rt"_s)}});

        QRandomGenerator dice(11);
        QStringList calls;
        for (int round = 0; round < 12; ++round) {
            for (int i = 0; i < 2; ++i) {
                calls << net.exchange.crowd().call(
                    u"+1415555%1"_s.arg(2000 + int(calls.size())), net.ours,
                    net.script(
                        R"({"answer":300},{"listen_tone":120},{"say":"This is Ada Byron, please call me back."},{"wait":3})"));
                net.run(1 + dice.bounded(8));
            }
            // One at a time, in the middle of whatever it does; the other one answers meanwhile.
            RelayProcess &victim = relays[dice.bounded(2)];
            const auto under = net.exchange.crowd().call(u"+14155559%1"_s.arg(100 + round), net.ours,
                                                         net.script(R"({"answer":300},{"listen_tone":120},{"wait":4})"));
            QVERIFY(!under.isEmpty());
            QTest::qWait(dice.bounded(20)); // no waiting for anything: the moment is to be any
            victim.kill();
            net.run(dice.bounded(6));
            QVERIFY(victim.start());
        }
        net.runOut(2000);
        net.run(30);

        const auto legOf = [&](const QString &sid) {
            const auto call = *CallSid::parse(sid);
            return waitFor(ledger->read([call](SqlConnection &db) { return CallTable(db).find(call); })).value_or(std::nullopt);
        };
        int incoming = 0, ends = 0, voicemails = 0;
        for (const Acknowledged &one : acknowledged(net.journal)) {
            const QString sid = one.form.value(u"CallSid"), parent = one.form.value(u"ParentCallSid");
            const auto call = legOf(parent.isEmpty() ? sid : parent);
            if (one.name == u"incoming-call-handler") {
                ++incoming;
                QVERIFY2(call, qPrintable(sid));
            } else if (one.name == u"call-status" && isTerminal(Word<CallStatus>(one.form.value(u"CallStatus")))) {
                ++ends;
                QVERIFY(call);
                const auto leg = std::ranges::find(call->legs, *CallSid::parse(sid), &Call::sid);
                QVERIFY2(leg != call->legs.end() && isTerminal(leg->status), qPrintable(sid));
            } else if (one.name == u"recording-status" && one.form.value(u"RecordingStatus") == u"completed") {
                ++voicemails;
                const auto recording = *RecordingSid::parse(one.form.value(u"RecordingSid"));
                const auto kept =
                    waitFor(ledger->read([recording](SqlConnection &db) { return VoicemailTable(db).find(recording); }));
                QVERIFY(kept && *kept && (*kept)->status.is(RecordingStatus::Completed));
            }
        }
        QVERIFY(incoming >= 20);
        QVERIFY2(ends > 20 && voicemails > 2, qPrintable(u"%1 ends, %2 voicemails"_s.arg(ends).arg(voicemails)));
        const auto isLost = [](const faults::JournalEntry &entry) {
            return entry.kind == faults::JournalEntry::Kind::Webhook && entry.status == 0;
        };
        QVERIFY(std::ranges::count_if(net.journal.entries(), isLost) > 3); // it did hurt
        expectNoComplaints(net.notes());
        // Whoever called has spoken with somebody or with the mailbox.
        for (const QString &sid : calls) {
            const auto all = net.calls();
            const auto call = std::ranges::find(all, sid, &world::Call::sid);
            QVERIFY(call != all.end());
            QVERIFY2(call->status == u"completed" && *call->duration.value > 2,
                     qPrintable(call->status + u' ' + QString::number(call->duration.value.value_or(-1))));
        }
    }

    /// Killed when it has written down what it was told, and before it could say so; then told again.
    void whatWasWrittenDownBeforeItDiedIsNotDoneTwice()
    {
        for (const WebhookStory &story : {voicemailStory(), textStory()}) {
            const QString url = m_engines.url();
            const auto ledger = ledgerAt(url);
            QTemporaryDir folder;
            QFile plan(folder.filePath(u"plan.json"_s));
            QVERIFY(ledger && plan.open(QFile::WriteOnly));
            plan.write(routing::writePlan(story.plan));
            plan.close();
            RelayProcess relay({u"--database"_s, url, u"--plan"_s, plan.fileName(), u"--sip-domain"_s, u"acme-desk.sip.twilio.com"_s});
            QVERIFY(relay.start());
            const auto events = [&] {
                const auto all = waitFor(ledger->read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
                QStringList told;
                for (const LedgerEvent &event : all ? all->events : QList<LedgerEvent>()) {
                    if (event.kind != u"plan")
                        told << event.kind + u' ' + event.body;
                }
                return told;
            };

            int deaths = 0;
            for (const Webhook &webhook : story.webhooks) {
                const bool isNews = webhook.name() != u"call-status" && webhook.name() != u"message-status"; // desks are told
                if (isNews) {
                    const QStringList before = events();
                    RawClient twilio;
                    twilio.sendNow(relay.port(), webhook.request(relay.url()));
                    QTRY_VERIFY_WITH_TIMEOUT(events().size() > before.size(), 30'000);
                    relay.kill();
                    QVERIFY(relay.start());
                    ++deaths;
                }
                TwilioPoster again(relay.url(), theToken, story.name == "text" ? twiml::Kind::Messaging : twiml::Kind::Voice);
                const Webhook told = isNews && !webhook.isCallback() ? webhook.afterFailureOf(relay.url()) : webhook;
                const QStringList before = events();
                const auto answer = again.post(told.path, told.fields);
                QVERIFY2(answer.status == 200 || answer.status == 204, qPrintable(told.path));
                QVERIFY(webhook.isCallback() || answer.isTwiml);
                if (isNews)
                    QCOMPARE(events(), before);
                if (webhook.fields.contains({u"Body"_s, u"Do you open on Sunday?"_s}))
                    QCOMPARE(answer.verb<twiml::Message>()->body, soon); // nobody has heard it yet
            }
            QVERIFY(deaths >= 2);
            QStringList all = events();
            QCOMPARE(all.removeDuplicates(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestRelayKilled)
#include "tst_relaykilled.moc"
