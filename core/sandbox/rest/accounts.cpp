// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/accounts.h"

#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/world.h"

#include <algorithm>

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr int testNumber = 1000; // far from the subaccounts' serials

tl::unexpected<Error> unauthorised(const QString &message)
{
    return fail(Error{.kind = Error::Kind::Unauthorised, .detail = message, .twilioCode = 20003, .httpStatus = 401});
}

std::unique_ptr<world::World> worldLike(world::World &main, int number, const QString &name)
{
    world::WorldOptions options;
    options.seed = main.ground().seed + quint64(number);
    options.accountSid = main.ground().sids.make("AC", quint64(number));
    options.authToken = main.ground().sids.token(quint64(number) + 0x5eed);
    options.accountName = name;
    options.clock = [&main] { return main.timeline().now(); };
    options.prices = main.ground().prices;
    options.quirks = main.ground().quirks;
    options.pace = main.ground().pace;
    return std::make_unique<world::World>(std::move(options));
}

} // namespace

Accounts::Accounts(world::World &main, std::function<void(world::World &)> adopted) : m_main(main), m_adopted(std::move(adopted))
{
    m_test = worldLike(main, testNumber, u"Test credentials"_s);
}

Accounts::~Accounts() = default;

world::World &Accounts::worldOf(const QString &sid) const
{
    const auto sub = m_subs.find(sid);
    return sub == m_subs.end() ? m_main : *sub->second.world;
}

void Accounts::forgetTests()
{
    QStringList bought;
    m_test->numbers().all().forEach([&bought](const world::IncomingNumber &number) { bought.append(number.sid); });
    for (const QString &sid : bought)
        (void)m_test->numbers().remove(sid);
}

QString Accounts::testSid() const
{
    return m_test->account().sid;
}

QString Accounts::testToken() const
{
    return m_test->account().authToken;
}

Result<Caller> Accounts::authenticate(const std::optional<BasicAuth> &credentials) const
{
    if (!credentials)
        return unauthorised(u"Authenticate"_s);
    const QString &user = credentials->user;
    const QByteArray &password = credentials->password.reveal();
    const auto holds = [&](const world::World &world) {
        return user == world.account().sid && sameSecret(password, world.account().authToken.toUtf8());
    };
    if (holds(m_main))
        return Caller{Caller::Kind::AccountToken, user};
    if (holds(*m_test))
        return Caller{Caller::Kind::TestCredentials, user};
    if (user.startsWith("SK"_L1) && m_main.keys().accepts(user, QString::fromUtf8(password)))
        return Caller{Caller::Kind::ApiKey, user};
    const auto sub = m_subs.find(user);
    if (sub != m_subs.end() && holds(*sub->second.world))
        return Caller{Caller::Kind::AccountToken, user};
    const bool isKnown = user == m_main.account().sid || user == testSid() || sub != m_subs.end() || user.startsWith("SK"_L1);
    return unauthorised(isKnown ? u"Authenticate"_s : u"Authentication Error - invalid username"_s);
}

QString Accounts::ownSid(const Caller &caller) const
{
    return caller.kind == Caller::Kind::ApiKey ? m_main.account().sid : caller.user;
}

Result<world::World *> Accounts::open(const Caller &caller, const QString &sid) const
{
    const QString own = ownSid(caller);
    if (caller.kind == Caller::Kind::TestCredentials)
        return sid == own ? Result<world::World *>(m_test.get()) : unauthorised(u"Authenticate"_s);
    if (sid == m_main.account().sid)
        return sid == own ? Result<world::World *>(&m_main) : unauthorised(u"Authenticate"_s);
    const auto sub = m_subs.find(sid);
    if (sub == m_subs.end() || (sid != own && own != m_main.account().sid))
        return unauthorised(u"Authenticate"_s);
    if (sub->second.status != "active"_L1 && sid == own)
        return fail(Error{.kind = Error::Kind::Forbidden, .detail = u"Account is not active"_s, .twilioCode = 20005, .httpStatus = 403});
    return sub->second.world.get();
}

QList<world::Account> Accounts::list(const world::Form &query) const
{
    QList<world::Account> accounts;
    const auto consider = [&](const world::Account &account) {
        if ((!query.has(u"FriendlyName") || account.friendlyName == query.value(u"FriendlyName"))
            && (!query.has(u"Status") || account.status == query.value(u"Status")))
            accounts.append(account);
    };
    for (auto sid = m_order.crbegin(); sid != m_order.crend(); ++sid)
        consider(record(*sid));
    consider(m_main.account());
    return accounts;
}

world::Account Accounts::record(const QString &sid) const
{
    const auto sub = m_subs.find(sid);
    if (sub == m_subs.end())
        return sid == testSid() ? m_test->account() : m_main.account();
    world::Account account = sub->second.world->account();
    account.ownerAccountSid = m_main.account().sid;
    account.status = sub->second.status;
    return account;
}

Accounts::Sub Accounts::makeSub(int number, const QString &name) const
{
    Sub sub;
    sub.world = worldLike(m_main, number, name);
    sub.pacemaker = std::make_unique<world::Pacemaker>(sub.world->timeline());
    sub.status = u"active"_s;
    return sub;
}

world::Account Accounts::create(const world::Form &form)
{
    const int number = int(m_order.size()) + 1;
    const QString name = form.has(u"FriendlyName")
        ? form.value(u"FriendlyName")
        : u"SubAccount Created at "_s + m_main.timeline().now().toString(u"yyyy-MM-dd hh:mm ap"_s);
    Sub sub = makeSub(number, name);
    const QString sid = sub.world->account().sid;
    world::World &world = *sub.world;
    m_subs.emplace(sid, std::move(sub));
    m_order.append(sid);
    if (m_adopted)
        m_adopted(world);
    return record(sid);
}

Result<world::Account> Accounts::update(const QString &sid, const world::Form &form)
{
    const auto sub = m_subs.find(sid);
    if (sub == m_subs.end())
        return m_main.updateAccount(form);
    const QString status = form.value(u"Status");
    if (!status.isEmpty()) {
        if (!QStringList({u"active"_s, u"suspended"_s, u"closed"_s}).contains(status))
            return world::refuse(20001, u"Status is invalid"_s);
        if (sub->second.status == "closed"_L1 && status != "closed"_L1)
            return world::refuse(20001, u"A closed account cannot be opened again"_s);
        sub->second.status = status;
    }
    world::Form rest;
    if (form.has(u"FriendlyName"))
        rest.add(u"FriendlyName"_s, form.value(u"FriendlyName"));
    if (const auto updated = sub->second.world->updateAccount(rest); !updated)
        return updated;
    return record(sid);
}

} // namespace milassist::rest
