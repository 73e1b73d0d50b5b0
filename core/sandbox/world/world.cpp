// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/world.h"

#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/usageledger.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

World::World(WorldOptions options)
    : m_timeline(options.clock), m_ground{.seed = options.seed,
                                          .sids = SidMaker(options.seed),
                                          .timeline = m_timeline,
                                          .quirks = options.quirks,
                                          .pace = options.pace,
                                          .prices = options.prices,
                                          .isTrial = options.isTrial},
      m_stock(options.seed), m_numbers(m_ground, m_stock, m_addresses), m_keys(m_ground), m_applications(m_ground), m_addresses(m_ground),
      m_callerIds(m_ground), m_services(m_ground, m_numbers), m_sip(m_ground), m_notifications(m_ground), m_media(m_ground),
      m_messages(m_ground, m_parties, {m_numbers, m_services, m_media, m_callerIds, m_applications}),
      m_calls(m_ground, m_parties, m_numbers, m_callerIds), m_recordings(m_ground), m_conferences(m_ground), m_queues(m_ground), m_people(m_ground, m_messages)
{
    m_numbers.whenReleased([this](const QString &sid) { m_services.numberReleased(sid); });
    m_account.sid = options.accountSid.isEmpty() ? m_ground.sids.make("AC", 0) : options.accountSid;
    m_account.authToken = options.authToken.isEmpty() ? m_ground.sids.token(0) : options.authToken;
    m_account.ownerAccountSid = m_account.sid;
    m_account.friendlyName = options.accountName;
    m_account.type = options.isTrial ? u"Trial"_s : u"Full"_s;
    m_account.createdAt = m_account.updatedAt = m_ground.nowInSeconds();
}

Result<Account> World::updateAccount(const Form &form)
{
    if (form.has(u"Status") && form.value(u"Status") != m_account.status)
        return refuse(20001, u"The status of a main account cannot be changed"_s);
    if (const auto name = form.find(u"FriendlyName")) {
        if (name->isEmpty() || name->size() > 64)
            return refuse(20001, u"FriendlyName must be between 1 and 64 characters"_s);
        m_account.friendlyName = *name;
        m_account.updatedAt = m_ground.nowInSeconds();
    }
    return m_account;
}

Balance World::balance() const
{
    constexpr qint64 firstDeposit = 100'000'000, recharge = 50'000'000, least = 10'000'000;
    qint64 spent = 0;
    for (const auto &[day, usage] : usageByDay(*this))
        spent += usage[size_t(Usage::TotalPrice)].micros;
    const qint64 missing = least - (firstDeposit - spent);
    const qint64 recharges = missing > 0 ? (missing + recharge - 1) / recharge : 0;
    return {.amount = {firstDeposit - spent + recharges * recharge}, .currency = m_ground.prices.currency};
}

} // namespace milassist::world
