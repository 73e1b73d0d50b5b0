// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/contactcsv.h"

#include "core/contacts/contactbuilder.h"
#include "core/domain/handle.h"
#include "core/domain/phoneformat.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = ContactColumns::Kind;

/// What Google puts between several values of one cell.
const QString betweenValues = u" ::: "_s;

struct HeaderWord {
    const char16_t *words; ///< lower case, letters and digits only
    Kind kind;
    const char *label;
};
constexpr HeaderWord headerWords[] = {
    {u"name", Kind::Name, ""},
    {u"fullname", Kind::Name, ""},
    {u"displayname", Kind::Name, ""},
    {u"contact", Kind::Name, ""},
    {u"contactname", Kind::Name, ""},
    {u"nomcomplet", Kind::Name, ""},
    {u"nombrecompleto", Kind::Name, ""},
    {u"anzeigename", Kind::Name, ""},
    {u"firstname", Kind::GivenName, ""},
    {u"givenname", Kind::GivenName, ""},
    {u"first", Kind::GivenName, ""},
    {u"vorname", Kind::GivenName, ""},
    {u"prénom", Kind::GivenName, ""},
    {u"nombre", Kind::GivenName, ""},
    {u"middlename", Kind::MiddleName, ""},
    {u"additionalname", Kind::MiddleName, ""},
    {u"lastname", Kind::FamilyName, ""},
    {u"familyname", Kind::FamilyName, ""},
    {u"surname", Kind::FamilyName, ""},
    {u"last", Kind::FamilyName, ""},
    {u"nachname", Kind::FamilyName, ""},
    {u"nom", Kind::FamilyName, ""},
    {u"apellido", Kind::FamilyName, ""},
    {u"apellidos", Kind::FamilyName, ""},
    {u"nickname", Kind::Nickname, ""},
    {u"company", Kind::Organisation, ""},
    {u"companyname", Kind::Organisation, ""},
    {u"organisation", Kind::Organisation, ""},
    {u"organization", Kind::Organisation, ""},
    {u"organizationname", Kind::Organisation, ""},
    {u"organization1name", Kind::Organisation, ""},
    {u"firma", Kind::Organisation, ""},
    {u"société", Kind::Organisation, ""},
    {u"empresa", Kind::Organisation, ""},
    {u"email", Kind::Email, ""},
    {u"emailaddress", Kind::Email, ""},
    {u"email2address", Kind::Email, ""},
    {u"email3address", Kind::Email, ""},
    {u"emailadresse", Kind::Email, ""},
    {u"correo", Kind::Email, ""},
    {u"correoelectrónico", Kind::Email, ""},
    {u"note", Kind::Note, ""},
    {u"notes", Kind::Note, ""},
    {u"notizen", Kind::Note, ""},
    {u"notas", Kind::Note, ""},
    {u"comment", Kind::Note, ""},
    {u"phone", Kind::Number, ""},
    {u"phones", Kind::Number, ""},
    {u"phonenumber", Kind::Number, ""},
    {u"telephone", Kind::Number, ""},
    {u"telephonenumber", Kind::Number, ""},
    {u"tel", Kind::Number, ""},
    {u"number", Kind::Number, ""},
    {u"telefon", Kind::Number, ""},
    {u"telefonnummer", Kind::Number, ""},
    {u"téléphone", Kind::Number, ""},
    {u"teléfono", Kind::Number, ""},
    {u"mobile", Kind::Number, "mobile"},
    {u"mobilephone", Kind::Number, "mobile"},
    {u"cell", Kind::Number, "mobile"},
    {u"cellphone", Kind::Number, "mobile"},
    {u"mobiltelefon", Kind::Number, "mobile"},
    {u"handy", Kind::Number, "mobile"},
    {u"portable", Kind::Number, "mobile"},
    {u"móvil", Kind::Number, "mobile"},
    {u"businessphone", Kind::Number, "work"},
    {u"businessphone2", Kind::Number, "work"},
    {u"workphone", Kind::Number, "work"},
    {u"work", Kind::Number, "work"},
    {u"companymainphone", Kind::Number, "main"},
    {u"telefongeschäftlich", Kind::Number, "work"},
    {u"homephone", Kind::Number, "home"},
    {u"homephone2", Kind::Number, "home"},
    {u"home", Kind::Number, "home"},
    {u"telefonprivat", Kind::Number, "home"},
    {u"primaryphone", Kind::Number, "main"},
    {u"otherphone", Kind::Number, "other"},
    {u"carphone", Kind::Number, "car"},
    {u"assistantsphone", Kind::Number, "assistant"},
    {u"businessfax", Kind::Number, "fax"},
    {u"homefax", Kind::Number, "fax"},
    {u"fax", Kind::Number, "fax"},
    {u"pager", Kind::Number, "pager"},
    {u"label", Kind::NumberLabel, ""},
    {u"phonelabel", Kind::NumberLabel, ""},
    {u"phonetype", Kind::NumberLabel, ""},
};

