// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/phoneformat.h"

#include "core/domain/handle.h"

#include <QCache>
#include <QMutex>

#include <phonenumbers/asyoutypeformatter.h>
#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace lib = i18n::phonenumbers;

namespace
{

constexpr qsizetype longestTyped = 250; // libphonenumber's own limit

const lib::PhoneNumberUtil &util()
{
    return *lib::PhoneNumberUtil::GetInstance();
}

const lib::ShortNumberInfo &shortNumbers()
{
    static const lib::ShortNumberInfo info;
    return info;
}

std::string utf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

/// Arabic-Indic, full-width, ... digits become ASCII ones, everything that is no digit goes.
QString asciiDigits(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (const int value = c.digitValue(); value >= 0)
            digits += QChar(u'0' + value);
    }
    return digits;
}

std::optional<lib::PhoneNumber> parsed(const PhoneNumber &number)
{
    lib::PhoneNumber result;
    if (util().Parse(number.e164().toStdString(), "ZZ", &result) != lib::PhoneNumberUtil::NO_PARSING_ERROR)
        return std::nullopt;
    return result;
}

/// Formatted strings by form, country and number. A list of a million rows asks for the same few thousand again and again.
template <typename Make>
QString remembered(QChar form, const QString &country, const PhoneNumber &number, Make make)
{
    static QMutex mutex;
    static QCache<QString, QString> cache(8192);
    const QString key = form + country + number.e164();
    {
        const QMutexLocker lock(&mutex);
        if (const QString *known = cache.object(key))
            return *known;
    }
    QString made = make();
    const QMutexLocker lock(&mutex);
    cache.insert(key, new QString(made));
    return made;
}

QString formatted(const PhoneNumber &number, lib::PhoneNumberUtil::PhoneNumberFormat form)
{
    if (isHandle(number))
        return hiddenForm(number);
    return remembered(QChar(u'a' + form), {}, number, [&] {
        const auto parts = parsed(number);
        if (!parts)
            return number.e164();
        std::string text;
        util().Format(*parts, form, &text);
        return QString::fromStdString(text);
    });
}

TypedNumber::Verdict verdictOf(lib::PhoneNumberUtil::ErrorType error, const QString &country)
{
    using enum TypedNumber::Verdict;
    switch (error) {
    case lib::PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
        return callingCodeOf(country).isEmpty() ? NeedsCountry : UnknownCountry;
    case lib::PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
    case lib::PhoneNumberUtil::TOO_SHORT_NSN:
        return TooShort;
    case lib::PhoneNumberUtil::TOO_LONG_NSN:
        return TooLong;
    default:
        return NotANumber;
    }
}

TypedNumber::Verdict verdictOf(const lib::PhoneNumber &number)
{
    using enum TypedNumber::Verdict;
    switch (util().IsPossibleNumberWithReason(number)) {
    case lib::PhoneNumberUtil::IS_POSSIBLE:
        return util().IsValidNumber(number) ? Good : Unusual;
    case lib::PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return NeedsAreaCode;
    case lib::PhoneNumberUtil::TOO_SHORT:
        return TooShort;
    case lib::PhoneNumberUtil::TOO_LONG:
        return TooLong;
    case lib::PhoneNumberUtil::INVALID_COUNTRY_CODE:
        return UnknownCountry;
    default:
        return NotANumber;
    }
}

/// tel: and sms: links come percent-encoded and may name parameters we do not need.
QString withoutScheme(QStringView text)
{
    const QString trimmed = text.trimmed().toString();
    for (const auto scheme : {"tel:"_L1, "sms:"_L1, "smsto:"_L1}) {
        if (trimmed.startsWith(scheme, Qt::CaseInsensitive)) {
            QString rest = QString::fromUtf8(QByteArray::fromPercentEncoding(trimmed.sliced(scheme.size()).toUtf8()));
            if (const qsizetype query = rest.indexOf(u'?'); query >= 0)
                rest.truncate(query);
            while (rest.startsWith(u'/'))
                rest.remove(0, 1);
            return rest;
        }
    }
    return trimmed;
}

