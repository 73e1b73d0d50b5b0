// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

enum class AccountStatus { Active, Suspended, Closed };

template <>
struct Words<AccountStatus> {
    static constexpr std::pair<const char *, AccountStatus> list[] = {
        {"active", AccountStatus::Active},
        {"suspended", AccountStatus::Suspended},
        {"closed", AccountStatus::Closed},
    };
};

enum class AccountType { Trial, Full };

template <>
struct Words<AccountType> {
    static constexpr std::pair<const char *, AccountType> list[] = {
        {"Trial", AccountType::Trial},
        {"Full", AccountType::Full},
    };
};

/// A Twilio account. Its auth token is never read, although Twilio sends it. Source: Twilio OpenAPI api_v2010, Accounts.
struct Account {
    AccountSid sid;
    AccountSid ownerSid;            ///< its own sid for a main account, the parent's for a sub-account
    QString friendlyName;
    Word<AccountStatus> status;
    Word<AccountType> type;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const Account &) const = default;
};

template <>
struct Fields<Account> {
    static constexpr auto list = std::tuple{
        field("sid", &Account::sid),
        field("owner_account_sid", &Account::ownerSid),
        field("friendly_name", &Account::friendlyName),
        field("status", &Account::status),
        field("type", &Account::type),
        field("date_created", &Account::createdAt),
        field("date_updated", &Account::updatedAt),
    };
};

inline bool isSubAccount(const Account &account)
{
    return !account.ownerSid.isNull() && account.ownerSid != account.sid;
}

/// What is left to spend. Source: Twilio OpenAPI api_v2010, Balance; not for sub-accounts.
struct Balance {
    AccountSid accountSid;
    std::optional<Micros> balance;  ///< may be negative
    QString currency;
    bool operator==(const Balance &) const = default;
};

template <>
struct Fields<Balance> {
    static constexpr auto list = std::tuple{
        field("account_sid", &Balance::accountSid),
        field("balance", &Balance::balance),
        field("currency", &Balance::currency),
    };
};

/// An API key. Source: Twilio OpenAPI api_v2010, Keys.
struct ApiKey {
    KeySid sid;
    QString friendlyName;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const ApiKey &) const = default;
};

template <>
struct Fields<ApiKey> {
    static constexpr auto list = std::tuple{
        field("sid", &ApiKey::sid),
        field("friendly_name", &ApiKey::friendlyName),
        field("date_created", &ApiKey::createdAt),
        field("date_updated", &ApiKey::updatedAt),
    };
};

} // namespace milassist
