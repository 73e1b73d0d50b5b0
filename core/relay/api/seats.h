// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/relay/answers/premises.h"
#include "core/relay/api/apiask.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// /api/team: who one is and where one's telephone belongs, who is there, and whose turn it is.
class Seats : public QObject
{
    Q_OBJECT
public:
    /// @param premises without desks: everybody in the plan has one
    Seats(SharedStore &store, AccountSid account, Premises premises, PlanInForce plan, QObject *parent = nullptr);
    std::vector<ApiRoute> routes();

private:
    std::vector<routing::PersonId> assumed() const;
    QJsonObject names() const;
    void me(const ApiAskPtr &ask) const;
    void roster(const ApiAskPtr &ask);
    void setPresence(const ApiAskPtr &ask);

    SharedStore &m_store;
    AccountSid m_account;
    Premises m_premises;
    PlanInForce m_plan;
};

} // namespace milassist::relay
