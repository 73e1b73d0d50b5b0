// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/store/store.h"

namespace milassist {

/// Prices that Twilio told, under names of their users' ("number/US/local"). Part of the cache.
/// Main thread; errors are Storage, DiskFull, Cancelled.
class PriceStore
{
public:
    explicit PriceStore(Store &store) : m_store(store) {}

    /// None when it is not known or was fetched before @p since (UTC).
    QFuture<Result<std::optional<Money>>> price(QString key, QDateTime since);
    QFuture<Result<>> keep(QString key, Money price, QDateTime now);

private:
    Store &m_store;
};

} // namespace milassist
