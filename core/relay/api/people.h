// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/store/shared/sharedstore.h"

#include <QThreadPool>

namespace milassist::relay
{

/// /api/team: for admins who may come in; what people have done.
class People : public QObject
{
    Q_OBJECT
public:
    explicit People(SharedStore &store, QObject *parent = nullptr);
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void add(const ApiAskPtr &ask);
    void renew(const ApiAskPtr &ask);
    void change(const ApiAskPtr &ask);
    void revoke(const ApiAskPtr &ask);
    void ownPhone(const ApiAskPtr &ask);
    void setOwnPhone(const ApiAskPtr &ask);
    void audit(const ApiAskPtr &ask);
    /// Makes a token in a worker, as it takes 20 ms.
    void withToken(const ApiAskPtr &ask, std::function<void(const NewToken &)> then);

    SharedStore &m_store;
    QThreadPool m_makers;
};

} // namespace milassist::relay
