// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHashFunctions>
#include <QString>

#include <optional>

namespace milassist {

/// A telephone number in E.164: '+', then 2 to 15 digits, the first not 0. Holding one proves it has that shape, not
/// that somebody has it. What a person typed goes through phoneformat.h first.
class PhoneNumber {
public:
    /// Errors: Malformed.
    static Result<PhoneNumber> parse(QStringView text);

    const QString &e164() const { return m_e164; }
    bool operator==(const PhoneNumber &) const = default;
    auto operator<=>(const PhoneNumber &other) const { return m_e164.compare(other.m_e164) <=> 0; }

private:
    explicit PhoneNumber(QString e164) : m_e164(std::move(e164)) {}
    QString m_e164;
};

inline size_t qHash(const PhoneNumber &number, size_t seed = 0)
{
    return qHash(number.e164(), seed);
}

/// One end of a call or text as Twilio names it: a telephone number, "sip:user@host", "client:name", a short code, a
/// word, or a stand-in for a hidden number. The raw text is kept, whatever it is.
class Party {
public:
    enum class Kind { None, Number, ShortCode, Sip, Client, Hidden, Word };

    Party() = default;
    explicit Party(QString text) : m_text(std::move(text)) {}
    explicit Party(const PhoneNumber &number) : m_text(number.e164()) {}

    const QString &text() const { return m_text; }
    Kind kind() const;
    bool isNumber() const { return kind() == Kind::Number; }
    std::optional<PhoneNumber> number() const; ///< none unless Kind::Number
    /// The part before '@' of a SIP address or after "client:", percent-decoded; else the text.
    QString user() const;
    bool isEmpty() const { return m_text.isEmpty(); }
    bool operator==(const Party &) const = default;

private:
    QString m_text;
};

inline size_t qHash(const Party &party, size_t seed = 0)
{
    return qHash(party.text(), seed);
}

} // namespace milassist
