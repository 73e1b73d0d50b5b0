// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/pricestore.h"

#include "core/store/statement.h"

namespace milassist {

QFuture<Result<std::optional<Money>>> PriceStore::price(QString key, QDateTime since)
{
    return m_store.read([key, since](QSqlDatabase &db) -> Result<std::optional<Money>> {
        Statement query(db, u"SELECT micros, unit FROM price WHERE key = ? AND fetched_ms >= ?");
        std::optional<Money> price;
        if (query.with(key, since.toMSecsSinceEpoch()).next())
            price = Money{.micros = query.integer(0), .currency = query.text(1)};
        if (!query.ok())
            return query.failure();
        return price;
    });
}

QFuture<Result<>> PriceStore::keep(QString key, Money price, QDateTime now)
{
    return m_store.write([key, price, now](QSqlDatabase &db) {
        Statement write(db, u"INSERT OR REPLACE INTO price (key, micros, unit, fetched_ms) VALUES (?, ?, coalesce(?, ''), ?)");
        return write.with(key, price.micros, price.currency, now.toMSecsSinceEpoch()).run();
    });
}

} // namespace milassist
