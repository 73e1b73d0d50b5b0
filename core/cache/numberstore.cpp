// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/numberstore.h"

#include "core/cache/numberconfig.h"
#include "core/cache/voided.h"
#include "core/store/recordsql.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// The row of a number is three records side by side.
QString numberColumns()
{
    return columnList<IncomingNumber>() + u", "_s + columnList<NumberConfig>() + u", "_s + columnList<Capabilities>();
}

constexpr int configAt = fieldCount<IncomingNumber>;
constexpr int capabilitiesAt = configAt + fieldCount<NumberConfig>;
constexpr int numberFields = capabilitiesAt + fieldCount<Capabilities>;

IncomingNumber readNumber(const Statement &query, int column)
{
    auto number = readRecord<IncomingNumber>(query, column);
    number.config = readRecord<NumberConfig>(query, column + configAt);
    number.capabilities = readRecord<Capabilities>(query, column + capabilitiesAt);
    return number;
}

Result<> writeNumber(Statement &write, const IncomingNumber &number)
{
    write.restart();
    bindRecord(write, 1, number);
    bindRecord(write, 1 + configAt, number.config);
    bindRecord(write, 1 + capabilitiesAt, number.capabilities);
    return write.run();
}

QString writeNumberSql()
{
    return u"INSERT OR REPLACE INTO number (%1) VALUES (%2)"_s.arg(numberColumns(), marks(numberFields));
}

Result<QList<NumberRow>> numberRows(QSqlDatabase &db, const QString &sid)
{
    Statement query(db, uR"(SELECT %1, (SELECT count(*) FROM thread t JOIN party l ON l.id = t.line WHERE l.text = number.phone_number)
                            FROM number WHERE ?1 IS NULL OR sid = ?1 ORDER BY phone_number)"_s
                            .arg(numberColumns()));
    Statement change(db, u"SELECT before, after, at_ms FROM own.number_change WHERE sid = ? ORDER BY id DESC LIMIT 1");
    QList<NumberRow> rows;
    query.with(sid);
    while (query.next()) {
        NumberRow row{.number = readNumber(query, 0)};
        row.texts = int(query.integer(numberFields));
        change.with(row.number.sid.text());
        if (change.next()) {
            row.previous = configFromJson(change.text(0));
            row.configuredAt = QDateTime::fromMSecsSinceEpoch(change.integer(2), Qt::UTC);
            row.drifted = differences(configFromJson(change.text(1)), row.number.config);
        }
        rows.push_back(std::move(row));
    }
    if (!query.ok() || !change.ok())
        return query.ok() ? change.failure() : query.failure();
    return rows;
}

} // namespace

NumberStore::NumberStore(Store &store, QObject *parent) : QObject(parent), m_store(store)
{
    connect(&store, &Store::cacheRebuilt, this, &NumberStore::changed);
}

QFuture<Result<>> NumberStore::announced(QFuture<Result<>> future)
{
    whenDone(future, this, [this](const Result<> &done) {
        if (done)
            Q_EMIT changed();
    });
    return future;
}

QFuture<Result<QList<NumberRow>>> NumberStore::numbers()
{
    return m_store.read([](QSqlDatabase &db) { return numberRows(db, {}); });
}

QFuture<Result<NumberRow>> NumberStore::number(PhoneNumberSid sid)
{
    return m_store.read([sid](QSqlDatabase &db) -> Result<NumberRow> {
        auto rows = numberRows(db, sid.text());
        if (!rows)
            return fail(rows.error());
        return rows->isEmpty() ? Result<NumberRow>(fail(Error::Kind::NotFound, u"no such number"_s)) : rows->takeFirst();
    });
}

QFuture<Result<QList<IncomingNumber>>> NumberStore::lines()
{
    return m_store.read([](QSqlDatabase &db) -> Result<QList<IncomingNumber>> {
        Statement query(db, u"SELECT %1 FROM number WHERE voice = 1 OR sms = 1 OR mms = 1 ORDER BY phone_number"_s.arg(numberColumns()));
        QList<IncomingNumber> numbers;
        while (query.next())
            numbers.push_back(readNumber(query, 0));
        if (!query.ok())
            return query.failure();
        return numbers;
    });
}

QFuture<Result<>> NumberStore::replaceAll(QList<IncomingNumber> numbers)
{
    auto replaced = m_store.write([numbers = std::move(numbers)](QSqlDatabase &db) -> Result<bool> {
        Statement all(db, u"SELECT %1 FROM number ORDER BY phone_number"_s.arg(numberColumns()));
        QList<IncomingNumber> before;
        while (all.next())
            before.push_back(readNumber(all, 0));
        all.restart();
        if (!all.ok())
            return all.failure();
        QList<IncomingNumber> after = numbers;
        std::ranges::sort(after, {}, [](const IncomingNumber &number) { return number.phoneNumber.text(); });
        if (before == after)
            return false; // the usual case: nobody buys a number between two looks
        if (const auto cleared = runScript(db, u"DELETE FROM number"); !cleared)
            return fail(cleared.error());
        Statement write(db, writeNumberSql());
        for (const IncomingNumber &number : after) {
            if (const auto written = writeNumber(write, number); !written)
                return fail(written.error());
        }
        return true;
    });
    return voided(std::move(replaced), this, [this](bool different) {
        if (different)
            Q_EMIT changed();
    });
}

QFuture<Result<>> NumberStore::save(IncomingNumber number)
{
    return announced(m_store.write([number = std::move(number)](QSqlDatabase &db) {
        Statement write(db, writeNumberSql());
        return writeNumber(write, number);
    }));
}

QFuture<Result<>> NumberStore::remove(PhoneNumberSid sid)
{
    return announced(m_store.write([sid](QSqlDatabase &db) {
        Statement remove(db, u"DELETE FROM number WHERE sid = ?");
        return remove.with(sid.text()).run();
    }));
}

QFuture<Result<>> NumberStore::rememberChange(PhoneNumberSid sid, NumberConfig before, NumberConfig after)
{
    return announced(m_store.write([sid, before, after, now = m_store.options().clock()](QSqlDatabase &db) {
        Statement write(db, u"INSERT INTO own.number_change (sid, before, after, at_ms) VALUES (?, ?, ?, ?)");
        return write.with(sid.text(), configToJson(before), configToJson(after), now.toMSecsSinceEpoch()).run();
    }));
}

QFuture<Result<>> NumberStore::forgetChange(PhoneNumberSid sid)
{
    return announced(m_store.write([sid](QSqlDatabase &db) {
        Statement remove(db, u"DELETE FROM own.number_change WHERE id = (SELECT max(id) FROM own.number_change WHERE sid = ?)");
        return remove.with(sid.text()).run();
    }));
}

} // namespace milassist
