// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/numberstore.h"
#include "tests/core/cache/testcache.h"
#include "tests/ui/panels/pictures.h"
#include "ui/models/linenames.h"

namespace milassist::test {

/// What a job of the store came to, which must not fail.
template <typename T>
T settled(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
        qFatal("a job of the store does not end");
    if (!future.result())
        qFatal("a job of the store failed: %s", qPrintable(future.result().error().detail));
    if constexpr (!std::is_void_v<T>)
        return *future.result();
}

/// What every screen works with: a real store in a folder of its own, our numbers, and a clock that stands.
struct DeskBase {
    QTemporaryDir folder;
    QDateTime now = QDateTime::fromString(QStringLiteral("2026-08-11T16:10:00Z"), Qt::ISODate);
    Clock clock = [this] { return now; };
    std::unique_ptr<Store> store = std::move(*Store::open(cacheOptions(folder.path(), clock)));
    NumberStore numbers{*store};
    LineNames lines{numbers, QStringLiteral("US")};
};

/// A theme, and American ways of writing numbers and days whatever this computer's are.
inline std::unique_ptr<Theme> theme()
{
    QLocale::setDefault(QLocale(QStringLiteral("en_US")));
    return std::make_unique<Theme>(*qApp);
}

} // namespace milassist::test
