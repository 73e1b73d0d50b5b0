// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"
#include "core/relay/ledger/tasktable.h"

namespace milassist::relay
{

/// /api/team/tasks: what is to be done, by whom and until when. Whoever does not see its line has no such task, unless it is
/// theirs; giving tasks to others is for managers.
class Tasks : public QObject
{
    Q_OBJECT
public:
    explicit Tasks(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store), m_once(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void one(const ApiAskPtr &ask);
    void make(const ApiAskPtr &ask);
    void edit(const ApiAskPtr &ask);
    void take(const ApiAskPtr &ask);
    void assign(const ApiAskPtr &ask);
    void done(const ApiAskPtr &ask);
    void reopen(const ApiAskPtr &ask);
    void give(const ApiAskPtr &ask, const QString &person);
    /// Changes one that is seen, keeps who did it and tells the desks.
    using Change = std::function<Result<>(TaskTable &, const LedgerTask &)>;
    void change(const ApiAskPtr &ask, const QString &what, Change change);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
