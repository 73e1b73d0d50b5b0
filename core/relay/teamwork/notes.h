// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"

namespace milassist::relay
{

/// /api/team/notes: what people have written down about calls, texts, voicemails and numbers. Only who wrote a note changes
/// it; whoever may not see what it is about does not see it.
class Notes : public QObject
{
    Q_OBJECT
public:
    explicit Notes(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store), m_once(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void make(const ApiAskPtr &ask);
    void edit(const ApiAskPtr &ask);
    void remove(const ApiAskPtr &ask);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