QString bareHeader(const QString &header)
{
    QString bare;
    for (const QChar c : header.toLower()) {
        if (c.isLetterOrNumber())
            bare += c;
    }
    return bare;
}

ContactColumns::Column columnOf(const QString &header)
{
    const QString bare = bareHeader(header);
    static const QRegularExpression numbered(u"^(phone|telephone|email|mail)(\\d{1,2})(value|type|label)?$"_s);
    if (const auto match = numbered.match(bare); match.hasMatch()) {
        const bool phone = !match.captured(1).endsWith(u"mail");
        const bool names = match.captured(3) == u"type" || match.captured(3) == u"label";
        if (!phone)
            return {names ? Kind::Ignored : Kind::Email, {}, -1};
        return {names ? Kind::NumberLabel : Kind::Number, {}, -1};
    }
    const auto *known =
        std::ranges::find(headerWords, QStringView(bare), [](const HeaderWord &word) { return QStringView(word.words); });
    if (known == std::end(headerWords))
        return {};
    return {known->kind, QString::fromLatin1(known->label), -1};
}

/// Google puts the label before its number, others behind it: the nearest number without a label gets it.
void attachLabels(QList<ContactColumns::Column> &columns)
{
    QList<bool> taken(columns.size(), false);
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].kind != Kind::NumberLabel)
            continue;
        for (const int of : {i + 1, i - 1}) {
            if (of >= 0 && of < columns.size() && columns[of].kind == Kind::Number && !taken[of] && columns[i].of < 0) {
                columns[i].of = of;
                taken[of] = true;
            }
        }
    }
}

ContactColumns guessedFromCells(const CsvTable &table, const QString &country)
{
    constexpr qsizetype looked = 50;
    ContactColumns guess;
    const qsizetype rows = std::min(looked, table.rows.size());
    bool named = false;
    for (int column = 0; column < table.rows.first().fields.size(); ++column) {
        int numbers = 0, words = 0, emails = 0;
        for (qsizetype row = 0; row < rows; ++row) {
            const QString cell = table.rows[row].fields.value(column).trimmed();
            if (cell.isEmpty())
                continue;
            if (parseTyped(cell, country.isEmpty() ? u"US"_s : country))
                ++numbers;
            else if (cell.contains(u'@'))
                ++emails;
            else
                ++words;
        }
        ContactColumns::Column &kind = guess.columns.emplaceBack();
        if (numbers > words + emails) {
            kind.kind = Kind::Number;
        } else if (emails > words) {
            kind.kind = Kind::Email;
        } else if (words > 0 && !named) {
            kind.kind = Kind::Name;
            named = true;
        }
    }
    return guess;
}

} // namespace

