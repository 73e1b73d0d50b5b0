// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"
#include "core/domain/number.h"
#include "core/store/statement.h"

#include <QDateTime>

namespace milassist {

// Purchases on disk: jobs for NumberShop. The intent is written before Twilio is asked.

enum class PurchaseState { Wanted, Bought, Failed };

/// @return its id. One that is still open for the same number is taken up again.
Result<qint64> keepPurchase(QSqlDatabase &db, const Party &number, const std::optional<Money> &monthly, const QDateTime &now);
Result<> endPurchase(QSqlDatabase &db, const Party &number, PurchaseState state, const PhoneNumberSid &sid, const Error &error);
/// Numbers whose purchase has not come to an end.
Result<QList<Party>> openPurchases(QSqlDatabase &db);

/// None when it is not known or was fetched before @p since.
Result<std::optional<Money>> keptPrice(QSqlDatabase &db, const QString &key, const QDateTime &since);
Result<> keepPrice(QSqlDatabase &db, const QString &key, const Money &price, const QDateTime &now);

} // namespace milassist
