// SPDX-License-Identifier: GPL-3.0-or-later
// Twilio's own SDKs sign, the program answers.
#include "core/relay/ledger/texttable.h"
#include "tests/app/relay/serving.h"
#include "tests/core/relay/front/signedwebhooks.h"
#include "tests/core/relay/ledger/ledgertest.h"

#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QUrl>

using namespace milassist;
using namespace milassist::relay;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray home = "https://phone.example.org", newToken = "00000000000000000000000000000001";

/// An SDK in a process of its own.
class Signer
{
public:
    Signer(const QString &program, const QStringList &arguments, const QString &modules)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!modules.isEmpty())
            environment.insert(u"NODE_PATH"_s, modules);
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
    }
    ~Signer()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    QByteArray sign(const QByteArray &token, const QByteArray &url, const SignedFields &fields)
    {
        QJsonArray pairs;
        for (const auto &[name, value] : fields)
            pairs << QJsonArray{name, value};
        const QJsonObject asked{{u"token"_s, QString::fromLatin1(token)}, {u"url"_s, QString::fromUtf8(url)}, {u"fields"_s, pairs}};
        m_process.write(QJsonDocument(asked).toJson(QJsonDocument::Compact) + '\n');
        while (!m_process.canReadLine() && m_process.waitForReadyRead(30'000)) {
        }
        return m_process.readLine().trimmed();
    }

private:
    QProcess m_process;
};

} // namespace

