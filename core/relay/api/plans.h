// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/relay/ledger/plantable.h"
#include "core/store/shared/sharedstore.h"

#include <QThreadPool>

#include <set>

namespace milassist::relay
{

/// /api/team/plan: the routing plan in force, its versions, and saving a new one. An unsafe plan is refused with what is wrong
/// with it; of two who began with the same version the first is heard.
class Plans : public QObject
{
    Q_OBJECT
public:
    explicit Plans(SharedStore &store, QObject *parent = nullptr);
    std::vector<ApiRoute> routes();

private:
    void current(const ApiAskPtr &ask);
    void version(const ApiAskPtr &ask);
    void history(const ApiAskPtr &ask);
    void save(const ApiAskPtr &ask);
    void preview(const ApiAskPtr &ask);
    void judgeAndSave(const ApiAskPtr &ask, const PlanChange &change, const QByteArray &json, const std::set<QString> &sounds);

    SharedStore &m_store;
    QThreadPool m_checkers;
};

} // namespace milassist::relay
