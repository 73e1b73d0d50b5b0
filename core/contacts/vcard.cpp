// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/vcard.h"

#include "core/contacts/contactbuilder.h"
#include "core/contacts/vcardlines.h"
#include "core/domain/handle.h"

#include <QHash>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

struct LabelWord {
    const char *type;  ///< of vCard
    const char *label; ///< ours
};
constexpr LabelWord labelWords[] = {
    {"cell", "mobile"}, {"iphone", "mobile"}, {"fax", "fax"},   {"pager", "pager"},
    {"work", "work"},   {"home", "home"},     {"main", "main"},
};

/// "_$!<Mobile>!$_" is how Apple marks its own words.
QString plainLabel(QString label)
{
    if (label.startsWith("_$!<"_L1) && label.endsWith(">!$_"_L1))
        label = label.sliced(4, label.size() - 8).toLower();
    return label;
}

QString labelOf(const VCardLine &line, const QHash<QString, QString> &groupLabels)
{
    if (const QString own = groupLabels.value(line.group); !line.group.isEmpty() && !own.isEmpty())
        return own;
    const QStringList types = line.types();
    for (const LabelWord &word : labelWords) {
        if (types.contains(QLatin1StringView(word.type)))
            return QString::fromLatin1(word.label);
    }
    for (const QString &type : types) { // "x-night", but not what only says that it is a telephone
        if (!QStringList{u"voice"_s, u"pref"_s, u"text"_s, u"video"_s, u"msg"_s}.contains(type))
            return type.startsWith("x-"_L1) ? type.sliced(2) : type;
    }
    return {};
}

/// The lines between BEGIN and END of one card.
ImportedContact readCard(const QList<VCardLine> &lines, int begin, bool complete, const QString &country)
{
    QHash<QString, QString> groupLabels;
    for (const VCardLine &line : lines) {
        if (line.name == "X-ABLABEL"_L1 && !line.group.isEmpty())
            groupLabels.insert(line.group, plainLabel(unescapedVCard(line.value)));
    }

    ContactBuilder builder(begin, country);
    bool isPerson = complete;
    for (const VCardLine &line : lines) {
        const auto parts = [&](QChar separator) { return splitVCard(line.value, separator); };
        if (line.name == "FN"_L1) {
            builder.name(unescapedVCard(line.value));
        } else if (line.name == "N"_L1) {
            const QStringList n = parts(u';');
            builder.nameParts(n.value(1), n.value(2), n.value(0));
        } else if (line.name == "NICKNAME"_L1) {
            builder.nickname(parts(u',').value(0));
        } else if (line.name == "ORG"_L1) {
            builder.organisation(parts(u';').value(0));
        } else if (line.name == "EMAIL"_L1) {
            builder.email(unescapedVCard(line.value));
        } else if (line.name == "NOTE"_L1) {
            builder.note(unescapedVCard(line.value));
        } else if (line.name == "TEL"_L1) {
            builder.number(unescapedVCard(line.value), labelOf(line, groupLabels));
        } else if (line.name == "KIND"_L1 || line.name == "X-ADDRESSBOOKSERVER-KIND"_L1) {
            isPerson = isPerson && line.value.trimmed().compare("group"_L1, Qt::CaseInsensitive) != 0;
        }
    }
    if (!isPerson)
        builder.issue(ImportIssue::Kind::NotReadable);
    ImportedContact result = std::move(builder).finish();
    result.skipped = result.skipped || !isPerson;
    return result;
}

void appendFolded(QByteArray &out, const QString &text)
{
    constexpr qsizetype widest = 75;
    QByteArray line = text.toUtf8();
    qsizetype room = widest;
    while (line.size() > room) {
        qsizetype end = room;
        while (end > 0 && (line[end] & 0xc0) == 0x80) // never inside a character
            --end;
        out += line.first(end) + "\r\n ";
        line.remove(0, end);
        room = widest - 1; // the blank counts
    }
    out += line + "\r\n";
}

