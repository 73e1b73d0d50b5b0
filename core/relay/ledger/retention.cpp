// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/retention.h"

#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/rostertable.h"
#include "core/relay/ledger/webhooktable.h"

namespace milassist::relay
{

Result<Forgotten> forgetPiece(SqlConnection &db, const RetentionPolicy &policy, const QDateTime &now, qint64 most)
{
    const auto before = [&now](std::chrono::seconds age) { return now.addSecs(-age.count()); };
    const auto webhooks = WebhookTable(db).forgetBefore(before(policy.webhooks), most);
    if (!webhooks)
        return fail(webhooks.error());
    const auto events = EventTable(db).forgetBefore(before(policy.events), most);
    if (!events)
        return fail(events.error());
    const auto audit = AuditTable(db).forgetBefore(before(policy.audit), most);
    if (!audit)
        return fail(audit.error());
    const auto presence = RosterTable(db).forgetBefore(now, most);
    if (!presence)
        return fail(presence.error());
    return Forgotten{.webhooks = *webhooks, .events = *events, .audit = *audit, .presence = *presence};
}

} // namespace milassist::relay
