// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/shared/sharedstore.h"
#include "core/store/statement.h"
#include "tests/fakes/engines.h"

// A small shared database, and how tests of it wait.

namespace milassist
{

using namespace Qt::StringLiterals;

template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60000) || future.resultCount() == 0)
        return T(fail(Error::Kind::Cancelled, u"the test waited in vain"_s));
    return future.result();
}

inline const QStringList &teamSteps()
{
    static const QStringList steps{
        u"CREATE TABLE item (id {id}, name TEXT UNIQUE, amount BIGINT, raw %1); INSERT INTO item (name, amount) VALUES ('count', 0)"_s,
        u"CREATE TABLE extra (id {id}, about BIGINT NOT NULL); CREATE INDEX extra_by_item ON extra (about)"_s};
    return steps;
}

inline SharedStoreOptions optionsFor(const QString &url, int stepCount = 2)
{
    QStringList migrations = teamSteps().first(stepCount);
    migrations.replaceInStrings(u"%1"_s, Engines::isPostgres() ? u"BYTEA"_s : u"BLOB"_s);
    return {.url = *DatabaseUrl::parse(url),
            .schema = {.name = u"team"_s, .applicationId = 77001, .migrations = migrations, .complete = {}},
            .channels = {u"news"_s},
            .patience = std::chrono::seconds(20)};
}

inline std::unique_ptr<SharedStore> opened(const QString &url, int stepCount = 2)
{
    auto store = SharedStore::open(optionsFor(url, stepCount));
    if (!store)
        qWarning() << store.error().detail;
    return store ? std::move(*store) : nullptr;
}

inline QFuture<Result<>> script(SharedStore &store, const QString &sql)
{
    return store.write([sql](SqlConnection &db) { return db.script(sql); });
}

/// The first column of the first row.
inline qint64 numberFrom(SharedStore &store, const QString &sql)
{
    return waitFor(store.read([sql](SqlConnection &db) -> Result<qint64> {
               Statement query(db, sql);
               const qint64 number = query.next() ? query.integer(0) : 0;
               return query.ok() ? Result<qint64>(number) : query.failure();
           }))
        .value_or(-1);
}

} // namespace milassist
