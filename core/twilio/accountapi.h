// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/account.h"
#include "core/domain/application.h"
#include "core/domain/sip.h"
#include "core/domain/usage.h"
#include "core/base/secret.h"
#include "core/twilio/page.h"

#include <QFuture>

namespace milassist {

enum class UsagePeriod { Whole, AllTime, Daily, Monthly, Yearly, Today, Yesterday, ThisMonth, LastMonth };

struct UsageQuery {
    UsagePeriod period = UsagePeriod::Whole;
    QString category;            ///< "totalprice", "calls", ...; empty = all of them
    QDate from, until;           ///< UTC days, both included; invalid = open
};

/// What came of trying credentials. A finding, not an error: each verdict is something to tell the user.
struct CredentialReport {
    enum class Verdict {
        Good,
        WrongSecret,       ///< the account exists, token or key secret does not fit (or was revoked)
        UnknownAccount,    ///< Twilio knows no such sid, or the key belongs to another account
        TestCredentials,   ///< the second pair from the console: can send nothing and list nothing
        Suspended,         ///< right, but Twilio has suspended the account
        Closed,
        NotAllowed,        ///< a restricted key that may not read the account
        Offline,           ///< no connection
        WrongClock,        ///< this computer's clock is so far off that no secure connection can be made
        Intercepted,       ///< a proxy or sign-in page answered instead of Twilio
        ProxyRefused,      ///< the system's proxy wants a password or is not there
        ServerFailed,      ///< Twilio itself has trouble: try again later
    };
    Verdict verdict = Verdict::Offline;
    Account account;             ///< filled when Good, Suspended or Closed and the key may read it
    bool subAccount = false;
    std::optional<Money> balance; ///< none for sub-accounts and keys that may not read it
    std::optional<std::chrono::seconds> clockSkew; ///< ours minus theirs; none when nobody told
    Error error;                 ///< what exactly came back; kind means nothing when Good
};

/// A key with its secret, which Twilio tells only here.
struct NewApiKey {
    ApiKey key;
    Secret secret;
};

/// The account, its money, keys and applications, and SIP. See callsapi.h for threads.
class AccountApi {
public:
    virtual ~AccountApi() = default;

    /// Tries the credentials. Never retries long: it answers within about ten seconds.
    virtual QFuture<CredentialReport> verify() = 0;
    virtual QFuture<Result<Account>> account() = 0;
    /// The main account and its sub-accounts.
    virtual QFuture<Result<Page<Account>>> accounts(Paging paging) = 0;
    virtual QFuture<Result<Balance>> balance() = 0;
    virtual QFuture<Result<Page<UsageRecord>>> usage(UsageQuery query, Paging paging) = 0;

    virtual QFuture<Result<Page<ApiKey>>> keys(Paging paging) = 0;
    virtual QFuture<Result<NewApiKey>> createKey(QString friendlyName) = 0;
    virtual QFuture<Result<ApiKey>> renameKey(KeySid sid, QString friendlyName) = 0;
    virtual QFuture<Result<>> deleteKey(KeySid sid) = 0;

    virtual QFuture<Result<Page<Application>>> applications(Paging paging) = 0;
    virtual QFuture<Result<Application>> application(ApplicationSid sid) = 0;
    virtual QFuture<Result<Application>> createApplication(ApplicationConfig config) = 0;
    virtual QFuture<Result<Application>> updateApplication(ApplicationSid sid, ApplicationConfig current, ApplicationConfig wanted) = 0;
    virtual QFuture<Result<>> deleteApplication(ApplicationSid sid) = 0;
};

/// Which right a credential list gives at a SIP domain. A softphone needs both.
enum class SipRight { PlaceCalls, Register };

class SipApi {
public:
    virtual ~SipApi() = default;

    virtual QFuture<Result<Page<SipDomain>>> sipDomains(Paging paging) = 0;
    virtual QFuture<Result<SipDomain>> sipDomain(SipDomainSid sid) = 0;
    virtual QFuture<Result<SipDomain>> createSipDomain(SipDomainConfig config) = 0;
    virtual QFuture<Result<SipDomain>> updateSipDomain(SipDomainSid sid, SipDomainConfig current, SipDomainConfig wanted) = 0;
    virtual QFuture<Result<>> deleteSipDomain(SipDomainSid sid) = 0;

    virtual QFuture<Result<Page<CredentialList>>> credentialLists(Paging paging) = 0;
    virtual QFuture<Result<CredentialList>> credentialList(CredentialListSid sid) = 0;
    virtual QFuture<Result<CredentialList>> createCredentialList(QString friendlyName) = 0;
    virtual QFuture<Result<CredentialList>> renameCredentialList(CredentialListSid sid, QString friendlyName) = 0;
    virtual QFuture<Result<>> deleteCredentialList(CredentialListSid sid) = 0;

    virtual QFuture<Result<Page<SipCredential>>> sipCredentials(CredentialListSid list, Paging paging) = 0;
    virtual QFuture<Result<SipCredential>> sipCredential(CredentialListSid list, CredentialSid sid) = 0;
    /// @p password: at least 12 characters with a digit, an upper and a lower case letter.
    virtual QFuture<Result<SipCredential>> createSipCredential(CredentialListSid list, QString username, Secret password) = 0;
    virtual QFuture<Result<SipCredential>> changeSipPassword(CredentialListSid list, CredentialSid sid, Secret password) = 0;
    virtual QFuture<Result<>> deleteSipCredential(CredentialListSid list, CredentialSid sid) = 0;

    /// The lists that may register at a domain or place calls through it: two separate settings.
    virtual QFuture<Result<Page<CredentialList>>> sipMappings(SipDomainSid domain, SipRight right, Paging paging) = 0;
    /// Errors: NotFound when the list has not that right there.
    virtual QFuture<Result<CredentialList>> sipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) = 0;
    virtual QFuture<Result<CredentialList>> createSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) = 0;
    virtual QFuture<Result<>> deleteSipMapping(SipDomainSid domain, SipRight right, CredentialListSid list) = 0;
};

} // namespace milassist
