// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/purchasetable.h"

namespace milassist {

Result<qint64> keepPurchase(QSqlDatabase &db, const Party &number, const std::optional<Money> &monthly, const QDateTime &now)
{
    Statement open(db, u"SELECT id FROM own.purchase WHERE number = ? AND state = 0");
    if (open.with(number.text()).next())
        return open.integer(0);
    open.restart();
    Statement write(db, u"INSERT INTO own.purchase (number, state, price_micros, price_unit, created_ms) VALUES (?, 0, ?, ?, ?) RETURNING id");
    write.with(number.text(), nullptr, nullptr, now.toMSecsSinceEpoch());
    if (monthly) {
        write.bindInteger(2, monthly->micros);
        write.bindText(3, monthly->currency);
    }
    const qint64 id = write.next() ? write.integer(0) : 0;
    write.restart();
    if (!open.ok() || !write.ok())
        return open.ok() ? write.failure() : open.failure();
    return id;
}

Result<> endPurchase(QSqlDatabase &db, const Party &number, PurchaseState state, const PhoneNumberSid &sid, const Error &error)
{
    Statement write(db, u"UPDATE own.purchase SET state = ?2, sid = ?3, error_code = ?4, detail = ?5 WHERE number = ?1 AND state = 0");
    return write.with(number.text(), int(state), sid.text(), error.twilioCode, error.detail).run();
}

Result<QList<Party>> openPurchases(QSqlDatabase &db)
{
    Statement query(db, u"SELECT number FROM own.purchase WHERE state = 0 ORDER BY id");
    QList<Party> numbers;
    while (query.next())
        numbers.push_back(Party(query.text(0)));
    if (!query.ok())
        return query.failure();
    return numbers;
}

Result<std::optional<Money>> keptPrice(QSqlDatabase &db, const QString &key, const QDateTime &since)
{
    Statement query(db, u"SELECT micros, unit FROM price WHERE key = ? AND fetched_ms >= ?");
    std::optional<Money> price;
    if (query.with(key, since.toMSecsSinceEpoch()).next())
        price = Money{.micros = query.integer(0), .currency = query.text(1)};
    if (!query.ok())
        return query.failure();
    return price;
}

Result<> keepPrice(QSqlDatabase &db, const QString &key, const Money &price, const QDateTime &now)
{
    Statement write(db, u"INSERT OR REPLACE INTO price (key, micros, unit, fetched_ms) VALUES (?, ?, coalesce(?, ''), ?)");
    return write.with(key, price.micros, price.currency, now.toMSecsSinceEpoch()).run();
}

} // namespace milassist
