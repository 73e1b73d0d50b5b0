// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phonenumber.h"

#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

class TestParty : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyE164IsANumber_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("plain") << u"+15005550006"_s << true;
        QTest::newRow("fifteen digits") << u"+123456789012345"_s << true;
        QTest::newRow("sixteen digits") << u"+1234567890123456"_s << false;
        QTest::newRow("no plus") << u"15005550006"_s << false;
        QTest::newRow("leading zero") << u"+05005550006"_s << false;
        QTest::newRow("spaces") << u"+1 500 555 0006"_s << false;
        QTest::newRow("other digits") << u"+１５００"_s << false;
        QTest::newRow("empty") << u""_s << false;
    }
    void onlyE164IsANumber()
    {
        QFETCH(QString, text);
        QFETCH(bool, valid);

        QCOMPARE(PhoneNumber::parse(text).has_value(), valid);
    }

    void aPartySaysWhatItIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Party::Kind>("kind");
        QTest::addColumn<QString>("user");
        QTest::newRow("number") << u"+15005550006"_s << Party::Kind::Number << u"+15005550006"_s;
        QTest::newRow("short code") << u"12345"_s << Party::Kind::ShortCode << u"12345"_s;
        QTest::newRow("sip") << u"sip:anna%20b@acme.sip.twilio.com:5060;transport=tls"_s << Party::Kind::Sip << u"anna b"_s;
        QTest::newRow("client") << u"client:bob"_s << Party::Kind::Client << u"bob"_s;
        QTest::newRow("anonymous") << u"Anonymous"_s << Party::Kind::Hidden << u"Anonymous"_s;
        QTest::newRow("anonymous on a keypad") << u"+266696687"_s << Party::Kind::Hidden << u"+266696687"_s;
        QTest::newRow("alphanumeric sender") << u"MYBANK"_s << Party::Kind::Word << u"MYBANK"_s;
        QTest::newRow("nothing") << u""_s << Party::Kind::None << u""_s;
    }
    void aPartySaysWhatItIs()
    {
        QFETCH(QString, text);
        QFETCH(Party::Kind, kind);
        QFETCH(QString, user);

        const Party party(text);

        QCOMPARE(party.kind(), kind);
        QCOMPARE(party.user(), user);
        QCOMPARE(party.number().has_value(), kind == Party::Kind::Number);
    }
};

QTEST_GUILESS_MAIN(TestParty)
#include "tst_party.moc"