ContactColumns guessColumns(const CsvTable &table, const QString &country)
{
    if (table.rows.isEmpty())
        return {};
    ContactColumns guess{.hasHeader = true};
    for (const QString &header : table.rows.first().fields)
        guess.columns.append(columnOf(header));
    const bool numbered = std::ranges::any_of(guess.columns, [](const auto &column) { return column.kind == Kind::Number; });
    const bool firstRowIsData = std::ranges::any_of(table.rows.first().fields, [&](const QString &cell) {
        return parseTyped(cell, country.isEmpty() ? u"US"_s : country).has_value();
    });
    if (firstRowIsData)
        return guessedFromCells(table, country);
    if (!numbered && table.rows.size() > 1) { // a header in words we do not know: the cells tell
        CsvTable data = table;
        data.rows.removeFirst();
        const ContactColumns cells = guessedFromCells(data, country);
        for (int i = 0; i < guess.columns.size() && i < cells.columns.size(); ++i) {
            if (guess.columns[i].kind == Kind::Ignored)
                guess.columns[i] = cells.columns[i];
        }
    }
    attachLabels(guess.columns);
    return guess;
}

ImportedFile readContactTable(const CsvTable &table, const ContactColumns &columns, const QString &country)
{
    ImportedFile file{.cut = table.cut};
    QHash<int, int> labelColumn;
    for (int column = 0; column < columns.columns.size(); ++column) {
        if (columns.columns[column].kind == Kind::NumberLabel)
            labelColumn.insert(columns.columns[column].of, column);
    }
    for (qsizetype i = columns.hasHeader ? 1 : 0; i < table.rows.size(); ++i) {
        if (file.contacts.size() >= ImportLimits::contacts) {
            file.cut = true;
            break;
        }
        const CsvRow &row = table.rows[i];
        ContactBuilder builder(row.line, country);
        QString given, middle, family;
        for (int column = 0; column < columns.columns.size(); ++column) {
            const QString cell = row.fields.value(column);
            switch (columns.columns[column].kind) {
            case Kind::Name:
                builder.name(cell);
                break;
            case Kind::GivenName:
                given = cell;
                break;
            case Kind::MiddleName:
                middle = cell;
                break;
            case Kind::FamilyName:
                family = cell;
                break;
            case Kind::Nickname:
                builder.nickname(cell);
                break;
            case Kind::Organisation:
                builder.organisation(cell);
                break;
            case Kind::Email:
                for (const QString &address : cell.split(betweenValues))
                    builder.email(address);
                break;
            case Kind::Note:
                builder.note(cell);
                break;
            case Kind::Number: {
                QString label = columns.columns[column].label;
                if (const int told = labelColumn.value(column, -1); told >= 0)
                    label = row.fields.value(told);
                label.remove(u"* "_s); // Google's mark of the preferred one
                for (const QString &number : cell.split(betweenValues))
                    builder.number(number, label);
                break;
            }
            case Kind::NumberLabel:
            case Kind::Ignored:
                break;
            }
        }
        builder.nameParts(given, middle, family);
        file.contacts.append(std::move(builder).finish());
    }
    return file;
}

ImportedFile readContactCsv(QByteArrayView bytes, const QString &country)
{
    const bool cut = bytes.size() > ImportLimits::fileBytes;
    const CsvTable table = readCsv(textOfUnknownEncoding(bytes.first(std::min(bytes.size(), ImportLimits::fileBytes))));
    ImportedFile file = readContactTable(table, guessColumns(table, country), country);
    file.cut = file.cut || cut;
    return file;
}

QByteArray writeContactCsv(const QList<Contact> &contacts)
{
    qsizetype most = 1;
    for (const Contact &contact : contacts)
        most = std::max(most, contact.numbers.size());
    QStringList header{u"Name"_s, u"Organization Name"_s, u"E-mail 1 - Value"_s, u"Notes"_s};
    for (qsizetype i = 1; i <= most; ++i)
        header << u"Phone %1 - Label"_s.arg(i) << u"Phone %1 - Value"_s.arg(i);

    QString text = csvLine(header);
    for (const Contact &contact : contacts) {
        QStringList cells{contact.name, contact.organisation, contact.email, contact.note};
        for (const ContactNumber &number : contact.numbers)
            cells << number.label << tellable(number.number);
        cells.resize(header.size());
        text += csvLine(cells);
    }
    return "\xef\xbb\xbf" + text.toUtf8();
}

} // namespace milassist