/// Digits and punctuation only, so that "Suite 911" is not an emergency.
bool looksDialled(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return c.digitValue() >= 0 || c.isSpace() || c == u'-' || c == u'.' || c == u'(' || c == u')' || c == u'*' || c == u'#';
    });
}

bool isShortCode(const QString &digits, const QString &country)
{
    if (digits.size() < 3 || digits.size() > 8 || callingCodeOf(country).isEmpty())
        return false;
    lib::PhoneNumber number;
    number.set_country_code(callingCodeOf(country).toInt());
    number.set_national_number(digits.toULongLong());
    // Five and six digits are also what application-to-person short codes have, which no table lists.
    const bool textingCode = (digits.size() == 5 || digits.size() == 6) && !digits.startsWith(u'0');
    return textingCode || shortNumbers().IsValidShortNumberForRegion(number, country.toStdString());
}

} // namespace

TypedNumber readTyped(QStringView text, const QString &country)
{
    using enum TypedNumber::Verdict;
    if (text.size() > longestTyped)
        return {.verdict = NotANumber};
    const QString wanted = withoutScheme(text);
    if (wanted.isEmpty())
        return {.verdict = Empty};

    if (isHandle(wanted)) // chosen, not typed: from a call, a text or a contact
        return {.verdict = Good, .number = *PhoneNumber::parse(wanted)};

    const QString digits = asciiDigits(wanted);
    if (looksDialled(wanted)) {
        if (isEmergency(digits, country))
            return {.verdict = Emergency, .digits = digits};
        if (isShortCode(digits, country))
            return {.verdict = ShortCode, .digits = digits};
    }

    lib::PhoneNumber number;
    const auto error = util().Parse(utf8(wanted), country.isEmpty() ? "ZZ" : country.toStdString(), &number);
    if (error != lib::PhoneNumberUtil::NO_PARSING_ERROR)
        return {.verdict = verdictOf(error, wanted.startsWith(u'+') ? u"US"_s : country)};

    TypedNumber result{.verdict = verdictOf(number), .extension = QString::fromStdString(number.extension())};
    if (result.verdict != Good && result.verdict != Unusual)
        return result;
    std::string e164;
    util().Format(number, lib::PhoneNumberUtil::E164, &e164);
    if (const auto ours = PhoneNumber::parse(QString::fromStdString(e164)))
        result.number = *ours;
    else
        result.verdict = NotANumber;
    return result;
}

Result<PhoneNumber> parseTyped(QStringView text, const QString &country)
{
    const TypedNumber typed = readTyped(text, country);
    if (!typed.number)
        return fail(Error::Kind::Malformed, u"not a telephone number (verdict %1)"_s.arg(int(typed.verdict)));
    return *typed.number;
}

Result<Party> partyFromTyped(QStringView text, const QString &country)
{
    const Party asIs(text.trimmed().toString());
    if (asIs.kind() == Party::Kind::Sip || asIs.kind() == Party::Kind::Client)
        return asIs;
    const TypedNumber typed = readTyped(text, country);
    if (typed.number)
        return Party(*typed.number);
    if (typed.verdict == TypedNumber::Verdict::ShortCode && typed.digits.size() <= 6)
        return Party(typed.digits);
    return fail(Error::Kind::Malformed, u"not a telephone number (verdict %1)"_s.arg(int(typed.verdict)));
}

QString nationalForm(const PhoneNumber &number)
{
    return formatted(number, lib::PhoneNumberUtil::NATIONAL);
}

QString internationalForm(const PhoneNumber &number)
{
    return formatted(number, lib::PhoneNumberUtil::INTERNATIONAL);
}

QString displayForm(const Party &party, const QString &home)
{
    const auto number = party.number();
    if (!number)
        return tellable(Party(party.user())); // of who is hidden a telephone may have dialled "sip:+999...@"
    return countryOf(*number) == home ? nationalForm(*number) : internationalForm(*number);
}

