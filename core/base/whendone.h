// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QPromise>

#include <concepts>
#include <utility>

namespace milassist {

/// Calls @p then with the outcome of @p future in the thread of @p context, which must be the current one.
/// Calls nothing if @p context is destroyed first, or if the future is cancelled (we only cancel at shutdown).
template <typename T, std::invocable<T> Then>
void whenDone(QFuture<T> future, QObject *context, Then then)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->future().isResultReadyAt(0))
            then(watcher->result());
    });
    watcher->setFuture(std::move(future));
}

/// A future that is finished already, for answers known at once.
template <typename T>
QFuture<T> finished(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace milassist
