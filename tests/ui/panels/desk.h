// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cacheoptions.h"
#include "core/cache/numberstore.h"
#include "ui/models/linenames.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

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

/// A Twilio sid with @p number in its last digits.
template <typename SidType>
SidType sidOf(const char *prefix, int number)
{
    return *SidType::parse(QStringLiteral("%1%2").arg(QLatin1StringView(prefix)).arg(number, 32, 16, QLatin1Char('0')));
}

/// A real store in a folder of its own, and a clock that stands.
struct DeskStore {
    QTemporaryDir folder;
    QDateTime now = QDateTime::fromString(QStringLiteral("2026-08-11T16:10:00Z"), Qt::ISODate);
    Clock clock = [this] { return now; };
    std::unique_ptr<Store> store = std::move(*Store::open(cacheOptions(folder.path(), clock)));
    NumberStore numbers{*store};
    LineNames lines{numbers, QStringLiteral("US")};
};

/// A screen as it is shown to somebody.
template <typename Panel, typename Services>
std::unique_ptr<Panel> shown(Services services)
{
    auto panel = std::make_unique<Panel>(std::move(services));
    panel->resize(1280, 800);
    panel->show();
    return panel;
}

/// Saves what @p widget looks like, when MILASSIST_PICTURES names a folder: for the eye, not for the test.
inline void picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("MILASSIST_PICTURES");
    if (folder.isEmpty())
        return;
    QTest::qWait(250); // reads on their way are part of the picture
    widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

} // namespace milassist::test
