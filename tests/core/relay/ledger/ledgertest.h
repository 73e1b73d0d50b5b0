// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/ledgerschema.h"
#include "core/store/shared/sharedstore.h"
#include "tests/fakes/engines.h"

#include <QTest>

namespace milassist
{

template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60000) || future.resultCount() == 0)
        return T(fail(Error::Kind::Cancelled, QStringLiteral("the test waited in vain")));
    const T outcome = future.result();
    if (!outcome && outcome.error().kind == Error::Kind::Storage)
        qWarning() << outcome.error().detail;
    return outcome;
}

/// A relay's ledger in the database at @p url, new or not.
inline std::unique_ptr<SharedStore> ledgerAt(const QString &url)
{
    auto store = SharedStore::open({.url = *DatabaseUrl::parse(url),
                                    .schema = ledgerSchema(),
                                    .channels = {EventTable::channel()},
                                    .patience = std::chrono::seconds(30)});
    if (!store)
        qWarning() << store.error().detail;
    return store ? std::move(*store) : nullptr;
}

/// "CA" and 32 digits that end in @p number.
template <typename Sid>
Sid sidOf(const char *prefix, int number)
{
    return *Sid::parse(QStringLiteral("%1%2").arg(QLatin1StringView(prefix)).arg(number, 32, 16, QLatin1Char('0')));
}

inline QDateTime instant(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(1'790'000'000 + seconds, Qt::UTC);
}

} // namespace milassist
