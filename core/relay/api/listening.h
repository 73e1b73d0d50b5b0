// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/apiask.h"
#include "core/relay/gateway/upstream.h"
#include "core/store/shared/sharedstore.h"

#include <QHash>

namespace milassist::relay
{

/// GET recordings/SID: sound, for who sees its line, with byte ranges, kept in the audit before the first byte goes out. Where
/// it comes from is told to nobody. 410 when it was there and is deleted.
class Listening : public QObject
{
    Q_OBJECT
public:
    Listening(SharedStore &store, Upstream &upstream, QObject *parent = nullptr);

    std::vector<ApiRoute> routes();

private:
    void play(const ApiAskPtr &ask);
    void audit(const ApiAskPtr &ask, bool isKnown);
    void stream(const ApiAskPtr &ask, bool isKnown);

    SharedStore &m_store;
    Upstream &m_upstream;
    QHash<QString, QDateTime> m_heard; ///< person and recording: a player that seeks is one play
};

} // namespace milassist::relay
