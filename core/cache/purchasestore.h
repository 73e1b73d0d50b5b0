// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/domain/number.h"
#include "core/store/store.h"

namespace milassist {

enum class PurchaseState { Wanted, Bought, Failed };

/// Purchases of numbers, written down before Twilio is asked. Own data: never thrown away.
/// Main thread; errors are Storage, DiskFull, Cancelled.
class PurchaseStore
{
public:
    explicit PurchaseStore(Store &store) : m_store(store) {}

    /// @return its id. One that is still open for the same number is taken up again.
    QFuture<Result<qint64>> keep(Party number, std::optional<Money> monthly, QDateTime now);
    QFuture<Result<>> end(Party number, PurchaseState state, PhoneNumberSid sid, Error error);
    /// Numbers whose purchase has not come to an end.
    QFuture<Result<QList<Party>>> open();

private:
    Store &m_store;
};

} // namespace milassist
