// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"

namespace milassist::relay
{

/// /api/team/contacts: the address book of the team. Of two who began with the same version the first is heard; what goes for
/// good, and what is joined for good, is a manager's.
class SharedContacts : public QObject
{
    Q_OBJECT
public:
    explicit SharedContacts(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store), m_once(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void one(const ApiAskPtr &ask);
    void make(const ApiAskPtr &ask);
    void edit(const ApiAskPtr &ask);
    void merge(const ApiAskPtr &ask);
    void remove(const ApiAskPtr &ask);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
