// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"
#include "core/relay/ledger/scheduledtexttable.h"

namespace milassist::relay
{

/// /api/team/scheduled-texts: texts that the relay holds until their time has come.
class ScheduledTexts : public QObject
{
    Q_OBJECT
public:
    explicit ScheduledTexts(SharedStore &store, QObject *parent = nullptr);
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void find(const ApiAskPtr &ask);
    void add(const ApiAskPtr &ask);
    void change(const ApiAskPtr &ask);
    void cancel(const ApiAskPtr &ask);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
