// SPDX-License-Identifier: GPL-3.0-or-later
// Being reachable: every way to the server, every way in which it can go wrong, and coming back.
#include "tests/e2e/sip/hostileserver.h"
#include "tests/e2e/sip/siptest.h"

#include <QElapsedTimer>
#include <QSignalSpy>

#include <csignal>

using namespace milassist;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(milassist::Over)

class TestSipRegistration : public SipTest {
    Q_OBJECT

    bool begin() override { return true; }
    bool becomes(Registration is) { return waitFor([&] { return phone().registration().is == is; }); }
    RegistrationProblem problem() const { return phone().registration().problem; }

private Q_SLOTS:
    void cleanup()
    {
        if (!m_desk)
            return;
        phone().setAccount({});
        QVERIFY(becomes(Registration::Off));
    }

    void theServerIsReachedByEachWay_data()
    {
        QTest::addColumn<Over>("over");
        QTest::newRow("udp") << Over::Udp;
        QTest::newRow("tcp") << Over::Tcp;
        QTest::newRow("tls") << Over::Tls;
    }
    void theServerIsReachedByEachWay()
    {
        QFETCH(Over, over);

        phone().setAccount(m_desk->account(over));

        QVERIFY(becomes(Registration::Registered));
        QCOMPARE(problem(), RegistrationProblem::None);
        phone().setAccount({});
        QVERIFY(becomes(Registration::Off));
    }

    void aWrongPasswordIsToldAndNotTriedAgain()
    {
        LineAccount account = m_desk->account(Over::Udp);
        account.password = Secret("something else");

        phone().setAccount(account);

        QVERIFY(becomes(Registration::Refused));
        QCOMPARE(problem(), RegistrationProblem::WrongPassword);
        phone().setAccount(m_desk->account(Over::Udp)); // corrected
        QVERIFY(becomes(Registration::Registered));
    }

    void whoWasRefusedIsTriedAgainWhenSomebodyAsks()
    {
        HostileServer server;
        server.setRefuses(true);
        LineAccount account = m_desk->account(Over::Udp);
        account.port = server.port();
        phone().setAccount(account);
        QVERIFY(becomes(Registration::Refused));
        QCOMPARE(problem(), RegistrationProblem::NotAllowed);

        phone().tryNow();
        QVERIFY(becomes(Registration::Connecting)); // it was really asked again
        QVERIFY(becomes(Registration::Refused));

        server.setRefuses(false); // an administrator has allowed it
        phone().tryNow();
        QVERIFY(becomes(Registration::Registered));
    }

    void aCertificateThatIsNotGoodIsToldByItsFault_data()
    {
        QTest::addColumn<int>("port");
        QTest::addColumn<bool>("knowsAuthority");
        QTest::addColumn<int>("problem");
        const Peers::Ports &ports = m_peers->ports();
        QTest::newRow("expired") << ports.expired << true << int(RegistrationProblem::CertificateExpired);
        QTest::newRow("another name") << ports.wrongName << true << int(RegistrationProblem::CertificateWrongName);
        QTest::newRow("self-signed") << ports.selfSigned << true << int(RegistrationProblem::CertificateNotTrusted);
        QTest::newRow("unknown authority") << ports.tls << false << int(RegistrationProblem::CertificateNotTrusted);
    }
    void aCertificateThatIsNotGoodIsToldByItsFault()
    {
        QFETCH(int, port);
        QFETCH(bool, knowsAuthority);
        QFETCH(int, problem);
        LineAccount account = m_desk->account(Over::Tls);
        account.port = port;
        if (!knowsAuthority)
            account.caFile.clear();

        phone().setAccount(account);

        QVERIFY(becomes(Registration::WaitingToRetry));
        QCOMPARE(int(phone().registration().problem), problem);
    }

    void nothingIsSentInTheClearToAnotherComputer()
    {
        for (const Over over : {Over::Udp, Over::Tcp}) {
            LineAccount account = m_desk->account(over);
            account.server = u"192.0.2.1"_s;
            phone().setAccount(account);
            QVERIFY(becomes(Registration::Refused));
            QCOMPARE(problem(), RegistrationProblem::NotProtected);
            phone().setAccount({});
            QVERIFY(becomes(Registration::Off));
        }
    }

    void aServerThatIsGoneIsFoundAgain_data()
    {
        QTest::addColumn<Over>("over");
        QTest::newRow("tcp") << Over::Tcp;
        QTest::newRow("tls") << Over::Tls;
    }
    void aServerThatIsGoneIsFoundAgain()
    {
        QFETCH(Over, over);
        phone().setAccount(m_desk->account(over));
        QVERIFY(becomes(Registration::Registered));

        m_peers->stopServer();

        QVERIFY(becomes(Registration::WaitingToRetry)); // the connection tells at once
        QCOMPARE(problem(), RegistrationProblem::Unreachable);
        QVERIFY(phone().registration().retryIn <= std::chrono::seconds(4));
        QVERIFY(m_peers->startServer());
        phone().tryNow();
        QVERIFY(becomes(Registration::Registered));
    }

