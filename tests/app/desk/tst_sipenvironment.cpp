// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/sipenvironment.h"

#include <QHash>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

std::function<QString(const QString &)> variables(QHash<QString, QString> values)
{
    return [values = std::move(values)](const QString &name) { return name.startsWith("MILASSIST_SIP_"_L1) ? values.value(name.mid(14)) : QString(); };
}

SipEdge from(const QHash<QString, QString> &values)
{
    return sipEdgeFrom(variables(values));
}

const LineAccount usual{.user = u"desk"_s, .domain = u"acme.sip.twilio.com"_s, .password = Secret("Secret123456")};

} // namespace

class TestSipEnvironment : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutItATelephoneGoesToItsDomain() { QCOMPARE(at(from({}), usual), usual); }

    void aSandboxIsReachedByUdpAtItsOwnPort()
    {
        const LineAccount account = at(from({{u"TRANSPORT"_s, u"UDP"_s}, {u"SERVER"_s, u"127.0.0.1"_s}, {u"PORT"_s, u"5090"_s}}), usual);
        QVERIFY(account.isLocal());
        QVERIFY(account.transport == SipTransport::Udp);
        QVERIFY(account.srtp == Srtp::Never);
        QCOMPARE(account.usedPort(), 5090);
        QCOMPARE(account.domain, usual.domain);
    }

    void aPortThatIsNoneIsTheUsualOne()
    {
        QCOMPARE(at(from({{u"PORT"_s, u"many"_s}}), usual).usedPort(), 5061);
        QCOMPARE(at(from({{u"PORT"_s, u"-1"_s}}), usual).usedPort(), 5061);
        QVERIFY(at(from({{u"TRANSPORT"_s, u"carrier pigeon"_s}}), usual).transport == SipTransport::Tls);
    }

    void codecsAreOfferedInTheOrderInWhichTheyAreNamed()
    {
        QCOMPARE(at(from({{u"CODECS"_s, u"Opus, pcmu,opus,morse"_s}}), usual).codecs, (QList{SoundCodec::Opus, SoundCodec::Pcmu}));
        QCOMPARE(at(from({{u"CODECS"_s, u"morse"_s}}), usual).codecs, (QList{SoundCodec::Pcmu, SoundCodec::Pcma}));
    }

    void threeWordsAreATelephoneForThisRun()
    {
        const QHash<QString, QString> enough{{u"USER"_s, u"desk1"_s}, {u"DOMAIN"_s, u"acme.sip.twilio.com"_s}, {u"PASSWORD"_s, u"Secret123456"_s}};
        const auto phone = softphoneFrom(variables(enough));
        QVERIFY(phone);
        QCOMPARE(phone->origin, SoftphoneOrigin::Given);
        QCOMPARE(phone->account().usedPort(), 5061);
        QCOMPARE(phone->account().srtp, Srtp::Required);
        for (const QString &name : enough.keys()) {
            QHash<QString, QString> less = enough;
            less.remove(name);
            QVERIFY2(!softphoneFrom(variables(less)), qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestSipEnvironment)
#include "tst_sipenvironment.moc"