QString placeOf(const PhoneNumber &number, const QString &home, const QLocale &locale)
{
    return remembered(u'p', home + locale.bcp47Name() + u'|', number, [&] {
        static const lib::PhoneNumberOfflineGeocoder geocoder; // locks by itself
        const auto parts = parsed(number);
        if (!parts)
            return QString();
        const icu::Locale language(locale.name().toLatin1().constData());
        const std::string country = home.toStdString();
        const QString place = QString::fromStdString(geocoder.GetDescriptionForNumber(*parts, language, country));
        icu::UnicodeString homeName;
        icu::Locale("", country.c_str()).getDisplayCountry(language, homeName);
        // The name of one's own country alone says nothing.
        return place == QStringView(homeName.getBuffer(), homeName.length()) ? QString() : place;
    });
}

QString countryOf(const PhoneNumber &number)
{
    return remembered(u'c', {}, number, [&] {
        const auto parts = parsed(number);
        if (!parts)
            return QString();
        std::string region;
        util().GetRegionCodeForNumber(*parts, &region);
        if (region == "ZZ" || region == "001") // shape known, range not: the main country of that calling code
            util().GetRegionCodeForCountryCode(parts->country_code(), &region);
        return region == "ZZ" || region == "001" ? QString() : QString::fromStdString(region);
    });
}

QString callingCodeOf(const QString &country)
{
    const int code = util().GetCountryCodeForRegion(country.toStdString());
    return code == 0 ? QString() : QString::number(code);
}

bool isEmergency(QStringView text, const QString &country)
{
    if (text.size() > 16 || callingCodeOf(country).isEmpty())
        return false;
    return shortNumbers().IsEmergencyNumber(utf8(text), country.toStdString());
}

bool sameLine(const Party &a, const Party &b)
{
    return !a.isEmpty() && a.text().compare(b.text(), Qt::CaseInsensitive) == 0;
}

struct AsYouType::Formatter {
    std::unique_ptr<lib::AsYouTypeFormatter> formatter;
};

AsYouType::AsYouType(const QString &country) : m_formatter(std::make_unique<Formatter>())
{
    m_formatter->formatter.reset(util().GetAsYouTypeFormatter(country.isEmpty() ? "ZZ" : country.toStdString()));
}

AsYouType::~AsYouType() = default;
AsYouType::AsYouType(AsYouType &&) noexcept = default;
AsYouType &AsYouType::operator=(AsYouType &&) noexcept = default;

AsYouType::Edit AsYouType::format(QStringView text, qsizetype cursor)
{
    const Edit asIs{text.toString(), std::clamp<qsizetype>(cursor, 0, text.size())};
    const bool formattable = text.size() <= 32 && std::ranges::all_of(text, [first = true](QChar c) mutable {
                                 const bool plus = std::exchange(first, false) && c == u'+';
                                 return plus || c.digitValue() >= 0 || c.isSpace() || QStringView(u"-.()/").contains(c);
                             });
    if (!formattable)
        return asIs;

    // The cursor stays behind the digit it stood behind.
    const auto countsAsTyped = [](QChar c) { return c.digitValue() >= 0 || c == u'+'; };
    const qsizetype before = std::ranges::count_if(text.first(asIs.cursor), countsAsTyped);
    m_formatter->formatter->Clear();
    std::string result;
    for (const QChar c : text) {
        if (countsAsTyped(c))
            m_formatter->formatter->InputDigit(c == u'+' ? '+' : char32_t('0' + c.digitValue()), &result);
    }
    Edit edit{QString::fromStdString(result), 0};
    for (qsizetype seen = 0; edit.cursor < edit.text.size() && seen < before; ++edit.cursor)
        seen += countsAsTyped(edit.text[edit.cursor]) ? 1 : 0;
    return edit;
}

} // namespace milassist
