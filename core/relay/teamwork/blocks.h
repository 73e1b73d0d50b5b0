// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"

namespace milassist::relay
{

/// /api/team/blocks: to whom nothing is said of our own accord.
class Blocks : public QObject
{
    Q_OBJECT
public:
    explicit Blocks(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store), m_once(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void block(const ApiAskPtr &ask);
    void unblock(const ApiAskPtr &ask);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
