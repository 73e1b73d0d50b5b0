// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/account.h"
#include "core/domain/money.h"

#include <QFuture>
#include <QUrl>

#include <optional>

namespace milassist {

/// What a person has typed to connect an account, as it can be judged without asking anybody.
struct AccountEntry {
    QUrl baseUrl;      ///< empty = Twilio itself
    QString accountSid;
    QString user;      ///< an API key's sid; empty = the account itself with its auth token
    Secret secret;
    bool operator==(const AccountEntry &) const = default;
};

/// The first thing that is visibly wrong with an entry, before anything is sent.
enum class EntryFlaw {
    None,
    Incomplete,      ///< something is still empty
    SidIsNoAccount,  ///< a sid of another kind, most often a key's ("SK...") or a number's ("PN...")
    SidMalformed,    ///< not "AC" and 32 hexadecimal digits (too short, too long, a letter too many)
    KeyMalformed,    ///< not "SK" and 32 hexadecimal digits
    SecretMalformed, ///< an auth token has 32 hexadecimal digits, a key's secret 32 letters and digits
    SecretIsSid,     ///< the same sid was pasted into both fields
};
EntryFlaw flawOf(const AccountEntry &entry);

/// What came of trying it.
struct AccountFinding {
    enum class Verdict {
        Good, WrongSecret, UnknownAccount, TestCredentials, Suspended, Closed, NotAllowed, Offline, WrongClock, Intercepted,
        ProxyRefused, ServerFailed
    };
    Verdict verdict = Verdict::Offline;
    Account account;
    bool subAccount = false;
    std::optional<Money> balance;
    Error error;
};

/// Tries credentials at the other end; changes nothing there. An interface, so that screens need not know Twilio.
class AccountCheck {
public:
    virtual ~AccountCheck() = default;
    /// Answers within about ten seconds.
    virtual QFuture<AccountFinding> check(const AccountEntry &entry) = 0;
};

} // namespace milassist