    void withoutNetworkItWaitsAndComesBackAtOnce()
    {
        phone().setAccount(m_desk->account(Over::Tcp));
        QVERIFY(becomes(Registration::Registered));

        m_desk->line->send(NetworkIs{false});
        QVERIFY(becomes(Registration::NoNetwork));

        m_desk->line->send(NetworkIs{true});
        QVERIFY(becomes(Registration::Registered));
    }

    void anEngineThatDiesIsBackAndRegisteredInLessThanTwoSeconds()
    {
        phone().setAccount(m_desk->account(Over::Tls));
        QVERIFY(becomes(Registration::Registered));
        QSignalSpy lost(&phone(), &Phone::engineLost);
        QElapsedTimer timer;
        timer.start();

        QCOMPARE(::kill(pid_t(m_desk->line->processId()), SIGSEGV), 0);

        QVERIFY(waitFor([&] { return !lost.isEmpty(); }));
        QVERIFY(becomes(Registration::Registered));
        qInfo() << "registered again after" << timer.elapsed() << "ms";
        QVERIFY(timer.elapsed() < 2000 * patience());
    }

    void itIsTheSameTelephoneAfterARestart()
    {
        HostileServer server;
        LineAccount account = m_desk->account(Over::Udp);
        account.port = server.port();
        phone().setAccount(account);
        QVERIFY(becomes(Registration::Registered));
        QVERIFY(server.lastRegister().contains("6f1c1a56-2f5e-4d1b-9a76-0a5a4d6f0a11"));
        const int before = server.registrations();

        QCOMPARE(::kill(pid_t(m_desk->line->processId()), SIGKILL), 0);

        QVERIFY(waitFor([&] { return server.registrations() > before && phone().isRegistered(); }));
        QVERIFY(server.lastRegister().contains("6f1c1a56-2f5e-4d1b-9a76-0a5a4d6f0a11"));
    }

    void whoLeavesOrQuitsIsNotCalledThereAnyMore()
    {
        HostileServer first, second;
        LineAccount account = m_desk->account(Over::Udp);
        account.port = first.port();
        auto desk = std::make_unique<Desk>(*m_peers);
        QVERIFY(desk->registers(account));
        QCOMPARE(first.goodbyes(), 0);

        account.port = second.port();
        desk->phone->setAccount(account);

        QVERIFY(waitFor([&] { return second.registrations() > 0 && desk->phone->isRegistered(); }));
        QVERIFY(waitFor([&] { return first.goodbyes() == 1; })); // by another way than what the second one hears
        desk.reset();
        QVERIFY(waitFor([&] { return second.goodbyes() == 1; }));

        auto line = std::make_unique<ProcessLine>(EngineOptions{.program = QStringLiteral(BINARY_DIR "/bin/milassist-voice"),
                                                                .setup = {.loopbackOnly = true}});
        Phone other(*line, {.country = u"US"_s});
        line->start();
        other.setAccount(account);
        QVERIFY(waitFor([&] { return other.isRegistered(); }));
        line.reset(); // as at the end of the program: nobody waits for it
        QVERIFY(waitFor([&] { return second.goodbyes() == 2; }));
    }

    void theSameAccountAgainIsNoSecondTelephone()
    {
        HostileServer server;
        LineAccount account = m_desk->account(Over::Udp);
        account.port = server.port();
        QVERIFY(m_desk->registers(account));
        const int before = server.registrations();

        phone().setAccount(account);
        m_desk->line->send(AreYouThere{});
        const qsizetype said = m_desk->events.size();
        QVERIFY(waitFor([&] { return m_desk->events.size() > said; }));

        QVERIFY(phone().isRegistered());
        QCOMPARE(server.registrations(), before);
    }

    void noPasswordStandsInTheEnginesArgumentsOrEnvironment()
    {
        phone().setAccount(m_desk->account(Over::Udp));
        QVERIFY(becomes(Registration::Registered));
        const QString process = u"/proc/%1/"_s.arg(m_desk->line->processId());

        QFile arguments(process + u"cmdline"_s);
        QVERIFY(arguments.open(QIODevice::ReadOnly));
        QVERIFY(!arguments.readAll().contains("Wonder1and"));
        QFile environment(process + u"environ"_s); // only root may look into it at all
        if (environment.open(QIODevice::ReadOnly))
            QVERIFY(!environment.readAll().contains("Wonder1and"));
    }
    void nothingOfWhatIsSentIsWrittenToTheLog()
    {
        static QStringList written;
        written.clear();
        static QtMessageHandler before = nullptr;
        before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &context, const QString &message) {
            written.append(message);
            before(type, context, message);
        });
        phone().setAccount(m_desk->account(Over::Tls));
        const bool isRegistered = becomes(Registration::Registered);
        ::kill(pid_t(m_desk->line->processId()), SIGKILL);
        const bool isBack = waitFor([this] { return !phone().isRegistered(); }) && becomes(Registration::Registered);
        qInstallMessageHandler(before);

        QVERIFY(isRegistered && isBack);
        QVERIFY(!written.isEmpty()); // the death of the engine
        for (const QString &line : std::as_const(written)) {
            for (const char *secret : {"Digest", "nonce", "response=", "SIP/2.0", "alice", "Wonder1and"})
                QVERIFY2(!line.contains(QLatin1StringView(secret)), qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestSipRegistration)
#include "tst_sipregistration.moc"
