// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/sipuserentry.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestSipUserEntry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsVisiblyWrongIsNamed_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("domain");
        QTest::addColumn<SipTransport>("transport");
        QTest::addColumn<SipUserFlaw>("flaw");
        using enum SipUserFlaw;
        const auto row = [](const char *name, const QString &user, const QString &domain, SipUserFlaw flaw, SipTransport transport = SipTransport::Tls) {
            QTest::newRow(name) << user << domain << transport << flaw;
        };
        row("right", u"desk1"_s, u"acme.sip.twilio.com"_s, None);
        row("with spaces around", u" desk1 "_s, u" acme.sip.twilio.com "_s, None);
        row("with a port", u"desk1"_s, u"sip.example.com:5071"_s, None);
        row("empty", {}, {}, Incomplete);
        row("no domain", u"desk1"_s, {}, Incomplete);
        row("an address", u"desk1@acme.sip.twilio.com"_s, u"acme.sip.twilio.com"_s, UserIsAddress);
        row("a URI", u"sip:desk1"_s, {}, UserIsAddress);
        row("a user with a space", u"desk 1"_s, u"acme.sip.twilio.com"_s, UserMalformed);
        row("a domain with a scheme", u"desk1"_s, u"sip:acme.sip.twilio.com"_s, DomainMalformed);
        row("a domain with a space", u"desk1"_s, u"acme sip.twilio.com"_s, DomainMalformed);
        row("a port that is none", u"desk1"_s, u"acme.sip.twilio.com:70000"_s, DomainMalformed);
        row("half a domain", u"desk1"_s, u"acme"_s, DomainIsShort);
        row("in the clear", u"desk1"_s, u"acme.sip.twilio.com"_s, NotProtected, SipTransport::Udp);
        row("in the clear on this computer", u"desk1"_s, u"127.0.0.1:5060"_s, None, SipTransport::Tcp);
        row("this computer by name", u"desk1"_s, u"localhost"_s, None, SipTransport::Udp);
    }
    void whatIsVisiblyWrongIsNamed()
    {
        QFETCH(QString, user);
        QFETCH(QString, domain);
        QFETCH(SipTransport, transport);
        QFETCH(SipUserFlaw, flaw);
        QCOMPARE(flawOf({.user = user, .domain = domain, .password = Secret("Secret123456"), .transport = transport}), flaw);
    }

    void withoutAPasswordItIsNotComplete()
    {
        QCOMPARE(flawOf({.user = u"desk1"_s, .domain = u"acme.sip.twilio.com"_s}), SipUserFlaw::Incomplete);
    }

    void soundIsEncryptedAsTheDomainWantsIt()
    {
        SipUserEntry entry{.user = u"desk1"_s, .domain = u"ACME.sip.twilio.com:5071"_s, .password = Secret("Secret123456")};
        QCOMPARE(softphoneOf(entry).account().srtp, Srtp::Required);
        QCOMPARE(softphoneOf(entry).account().domain, u"acme.sip.twilio.com"_s);
        QCOMPARE(softphoneOf(entry).account().usedPort(), 5071);
        entry.isSoundEncrypted = false;
        QCOMPARE(softphoneOf(entry).account().srtp, Srtp::Never);
    }
};

QTEST_GUILESS_MAIN(TestSipUserEntry)
#include "tst_sipuserentry.moc"
