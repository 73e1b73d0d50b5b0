// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/oncemore.h"

namespace milassist::relay
{

/// /api/team/opt-outs: who is not to be texted, with the proof. A manager may note one who has said so in another way, and may
/// take that back; who has texted STOP is opted in again by their own START alone.
class OptOuts : public QObject
{
    Q_OBJECT
public:
    explicit OptOuts(SharedStore &store, QObject *parent = nullptr) : QObject(parent), m_store(store), m_once(store) {}
    std::vector<ApiRoute> routes();

private:
    void list(const ApiAskPtr &ask);
    void note(const ApiAskPtr &ask);

    SharedStore &m_store;
    OnceMore m_once;
};

} // namespace milassist::relay