void appendNumber(QByteArray &out, const ContactNumber &number, VCardVersion version, int item)
{
    const auto known = std::ranges::find_if(labelWords, [&](const LabelWord &word) {
        return number.label.compare(QLatin1StringView(word.label), Qt::CaseInsensitive) == 0;
    });
    const bool isHidden = tellable(number.number) != number.number.text();
    const bool uri = version == VCardVersion::V4 && number.number.isNumber() && !isHidden;
    const QString value = uri ? u"tel:"_s + number.number.text() : escapedVCard(tellable(number.number));
    const QString kind = uri ? u";VALUE=uri"_s : QString();
    if (known != std::end(labelWords)) {
        appendFolded(out, u"TEL%1;TYPE=%2:%3"_s.arg(kind, QString::fromLatin1(known->type), value));
    } else if (number.label.isEmpty()) {
        appendFolded(out, u"TEL%1:%2"_s.arg(kind, value));
    } else {
        appendFolded(out, u"item%1.TEL%2:%3"_s.arg(QString::number(item), kind, value));
        appendFolded(out, u"item%1.X-ABLabel:%2"_s.arg(QString::number(item), escapedVCard(number.label)));
    }
}

} // namespace

ImportedFile readVCards(QByteArrayView bytes, const QString &country)
{
    ImportedFile file{.cut = bytes.size() > ImportLimits::fileBytes};
    bytes = bytes.first(std::min(bytes.size(), ImportLimits::fileBytes));
    QByteArray asUtf8;
    if (const auto marked = QStringConverter::encodingForData(bytes)) {
        asUtf8 = QString(QStringDecoder(*marked).decode(bytes)).toUtf8();
        bytes = asUtf8;
    }

    VCardLines reader(bytes);
    QList<VCardLine> card;
    int depth = 0, begin = 0;
    const auto finish = [&](bool complete) {
        file.contacts.append(readCard(card, begin, complete, country));
        card.clear();
        depth = 0;
    };
    while (!reader.atEnd()) {
        if (file.contacts.size() >= ImportLimits::contacts) {
            file.cut = true;
            return file;
        }
        VCardLine line = reader.next();
        const bool isBegin = line.name == "BEGIN"_L1, isEnd = line.name == "END"_L1;
        const bool isCard = line.value.trimmed().compare("VCARD"_L1, Qt::CaseInsensitive) == 0;
        if (isBegin && isCard) {
            if (depth == 1 && (card.isEmpty() || card.last().name != "AGENT"_L1))
                finish(false); // the card before has no end
            if (depth++ == 0)
                begin = line.line;
        } else if (isEnd && isCard && depth > 0) {
            if (--depth == 0)
                finish(true);
        } else if (depth == 1 && !line.name.isEmpty()) {
            if (card.size() < 2000)
                card.append(std::move(line));
        }
    }
    if (depth > 0)
        finish(false);
    if (file.contacts.isEmpty() && !bytes.trimmed().isEmpty()) {
        ImportedContact nothing{.skipped = true};
        nothing.issues.append({ImportIssue::Kind::NotReadable, {}});
        file.contacts.append(nothing);
    }
    return file;
}

QByteArray writeVCards(const QList<Contact> &contacts, VCardVersion version)
{
    QByteArray out;
    for (const Contact &contact : contacts) {
        const QString name = !contact.name.isEmpty() ? contact.name
            : contact.numbers.isEmpty()              ? contact.organisation
                                                     : tellable(contact.numbers.first().number);
        out += "BEGIN:VCARD\r\n";
        out += version == VCardVersion::V4 ? "VERSION:4.0\r\n" : "VERSION:3.0\r\n";
        appendFolded(out, u"FN:"_s + escapedVCard(name));
        // We keep one name and do not guess which part of it is the family's.
        appendFolded(out, u"N:;"_s + escapedVCard(name) + u";;;"_s);
        if (!contact.organisation.isEmpty())
            appendFolded(out, u"ORG:"_s + escapedVCard(contact.organisation));
        if (!contact.email.isEmpty())
            appendFolded(out, u"EMAIL:"_s + escapedVCard(contact.email));
        int item = 0;
        for (const ContactNumber &number : contact.numbers)
            appendNumber(out, number, version, ++item);
        if (!contact.note.isEmpty())
            appendFolded(out, u"NOTE:"_s + escapedVCard(contact.note));
        if (contact.updatedAt.isValid())
            out += "REV:" + contact.updatedAt.toUTC().toString(u"yyyyMMdd'T'hhmmss'Z'").toLatin1() + "\r\n";
        out += "END:VCARD\r\n";
    }
    return out;
}

} // namespace milassist
