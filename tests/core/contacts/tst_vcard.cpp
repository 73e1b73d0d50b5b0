// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/vcard.h"

#include <QElapsedTimer>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;
using Issue = ImportIssue::Kind;

namespace
{

ImportedContact only(QByteArrayView bytes)
{
    const ImportedFile file = readVCards(bytes, u"US"_s);
    return file.contacts.size() == 1 ? file.contacts.first() : ImportedContact{.line = -int(file.contacts.size())};
}

bool has(const ImportedContact &contact, Issue kind)
{
    return std::ranges::any_of(contact.issues, [kind](const ImportIssue &issue) { return issue.kind == kind; });
}

QList<Contact> withoutTimes(QList<Contact> contacts)
{
    for (Contact &contact : contacts) {
        contact.updatedAt = {};
        contact.id = 0;
    }
    return contacts;
}

} // namespace

class TestVCard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsVersion3()
    {
        const auto card =
            only("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Meyer;Anna;Maria;Dr.;\r\nFN:Dr. Anna Meyer\r\nORG:Acme\\, Inc.;Sales\r\n"
                 "TEL;TYPE=CELL,VOICE,PREF:(206) 555-0142\r\nTEL;TYPE=WORK:+1-415-555-0108\r\n"
                 "EMAIL;TYPE=INTERNET:anna@example.com\r\nNOTE:Likes tea\\; hates\\nMondays \\\\o/\r\nEND:VCARD\r\n");

        QCOMPARE(card.contact.name, u"Dr. Anna Meyer"_s);
        QCOMPARE(card.contact.organisation, u"Acme, Inc."_s);
        QCOMPARE(card.contact.email, u"anna@example.com"_s);
        QCOMPARE(card.contact.note, u"Likes tea; hates\nMondays \\o/"_s);
        QCOMPARE(card.contact.numbers,
                 (QList<ContactNumber>{{Party(u"+12065550142"_s), u"mobile"_s}, {Party(u"+14155550108"_s), u"work"_s}}));
        QVERIFY(card.issues.isEmpty() && !card.skipped);
    }

    void readsVersion4Links()
    {
        const auto card = only(
            "BEGIN:VCARD\nVERSION:4.0\nFN:Bo\nTEL;VALUE=uri;PREF=1;TYPE=\"voice,work\":tel:+1-206-555-0142;ext=12\nEND:VCARD\n");

        QCOMPARE(card.contact.numbers, (QList<ContactNumber>{{Party(u"+12065550142"_s), u"work, ext. 12"_s}}));
        QVERIFY(has(card, Issue::Extension));
    }

    void readsWhatOldTelephonesWrite()
    {
        const auto card = only(
            "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;\r\n"
            "TEL;CELL;PREF:2065550142\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:gr=FC=DFt =\r\nalle\r\nEND:VCARD\r\n");

        QCOMPARE(card.contact.name, u"Jörg Müller"_s);
        QCOMPARE(card.contact.numbers.value(0).label, u"mobile"_s);
        QCOMPARE(card.contact.note, u"grüßt alle"_s);
    }

    void unfoldsEvenInsideACharacter()
    {
        const auto card = only("BEGIN:VCARD\r\nFN:J\xc3\r\n \xb6rg\r\n  Long\r\nTEL:2065550142\r\nEND:VCARD");

        QCOMPARE(card.contact.name, u"Jörg Long"_s);
    }

    void readsAppleLabelsAndGroups()
    {
        const auto card = only("BEGIN:VCARD\nFN:A\nitem1.TEL:2065550142\nitem1.X-ABLabel:_$!<Mobile>!$_\n"
                               "item2.TEL;type=pref:4155550108\nitem2.X-ABLabel:night shift\nEND:VCARD");

        QCOMPARE(card.contact.numbers[0].label, u"mobile"_s);
        QCOMPARE(card.contact.numbers[1].label, u"night shift"_s);
    }

    void saysWhatWasOdd()
    {
        const ImportedFile file =
            readVCards("BEGIN:VCARD\nFN:No number\nEND:VCARD\n"
                       "BEGIN:VCARD\nFN:Odd\nTEL:call me\nTEL:911\nTEL:12345\nTEL:+1 206 555 0142\nTEL:2065550142\nEND:VCARD\n"
                       "BEGIN:VCARD\nKIND:group\nFN:All\nTEL:2065550142\nEND:VCARD\n"
                       "BEGIN:VCARD\nFN:No end\nTEL:2065550142\n"
                       "BEGIN:VCARD\nFN:Good\nTEL:2065550142\nEND:VCARD",
                       u"US"_s);

        QCOMPARE(file.contacts.size(), 5);
        QVERIFY(file.contacts[0].skipped && has(file.contacts[0], Issue::NoNumber));
        QVERIFY(!file.contacts[1].skipped && has(file.contacts[1], Issue::BadNumber)
                && has(file.contacts[1], Issue::EmergencyNumber));
        QCOMPARE(file.contacts[1].contact.numbers.size(), 3); // as typed, short code, one of two spellings
        QCOMPARE(file.contacts[1].line, 4);
        QVERIFY(file.contacts[2].skipped && file.contacts[3].skipped);
        QVERIFY(!file.contacts[4].skipped);
    }

    void aCardInsideACardStaysThere()
    {
        const ImportedFile file = readVCards(
            "BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Agent\nTEL:4155550108\nEND:VCARD\nTEL:2065550142\nEND:VCARD", u"US"_s);

        QCOMPARE(file.contacts.size(), 1);
        QCOMPARE(file.contacts[0].contact.name, u"Boss"_s);
        QCOMPARE(file.contacts[0].contact.numbers.size(), 1);
    }

    void whatIsNoCardIsSaidToBeNone()
    {
        QVERIFY(only("hello, I am a letter").skipped);
        QVERIFY(readVCards("", u"US"_s).contacts.isEmpty());
        QVERIFY(only(QByteArrayView("\x00\xff\x01:\n:::\n;;;:", 12)).skipped);
    }

    void hostileSizesAreBounded()
    {
        QByteArray huge =
            "BEGIN:VCARD\nFN:" + QByteArray(100'000, 'x') + "\nPHOTO;ENCODING=b:" + QByteArray(3'000'000, 'A') + "\n";
        for (int i = 0; i < 5000; ++i)
            huge += "TEL:20655" + QByteArray::number(50000 + i) + "\n";
        huge += "END:VCARD\n";
        QElapsedTimer timer;
        timer.start();

        const auto card = only(huge);

        QCOMPARE(card.contact.name.size(), 200);
        QCOMPARE(card.contact.numbers.size(), ImportLimits::numbers);
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY(readVCards(QByteArray("BEGIN:VCARD\n").repeated(20'000), u"US"_s).contacts.size() <= 20'000);
        QVERIFY(readVCards(QByteArray("\n ").repeated(500'000), u"US"_s).contacts.size() <= 1);
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<VCardVersion>("version");
        QTest::newRow("3.0") << VCardVersion::V3;
        QTest::newRow("4.0") << VCardVersion::V4;
    }
    void writesWhatItReads()
    {
        QFETCH(VCardVersion, version);
        const QList<Contact> contacts{
            {.id = 3,
             .name = u"Jörg, \"the\" Müller; 😀 and a name so long that its line has to be folded at least twice before it ends"_s,
             .organisation = u"A\\B; C"_s,
             .email = u"j@example.com"_s,
             .note = u"one\ntwo, three"_s,
             .numbers = {{Party(u"+12065550142"_s), u"mobile"_s},
                         {Party(u"+14155550108"_s), u"night; shift"_s},
                         {Party(u"32665"_s), {}}},
             .updatedAt = QDateTime::fromString(u"2026-08-11T16:10:02Z"_s, Qt::ISODate)},
            {.name = u"Bo"_s, .numbers = {{Party(u"call me"_s), u"work"_s}}},
        };

        const QByteArray bytes = writeVCards(contacts, version);

        QList<Contact> read;
        for (const auto &card : readVCards(bytes, u"DE"_s).contacts)
            read.append(card.contact);
        // 32665 is a short code in the US only; elsewhere it is kept as it was written
        QCOMPARE(read, withoutTimes(contacts));
        for (const QByteArray &line : bytes.split('\n'))
            QVERIFY2(line.size() <= 76, line.constData());
        QVERIFY(bytes.contains("REV:20260811T161002Z\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestVCard)
#include "tst_vcard.moc"
