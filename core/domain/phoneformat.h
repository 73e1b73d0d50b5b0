// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QLocale>

#include <memory>

/// Telephone numbers between people and Twilio: what somebody typed to E.164, and E.164 to what people read.
/// Countries are ISO 3166-1 codes in upper case ("US"); an unknown one behaves as "no country".
/// All free functions may be called from any thread. Formatting is cached (a lookup is ~0.2 us, a miss ~20 us), so it
/// may be called while painting. Source: libphonenumber 8.12.
namespace milassist
{

/// What became of a telephone number that a person typed, pasted or imported.
struct TypedNumber {
    enum class Verdict {
        Good,    ///< number is set, and such numbers are given out
        Unusual, ///< number is set and has the right length, but no such range is known; ask before using it
        Empty,
        NotANumber,
        NeedsCountry,  ///< national form, and no country to read it in
        NeedsAreaCode, ///< only the local part was typed
        TooShort,
        TooLong,
        UnknownCountry, ///< '+', then a country calling code that does not exist
        Emergency,      ///< 911, 112, ...: reachable only with an emergency address; never made into +1911
        ShortCode,      ///< 3 to 8 digits with a meaning in that country only; number is not set
    };
    Verdict verdict = Verdict::Empty;
    std::optional<PhoneNumber> number;
    QString extension; ///< digits after "ext.", "x", ";ext="; empty when there was none
    QString digits;    ///< for Emergency and ShortCode: what to dial
    bool operator==(const TypedNumber &) const = default;
};

/// Understands national and international forms, tel: and sms: links, extensions, other digits than ASCII and letters
/// of vanity numbers. Text longer than 250 characters is NotANumber.
TypedNumber readTyped(QStringView text, const QString &country);

/// As readTyped where only the number counts. Errors: Malformed (anything but Good and Unusual).
Result<PhoneNumber> parseTyped(QStringView text, const QString &country);

/// The peer of a text or call as somebody typed it: E.164 where it is a number, and short codes, sip: and client:
/// addresses as they are. Errors: Malformed (also for emergency numbers).
Result<Party> partyFromTyped(QStringView text, const QString &country);

/// "(206) 555-0142": how people of its own country write it.
QString nationalForm(const PhoneNumber &number);
/// "+1 206-555-0142"
QString internationalForm(const PhoneNumber &number);
/// National inside @p home, international for all others; what is not a number is shown as its user part or raw text.
QString displayForm(const Party &party, const QString &home);

/// "Seattle, WA"; with the country behind it (or alone) when it is not @p home. Empty where nothing is known or the
/// number has no place (toll-free, mobile in many countries).
QString placeOf(const PhoneNumber &number, const QString &home, const QLocale &locale = {});

/// ISO code of the country a number belongs to; empty when none is known.
QString countryOf(const PhoneNumber &number);
/// "1" for "US"; empty for an unknown country.
QString callingCodeOf(const QString &country);
/// Whether this is how to reach emergency services in @p country, as typed or as a Party's text.
bool isEmergency(QStringView text, const QString &country);
/// Whether both are one line: equal numbers, or equal text for what is not a number.
bool sameLine(const Party &a, const Party &b);

/// Puts punctuation into a number while it is typed. One object a field; not thread-safe.
class AsYouType
{
public:
    explicit AsYouType(const QString &country);
    ~AsYouType();
    AsYouType(AsYouType &&) noexcept;
    AsYouType &operator=(AsYouType &&) noexcept;

    struct Edit {
        QString text;
        qsizetype cursor = 0;
        bool operator==(const Edit &) const = default;
    };
    /// @p text as typed so far, already formatted or not, with the cursor somewhere in it. Text with letters or with
    /// an extension comes back untouched.
    Edit format(QStringView text, qsizetype cursor);

private:
    struct Formatter;
    std::unique_ptr<Formatter> m_formatter;
};

} // namespace milassist
