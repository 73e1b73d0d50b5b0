// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sandbox/sip/sipmessage.h"

#include <QHash>

namespace milassist::sip
{

/// "Digest username="..", realm="..", ..": the fields of a challenge or of the answer to one (RFC 2617), with MD5 and qop=auth.
struct DigestFields {
    SipParams fields;

    static std::optional<DigestFields> parse(QByteArrayView header);
    QByteArray toBytes() const;
    QByteArray operator[](QByteArrayView name) const { return fields.value(name); }
};

/// The value of "response" that proves @p password.
QByteArray digestResponse(const DigestFields &answer, QByteArrayView method, QByteArrayView password);
/// The header that answers @p challenge. None for an algorithm or qop we do not know.
std::optional<QByteArray> digestAnswer(const DigestFields &challenge, const QByteArray &method, const QByteArray &uri,
                                       const QByteArray &user, const QByteArray &password);

/// Asks who calls, as Twilio does: Proxy-Authenticate with one realm for every domain.
class DigestGate
{
public:
    DigestGate(QByteArray realm, Clock clock);

    enum class Verdict {
        Missing, ///< challenge
        Stale,   ///< right, but the nonce is too old or was used before: challenge with stale=true
        Wrong,   ///< refuse
        Good,
    };
    struct Judgement {
        Verdict verdict = Verdict::Missing;
        QString user; ///< the name that was given
    };
    using PasswordOf = std::function<std::optional<QString>(const QString &user)>;
    Judgement judge(const SipMessage &request, const PasswordOf &passwordOf);
    /// The value of Proxy-Authenticate.
    QByteArray challenge(bool isStale) const;

private:
    QByteArray signedNonce(const QByteArray &body) const;

    const QByteArray m_realm, m_secret, m_opaque;
    const Clock m_clock;
    QHash<QByteArray, quint32> m_counts; ///< last nonce count by nonce
};

} // namespace milassist::sip
