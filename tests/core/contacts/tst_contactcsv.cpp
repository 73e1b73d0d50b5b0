// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/contactcsv.h"

#include <QElapsedTimer>
#include <QTest>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace
{

QList<ContactNumber> numbers(std::initializer_list<std::pair<QString, QString>> list)
{
    QList<ContactNumber> result;
    for (const auto &[number, label] : list)
        result.append({Party(number), label});
    return result;
}

} // namespace

class TestContactCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsGooglesOldFile()
    {
        const ImportedFile file =
            readContactCsv("Name,Given Name,Additional Name,Family Name,Notes,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - "
                           "Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Organization 1 - Name\r\n"
                           "Anna Meyer,Anna,,Meyer,VIP,* Home,anna@example.com ::: a2@example.com,* Mobile,(206) 555-0142 ::: "
                           "206-555-0143,Work,+14155550108,Acme\r\n",
                           u"US"_s);

        QCOMPARE(file.contacts.size(), 1);
        const Contact &anna = file.contacts[0].contact;
        QCOMPARE(anna.name, u"Anna Meyer"_s);
        QCOMPARE(anna.organisation, u"Acme"_s);
        QCOMPARE(anna.email, u"anna@example.com"_s);
        QCOMPARE(anna.note, u"VIP"_s);
        QCOMPARE(anna.numbers,
                 numbers({{u"+12065550142"_s, u"Mobile"_s}, {u"+12065550143"_s, u"Mobile"_s}, {u"+14155550108"_s, u"Work"_s}}));
        QCOMPARE(file.contacts[0].line, 2);
    }

    void readsGooglesNewFile()
    {
        const ImportedFile file =
            readContactCsv("First Name,Middle Name,Last Name,Organization Name,Phone 1 - Label,Phone 1 - Value\n"
                           "Anna,M.,Meyer,Acme,Mobile,206-555-0142\n",
                           u"US"_s);

        QCOMPARE(file.contacts[0].contact.name, u"Anna M. Meyer"_s);
        QCOMPARE(file.contacts[0].contact.numbers, numbers({{u"+12065550142"_s, u"Mobile"_s}}));
    }

    void readsOutlooksFile()
    {
        const ImportedFile file =
            readContactCsv("Title,First Name,Last Name,Company,Business Phone,Home Phone,Mobile Phone,E-mail Address,Notes\r\n"
                           ",Anna,Meyer,Acme,(206) 555-0142,,415-555-0108,anna@example.com,\r\n",
                           u"US"_s);

        QCOMPARE(file.contacts[0].contact.name, u"Anna Meyer"_s);
        QCOMPARE(file.contacts[0].contact.numbers, numbers({{u"+12065550142"_s, u"work"_s}, {u"+14155550108"_s, u"mobile"_s}}));
        QCOMPARE(file.contacts[0].contact.email, u"anna@example.com"_s);
    }

    void readsAGermanLatin1FileWithSemicolons()
    {
        const ImportedFile file =
            readContactCsv("Vorname;Nachname;Firma;Telefon gesch\xe4"
                           "ftlich;Mobiltelefon\r\nJ\xf6rg;M\xfcller;B\xe4r & Co;030 901820;0151 23456789\r\n",
                           u"DE"_s);

        QCOMPARE(file.contacts[0].contact.name, u"Jörg Müller"_s);
        QCOMPARE(file.contacts[0].contact.numbers, numbers({{u"+4930901820"_s, u"work"_s}, {u"+4915123456789"_s, u"mobile"_s}}));
    }

    void readsAFileWithoutAHeader()
    {
        const ImportedFile file = readContactCsv("Anna Meyer;206 555 0142;anna@example.com\nBo;4155550108;\n", u"US"_s);

        QCOMPARE(file.contacts.size(), 2);
        QCOMPARE(file.contacts[0].contact.name, u"Anna Meyer"_s);
        QCOMPARE(file.contacts[0].contact.email, u"anna@example.com"_s);
        QCOMPARE(file.contacts[1].contact.numbers, numbers({{u"+14155550108"_s, u""_s}}));
    }

    void aHeaderInUnknownWordsIsNoPerson()
    {
        const ImportedFile file = readContactCsv("Navn,Nummer 1\nAnna,206 555 0142\nBo,415 555 0108\n", u"US"_s);

        QCOMPARE(file.contacts.size(), 2);
        QCOMPARE(file.contacts[0].contact.name, u"Anna"_s);
        QCOMPARE(file.contacts[0].contact.numbers.size(), 1);
    }

    void rowsThatSayNothingUsefulAreSkippedWithTheirLine()
    {
        const ImportedFile file = readContactCsv("Name,Phone\nAnna,\n\n,206 555 0142\nEmergency,911\n", u"US"_s);

        QCOMPARE(file.contacts.size(), 3);
        QVERIFY(file.contacts[0].skipped);
        QCOMPARE(file.contacts[1].line, 4);
        QVERIFY(!file.contacts[1].skipped);
        QVERIFY(file.contacts[2].skipped);
        QCOMPARE(file.contacts[2].issues.first().kind, ImportIssue::Kind::EmergencyNumber);
    }

    void writesWhatItReads()
    {
        const QList<Contact> contacts{
            {.name = u"=Anna, \"A\""_s,
             .organisation = u"Acme"_s,
             .email = u"a@example.com"_s,
             .note = u"one\ntwo"_s,
             .numbers = numbers({{u"+12065550142"_s, u"mobile"_s}, {u"+14155550108"_s, u""_s}})},
            {.name = u"Bo"_s, .numbers = numbers({{u"+12065550143"_s, u"night"_s}})},
        };

        const ImportedFile file = readContactCsv(writeContactCsv(contacts), u"DE"_s);

        QCOMPARE(file.contacts.size(), 2);
        QCOMPARE(file.contacts[0].contact, contacts[0]);
        QCOMPARE(file.contacts[1].contact, contacts[1]);
    }

    void hostileTablesAreBounded()
    {
        QByteArray wide = QByteArray("Phone,").repeated(5000) + "\n" + QByteArray("1,").repeated(5000) + "\n";
        QByteArray quotes = "Name,Phone\n" + QByteArray("\"").repeated(1'000'001);
        QElapsedTimer timer;
        timer.start();

        const ImportedFile a = readContactCsv(wide, u"US"_s);
        const ImportedFile b = readContactCsv(quotes, u"US"_s);

        QVERIFY(a.cut);
        QVERIFY(a.contacts.size() <= 1);
        QVERIFY(b.contacts.size() <= 1);
        QVERIFY(timer.elapsed() < 5000);
    }
};

QTEST_GUILESS_MAIN(TestContactCsv)
#include "tst_contactcsv.moc"
