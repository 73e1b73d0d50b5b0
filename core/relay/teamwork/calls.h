// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// /api/team/calls: what the ledger has about a call, and why it went where it went.
class Calls : public QObject
{
    Q_OBJECT
public:
    explicit Calls(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store) {}
    std::vector<ApiRoute> routes();

private:
    void one(const ApiAskPtr &ask);

    SharedStore &m_store;
};

} // namespace milassist::relay
