// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phonenumber.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

bool isDigits(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// Telephone networks spell "no number" as a word, or as that word typed on a keypad.
constexpr std::array hiddenSpellings{"anonymous"_L1,  "restricted"_L1,  "unavailable"_L1, "unknown"_L1, "private"_L1,
                                     "+266696687"_L1, "+86282452253"_L1, "+7378742833"_L1, "+2562533"_L1, "+8656696"_L1};

bool isE164(QStringView text)
{
    return text.size() >= 3 && text.size() <= 16 && text[0] == u'+' && text[1] != u'0' && isDigits(text.sliced(1));
}

bool isHidden(QStringView text)
{
    return std::ranges::any_of(hiddenSpellings,
                               [text](QLatin1StringView spelling) {
                                   return text.size() == spelling.size() && text.compare(spelling, Qt::CaseInsensitive) == 0;
                               });
}

} // namespace

Result<PhoneNumber> PhoneNumber::parse(QStringView text)
{
    if (!isE164(text))
        return fail(Error::Kind::Malformed, u"not an E.164 number"_s);
    return PhoneNumber(text.toString());
}

Party::Kind Party::kind() const
{
    if (m_text.isEmpty())
        return Kind::None;
    if (m_text[0] == u'+' && isE164(m_text)) // nearly always; every call is asked several times
        return isHidden(m_text) ? Kind::Hidden : Kind::Number;
    if (m_text.startsWith("sip:"_L1, Qt::CaseInsensitive) || m_text.startsWith("sips:"_L1, Qt::CaseInsensitive))
        return Kind::Sip;
    if (m_text.startsWith("client:"_L1))
        return Kind::Client;
    if (isHidden(m_text))
        return Kind::Hidden;
    if (m_text.size() >= 3 && m_text.size() <= 6 && isDigits(m_text))
        return Kind::ShortCode;
    return Kind::Word;
}

std::optional<PhoneNumber> Party::number() const
{
    if (!isNumber())
        return std::nullopt;
    return *PhoneNumber::parse(m_text);
}

QString Party::user() const
{
    const Kind k = kind();
    if (k == Kind::Client)
        return m_text.sliced(7);
    if (k != Kind::Sip)
        return m_text;
    QString user = m_text.sliced(m_text.indexOf(u':') + 1);
    if (const qsizetype at = user.indexOf(u'@'); at >= 0)
        user.truncate(at);
    if (const qsizetype parameter = user.indexOf(u';'); parameter >= 0)
        user.truncate(parameter);
    return QUrl::fromPercentEncoding(user.toUtf8());
}

} // namespace milassist
