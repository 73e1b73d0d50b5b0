// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// /api/team/sounds: what callers hear instead of words read aloud.
class Sounds : public QObject
{
    Q_OBJECT
public:
    Sounds(SharedStore &store, PlanInForce plan, QObject *parent = nullptr);
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void keep(const ApiAskPtr &ask);
    void play(const ApiAskPtr &ask);
    void remove(const ApiAskPtr &ask);

    SharedStore &m_store;
    PlanInForce m_plan;
};

} // namespace milassist::relay
