// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/purchasestore.h"

#include "core/store/statement.h"

namespace milassist {

QFuture<Result<qint64>> PurchaseStore::keep(Party number, std::optional<Money> monthly, QDateTime now)
{
    return m_store.write([number, monthly, now](QSqlDatabase &db) -> Result<qint64> {
        Statement open(db, u"SELECT id FROM own.purchase WHERE number = ? AND state = 0");
        if (open.with(number.text()).next())
            return open.integer(0);
        open.restart();
        Statement write(db,
                        u"INSERT INTO own.purchase (number, state, price_micros, price_unit, created_ms) VALUES (?, 0, ?, ?, ?) "
                        u"RETURNING id");
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
    });
}

QFuture<Result<>> PurchaseStore::end(Party number, PurchaseState state, PhoneNumberSid sid, Error error)
{
    return m_store.write([number, state, sid, error](QSqlDatabase &db) {
        Statement write(
            db, u"UPDATE own.purchase SET state = ?2, sid = ?3, error_code = ?4, detail = ?5 WHERE number = ?1 AND state = 0");
        return write.with(number.text(), int(state), sid.text(), error.twilioCode, error.detail).run();
    });
}

QFuture<Result<QList<Party>>> PurchaseStore::open()
{
    return m_store.read([](QSqlDatabase &db) -> Result<QList<Party>> {
        Statement query(db, u"SELECT number FROM own.purchase WHERE state = 0 ORDER BY id");
        QList<Party> numbers;
        while (query.next())
            numbers.push_back(Party(query.text(0)));
        if (!query.ok())
            return query.failure();
        return numbers;
    });
}

} // namespace milassist
