// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contacts/contactbuilder.h"

#include "core/domain/phoneformat.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// Control characters have no business in a name; line ends become blanks.
QString oneLine(const QString &text)
{
    QString plain = text;
    for (QChar &c : plain) {
        if (c.category() == QChar::Other_Control || c == u'\u2028' || c == u'\u2029')
            c = u' ';
    }
    return plain.simplified();
}

} // namespace

ContactBuilder::ContactBuilder(int line, QString country) : m_country(std::move(country))
{
    m_result.line = line;
}

QString ContactBuilder::cut(const QString &text, int length)
{
    if (text.size() <= length)
        return text;
    issue(ImportIssue::Kind::Cut, text);
    return text.first(length).trimmed();
}

void ContactBuilder::name(const QString &text)
{
    if (m_result.contact.name.isEmpty())
        m_result.contact.name = cut(oneLine(text), ImportLimits::textLength);
}

void ContactBuilder::nameParts(const QString &given, const QString &middle, const QString &family)
{
    m_parts = cut(oneLine(given + u' ' + middle + u' ' + family), ImportLimits::textLength);
}

void ContactBuilder::nickname(const QString &text)
{
    m_nickname = cut(oneLine(text), ImportLimits::textLength);
}

void ContactBuilder::organisation(const QString &text)
{
    if (m_result.contact.organisation.isEmpty())
        m_result.contact.organisation = cut(oneLine(text), ImportLimits::textLength);
}

void ContactBuilder::email(const QString &text)
{
    const QString address = cut(oneLine(text), ImportLimits::textLength);
    if (m_result.contact.email.isEmpty())
        m_result.contact.email = address;
    else if (!address.isEmpty() && address.compare(m_result.contact.email, Qt::CaseInsensitive) != 0)
        issue(ImportIssue::Kind::OtherEmails, address);
}

void ContactBuilder::note(const QString &text)
{
    QString plain = text.trimmed();
    plain.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    if (plain.isEmpty())
        return;
    QString &note = m_result.contact.note;
    note = cut(note.isEmpty() ? plain : note + u'\n' + plain, ImportLimits::noteLength);
}

void ContactBuilder::number(const QString &text, const QString &label)
{
    const QString typed = oneLine(text);
    if (typed.isEmpty())
        return;
    QList<ContactNumber> &numbers = m_result.contact.numbers;
    if (numbers.size() >= ImportLimits::numbers)
        return issue(ImportIssue::Kind::TooMany, typed);

    using Verdict = TypedNumber::Verdict;
    const TypedNumber read = readTyped(typed, m_country);
    ContactNumber number{.label = cut(oneLine(label), ImportLimits::textLength)};
    if (read.number) {
        number.number = Party(*read.number);
    } else if (read.verdict == Verdict::Emergency) {
        return issue(ImportIssue::Kind::EmergencyNumber, typed);
    } else if (read.verdict == Verdict::ShortCode) {
        number.number = Party(read.digits);
    } else {
        number.number = Party(typed.left(ImportLimits::textLength));
        issue(read.verdict == Verdict::NeedsCountry ? ImportIssue::Kind::NeedsCountry : ImportIssue::Kind::BadNumber, typed);
    }
    if (!read.extension.isEmpty()) {
        const QString extension = u"ext. "_s + read.extension;
        number.label = number.label.isEmpty() ? extension : number.label + u", "_s + extension;
        issue(ImportIssue::Kind::Extension, typed);
    }
    const bool known =
        std::ranges::any_of(numbers, [&](const ContactNumber &other) { return sameLine(other.number, number.number); });
    if (!known)
        numbers.append(number);
}

void ContactBuilder::issue(ImportIssue::Kind kind, const QString &text)
{
    m_result.issues.append({kind, text.left(80)});
}

ImportedContact ContactBuilder::finish() &&
{
    Contact &contact = m_result.contact;
    for (const QString &fallback : {m_parts, m_nickname, contact.organisation}) {
        if (contact.name.isEmpty())
            contact.name = fallback;
    }
    if (contact.numbers.isEmpty()) {
        m_result.skipped = true;
        issue(ImportIssue::Kind::NoNumber, contact.name.isEmpty() ? contact.organisation : contact.name);
    }
    return std::move(m_result);
}

} // namespace milassist
