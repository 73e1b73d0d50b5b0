// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/relay/ledger/voicemailtable.h"
#include "core/store/shared/sharedstore.h"

namespace milassist::relay
{

/// /api/team/voicemails: the team's voicemails, and who has heard, has and has handled each.
class Voicemails : public QObject
{
    Q_OBJECT
public:
    explicit Voicemails(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void one(const ApiAskPtr &ask);
    void assign(const ApiAskPtr &ask);
    /// Changes one that is seen, keeps who did it and tells the desks.
    using Change = std::function<Result<>(SqlConnection &, const LedgerVoicemail &)>;
    void change(const ApiAskPtr &ask, const QString &what, Change change);

    SharedStore &m_store;
};

} // namespace milassist::relay
