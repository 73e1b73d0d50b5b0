// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/basicauth.h"
#include "core/sandbox/rest/context.h"
#include "core/sandbox/world/accountrecords.h"

#include <functional>
#include <map>
#include <memory>

namespace milassist::world {
class Pacemaker;
}

namespace milassist::rest {

/// The accounts this sandbox answers for: the main one, subaccounts made through REST, each a world of its own, and the
/// test credentials, with which nothing really happens.
class Accounts {
public:
    /// @param adopted is called for each world that comes to be later: its webhooks have to be sent too
    Accounts(world::World &main, std::function<void(world::World &)> adopted = {});
    ~Accounts();

    /// Who this is. Errors: Unauthorised with Twilio's code and wording.
    Result<Caller> authenticate(const std::optional<BasicAuth> &credentials) const;
    /// The account @p sid if @p caller may act for it. Errors: Unauthorised, Forbidden.
    Result<world::World *> open(const Caller &caller, const QString &sid) const;
    /// The account a caller has when the path names none.
    QString ownSid(const Caller &caller) const;

    world::World &main() const { return m_main; }
    /// The world of an account of ours; the main one for any other sid.
    world::World &worldOf(const QString &sid) const;
    /// Test credentials leave nothing behind.
    void forgetTests();
    QString testSid() const;
    QString testToken() const;

    /// Newest first, the main account last. Filters: FriendlyName, Status.
    QList<world::Account> list(const world::Form &query) const;
    world::Account create(const world::Form &form);
    /// The account's own record, with the status a subaccount was given.
    world::Account record(const QString &sid) const;
    Result<world::Account> update(const QString &sid, const world::Form &form);

private:
    struct Sub {
        std::unique_ptr<world::World> world;
        std::unique_ptr<world::Pacemaker> pacemaker;
        QString status;
    };
    Sub makeSub(int number, const QString &name) const;

    world::World &m_main;
    std::function<void(world::World &)> m_adopted;
    std::unique_ptr<world::World> m_test;
    std::map<QString, Sub> m_subs;
    QStringList m_order; ///< of creation
};

} // namespace milassist::rest