class TestSdkSignatures : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Signer> m_python, m_node;
    QString m_problem;
    std::map<QByteArray, std::unique_ptr<Serving>> m_relays; ///< by public address
    int m_databases = 0;

    static bool isPython()
    {
        QFETCH_GLOBAL(bool, isPython);
        return isPython;
    }
    Signer *signer() const { return isPython() ? m_python.get() : m_node.get(); }

    /// Debian's Python, as that is where Debian's package is.
    static std::unique_ptr<Signer> python()
    {
        for (const QString &program : {u"/usr/bin/python3"_s, QStandardPaths::findExecutable(u"python3"_s)}) {
            QProcess probe;
            probe.start(program, {u"-c"_s, u"import twilio.request_validator"_s});
            if (probe.waitForFinished(30'000) && probe.exitStatus() == QProcess::NormalExit && probe.exitCode() == 0)
                return std::make_unique<Signer>(program, QStringList{QStringLiteral(SOURCE_DIR "/tests/app/relay/sdk/sign.py")}, QString());
        }
        return nullptr;
    }
    static std::unique_ptr<Signer> node()
    {
        const QString node = QStandardPaths::findExecutable(u"node"_s), npm = QStandardPaths::findExecutable(u"npm"_s);
        const QDir place(QStringLiteral(BINARY_DIR "/sdk"));
        if (node.isEmpty() || !place.mkpath(u"."_s))
            return nullptr;
        if (!place.exists(u"node_modules/twilio/package.json"_s) && !npm.isEmpty()) {
            QFile::copy(QStringLiteral(SOURCE_DIR "/tests/app/relay/sdk/package.json"), place.filePath(u"package.json"_s));
            QProcess install;
            install.setWorkingDirectory(place.path());
            install.start(npm, {u"install"_s, u"--no-audit"_s, u"--no-fund"_s, u"--silent"_s});
            install.waitForFinished(60'000);
        }
        if (!place.exists(u"node_modules/twilio/package.json"_s))
            return nullptr;
        return std::make_unique<Signer>(node, QStringList{QStringLiteral(SOURCE_DIR "/tests/app/relay/sdk/sign.js")}, place.filePath(u"node_modules"_s));
    }

    std::unique_ptr<Serving> serve(const QByteArray &publicUrl, const QMap<QString, QString> &environment = {})
    {
        auto relay = std::make_unique<Serving>(m_folder.path(),
                                               QStringList{u"--plan"_s, m_folder.filePath(u"plan.json"_s), u"--public-url"_s,
                                                           QString::fromLatin1(publicUrl), u"--database"_s, database(++m_databases)},
                                               environment);
        relay->process.setProperty("database", database(m_databases));
        return relay->ready[u"ready"_s].toBool() ? std::move(relay) : nullptr;
    }
    QString database(int number) const { return m_folder.filePath(u"team%1.db"_s.arg(number)); }
    static quint16 portOf(const Serving &relay) { return quint16(QUrl(relay.url()).port()); }
    static QStringList textsOf(const Serving &relay)
    {
        QStringList bodies;
        const auto ledger = ledgerAt(u"sqlite:"_s + relay.process.property("database").toString());
        const auto kept = waitFor(ledger->read([](SqlConnection &db) {
            return TextTable(db).conversation(u"+12065550142"_s, Party(u"+14155550108"_s), {}, 100);
        }));
        for (const LedgerText &text : kept.value_or(QList<LedgerText>()))
            bodies << text.message.body;
        return bodies;
    }
    QByteArray signedRequest(const SignedWebhook &webhook, const QByteArray &token = Serving::token) const
    {
        return webhook.request(signer()->sign(token, webhook.signedUrl, webhook.fields));
    }
    static int send(const Serving &relay, const QByteArray &request) { return statusOf(exchanged(portOf(relay), {request}).first()); }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isPython");
        QTest::newRow("Twilio for Python") << true;
        QTest::newRow("Twilio for Node") << false;
    }
    void initTestCase()
    {
        QFile plan(m_folder.filePath(u"plan.json"_s));
        QVERIFY(plan.open(QFile::WriteOnly));
        plan.write(planWith(R"([{"kind": "round_robin", "group": "all"}])"));
        plan.close();
        m_python = python();
        m_node = node();
    }
    void init()
    {
        if (signer())
            return;
        const char *missing = isPython() ? "python3-twilio is not installed" : "npm cannot install Twilio's SDK";
        if (qEnvironmentVariable("MILASSIST_PEERS") == u"required"_s)
            QFAIL(missing);
        QSKIP(missing);
    }

    void whatTheSdkSignsIsTakenIn_data() { genuineRows(); }
    void whatTheSdkSignsIsTakenIn()
    {
        QFETCH(SignedWebhook, webhook);
        if (isPython() && webhook.repeats())
            QSKIP("this SDK keeps one value of a name");
        auto &relay = m_relays[webhook.publicUrl];
        if (!relay)
            relay = serve(webhook.publicUrl);
        QVERIFY(relay);
        // Each SDK says it in its own words, so that the second is not taken for the first.
        if (webhook.isForm()) {
            webhook.fields[0].second[2] = isPython() ? u'a' : u'b';
            webhook.body.replace("=SM0", isPython() ? "=SMa" : "=SMb");
        }
        const qsizetype before = textsOf(*relay).count(webhook.text);

        const int status = send(*relay, signedRequest(webhook));

        QVERIFY2(status == 200 || status == 204, qPrintable(QString::number(status)));
        if (webhook.isForm())
            QCOMPARE(textsOf(*relay).count(webhook.text), before + 1);
    }

    void whatItSignsWithAnotherTokenOrForSomethingElseIsNot()
    {
        const auto relay = serve(home);
        QVERIFY(relay);
        const SignedWebhook text = signedText(1, u"Let me in"_s);
        SignedWebhook other = text, elsewhere = text;
        other.body.replace("Let%20me%20in", "Let%20us%20in");
        elsewhere.signedUrl = home + "/api/twilio/message-status";
        const QByteArray good = signer()->sign(Serving::token, text.signedUrl, text.fields);

        QCOMPARE(send(*relay, signedRequest(text, newToken)), 403);
        QCOMPARE(send(*relay, other.request(good)), 403);
        QCOMPARE(send(*relay, signedRequest(elsewhere)), 403);
        QVERIFY(textsOf(*relay).isEmpty());
    }

    void fiveTimesTheSameIsOneText()
    {
        const auto relay = serve(home);
        QVERIFY(relay);
        const QByteArray request = signedRequest(signedText(1, u"On my way"_s));

        for (const QByteArray &answer : exchanged(portOf(*relay), QByteArrayList(5, request)))
            QCOMPARE(statusOf(answer), 200);

        QCOMPARE(textsOf(*relay), QStringList(u"On my way"_s));
    }

    void bothTokensOfARotationAreTrusted()
    {
        const auto relay = serve(home, {{u"TWILIO_AUTH_TOKEN"_s, QString::fromLatin1(newToken)},
                                        {u"TWILIO_AUTH_TOKEN_OLD"_s, QString::fromLatin1(Serving::token)}});
        QVERIFY(relay);

        QCOMPARE(send(*relay, signedRequest(signedText(1, u"with the new one"_s), newToken)), 200);
        QCOMPARE(send(*relay, signedRequest(signedText(2, u"with the old one"_s))), 200);
        QCOMPARE(send(*relay, signedRequest(signedText(3, u"with another"_s), QByteArray(32, 'f'))), 403);

        QCOMPARE(textsOf(*relay).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSdkSignatures)
#include "tst_sdksignatures.moc"
