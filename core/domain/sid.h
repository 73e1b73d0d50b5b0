// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHashFunctions>
#include <QString>

#include <array>

namespace milassist {

/// A Twilio identifier: a two-letter prefix and 32 hexadecimal digits. One type for each kind of thing, so that a
/// Sid<MessageTag> cannot be passed for a Sid<CallTag>. Default-made it is null, as in "no parent call".
template <typename Tag>
class Sid {
public:
    Sid() = default;

    /// Errors: Malformed.
    static Result<Sid> parse(QStringView text)
    {
        if (!isWellFormed(text))
            return fail(Error::Kind::Malformed, QStringLiteral("not a %1 sid").arg(QLatin1StringView(Tag::prefixes[0])));
        return Sid(text.toString());
    }

    const QString &text() const { return m_text; }
    bool isNull() const { return m_text.isEmpty(); }
    auto operator<=>(const Sid &other) const { return m_text.compare(other.m_text) <=> 0; }
    bool operator==(const Sid &) const = default;

private:
    explicit Sid(QString text) : m_text(std::move(text)) {}

    static bool isWellFormed(QStringView text)
    {
        if (text.size() != 34)
            return false;
        bool known = false;
        for (const char *prefix : Tag::prefixes)
            known = known || text.first(2) == QLatin1StringView(prefix);
        if (!known)
            return false;
        for (const QChar c : text.sliced(2)) {
            const char16_t u = c.unicode();
            if (!((u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F')))
                return false;
        }
        return true;
    }

    QString m_text;
};

template <typename Tag>
size_t qHash(const Sid<Tag> &sid, size_t seed = 0)
{
    return qHash(sid.text(), seed);
}

// clang-format off
struct AccountTag       { static constexpr std::array prefixes{"AC"}; };
struct CallTag          { static constexpr std::array prefixes{"CA"}; };
struct MessageTag       { static constexpr std::array prefixes{"SM", "MM"}; };
struct MediaTag         { static constexpr std::array prefixes{"ME"}; };
struct RecordingTag     { static constexpr std::array prefixes{"RE"}; };
struct TranscriptionTag { static constexpr std::array prefixes{"TR"}; };
struct PhoneNumberTag   { static constexpr std::array prefixes{"PN"}; };
struct ApplicationTag   { static constexpr std::array prefixes{"AP"}; };
struct AddressTag       { static constexpr std::array prefixes{"AD"}; };
struct KeyTag           { static constexpr std::array prefixes{"SK"}; };
struct ConferenceTag    { static constexpr std::array prefixes{"CF"}; };
struct NotificationTag  { static constexpr std::array prefixes{"NO"}; };
struct SipDomainTag     { static constexpr std::array prefixes{"SD"}; };
struct CredentialListTag{ static constexpr std::array prefixes{"CL"}; };
struct CredentialTag    { static constexpr std::array prefixes{"CR"}; };
// clang-format on

using AccountSid = Sid<AccountTag>;
using CallSid = Sid<CallTag>;
using MessageSid = Sid<MessageTag>;
using MediaSid = Sid<MediaTag>;
using RecordingSid = Sid<RecordingTag>;
using TranscriptionSid = Sid<TranscriptionTag>;
using PhoneNumberSid = Sid<PhoneNumberTag>;
using ApplicationSid = Sid<ApplicationTag>;
using AddressSid = Sid<AddressTag>;
using KeySid = Sid<KeyTag>;
using ConferenceSid = Sid<ConferenceTag>;
using NotificationSid = Sid<NotificationTag>;
using SipDomainSid = Sid<SipDomainTag>;
using CredentialListSid = Sid<CredentialListTag>;
using CredentialSid = Sid<CredentialTag>;

} // namespace milassist
