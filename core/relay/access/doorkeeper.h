// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/http/forwarded.h"
#include "core/relay/access/visitor.h"
#include "core/relay/guard/ratelimit.h"
#include "core/relay/ledger/tokenmemory.h"
#include "core/store/shared/sharedstore.h"

#include <QObject>
#include <QThreadPool>

#include <deque>

namespace milassist::relay
{

struct DoorkeeperOptions {
    TrustedProxies proxies;
    Rate failures{.burst = 20, .perMinute = 20}; ///< wrong tokens from one source
    int atOnce = 2;                              ///< tokens being checked for the first time: 20 ms and 19 MB each
    int waiting = 2000;                          ///< tokens that wait for that; more are told to come back
};

/// Lets in who shows a token: "Bearer TOKEN", or Basic with the user's name and the token. The person's row is read anew each
/// time, so who was revoked is out at once. What a wrong try costs and says is the same whether the name exists or not.
/// Wrong tokens are limited by source; who shows one that was right before is let in from a source full of wrong ones too.
/// Main thread.
class Doorkeeper : public QObject
{
    Q_OBJECT
public:
    explicit Doorkeeper(SharedStore &store, DoorkeeperOptions options = {}, QObject *parent = nullptr);
    ~Doorkeeper() override;

    /// Errors: Unauthorised (no token, or a wrong one), RateLimited, Offline and Storage (of the database).
    QFuture<Result<Visitor>> admit(const HttpRequest &request);

    quint64 refusedCount() const { return m_refused; } ///< wrong tokens, since the start
    quint64 checkCount() const { return m_checks; }    ///< tokens that were held against a hash, since the start

private:
    struct Try {
        Secret token;
        QString name; ///< that came with it; empty with Bearer
        QByteArray source;
        std::optional<User> user; ///< whose row bears the token's label
        QPromise<Result<Visitor>> promise;
    };
    using TryPtr = std::shared_ptr<Try>;

    void lookUp(const TryPtr &attempt);
    void checkNext();
    void judge(const TryPtr &attempt, bool fits);
    static void end(const TryPtr &attempt, Result<Visitor> outcome);

    SharedStore &m_store;
    DoorkeeperOptions m_options;
    RateLimit m_failures;
    std::shared_ptr<TokenMemory> m_memory; // shared with checks that end after us
    QThreadPool m_checkers;
    std::deque<TryPtr> m_waiting;
    int m_checking = 0;
    quint64 m_refused = 0, m_checks = 0;
};

} // namespace milassist::relay
