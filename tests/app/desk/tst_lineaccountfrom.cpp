// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/lineaccountfrom.h"

#include <QHash>
#include <QtTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

std::optional<LineAccount> from(QHash<QString, QString> values)
{
    return lineAccountFrom([values = std::move(values)](const QString &name) { return values.value(name); });
}

const QHash<QString, QString> enough{{u"MILASSIST_SIP_USER"_s, u"desk1"_s}, {u"MILASSIST_SIP_DOMAIN"_s, u"acme.sip.twilio.com"_s}, {u"MILASSIST_SIP_PASSWORD"_s, u"Secret123456"_s}};

QHash<QString, QString> with(const QString &name, const QString &value)
{
    QHash<QString, QString> values = enough;
    values.insert(u"MILASSIST_SIP_"_s + name, value);
    return values;
}

} // namespace

class TestLineAccountFrom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void threeWordsAreEnoughAndEverythingIsEncrypted()
    {
        const auto account = from(enough);
        QVERIFY(account);
        QCOMPARE(account->user, u"desk1"_s);
        QCOMPARE(account->host(), u"acme.sip.twilio.com"_s);
        QVERIFY(account->transport == SipTransport::Tls);
        QVERIFY(account->srtp == Srtp::Required);
        QCOMPARE(account->usedPort(), 5061);
    }

    void withoutOneOfThemThereIsNoTelephone()
    {
        QVERIFY(!from({}));
        for (const QString &name : {u"USER"_s, u"DOMAIN"_s, u"PASSWORD"_s})
            QVERIFY2(!from(with(name, {})), qPrintable(name));
    }

    void aSandboxIsReachedByUdpAtItsOwnPort()
    {
        auto values = with(u"TRANSPORT"_s, u"UDP"_s);
        values.insert(u"MILASSIST_SIP_SERVER"_s, u"127.0.0.1"_s);
        values.insert(u"MILASSIST_SIP_PORT"_s, u"5090"_s);
        const auto account = from(values);
        QVERIFY(account && account->isLocal());
        QVERIFY(account->transport == SipTransport::Udp);
        QVERIFY(account->srtp == Srtp::Never);
        QCOMPARE(account->usedPort(), 5090);
    }

    void codecsAreOfferedInTheOrderInWhichTheyAreNamed()
    {
        QCOMPARE(from(enough)->codecs, (QList{SoundCodec::Pcmu, SoundCodec::Pcma}));
        QCOMPARE(from(with(u"CODECS"_s, u"Opus, pcmu,opus,morse"_s))->codecs, (QList{SoundCodec::Opus, SoundCodec::Pcmu}));
        QCOMPARE(from(with(u"CODECS"_s, u"morse"_s))->codecs, (QList{SoundCodec::Pcmu, SoundCodec::Pcma}));
    }

    void aPortThatIsNoneIsTheUsualOne()
    {
        QCOMPARE(from(with(u"PORT"_s, u"many"_s))->usedPort(), 5061);
        QCOMPARE(from(with(u"PORT"_s, u"-1"_s))->usedPort(), 5061);
        QVERIFY(from(with(u"TRANSPORT"_s, u"carrier pigeon"_s))->transport == SipTransport::Tls);
    }
};

QTEST_GUILESS_MAIN(TestLineAccountFrom)
#include "tst_lineaccountfrom.moc"
