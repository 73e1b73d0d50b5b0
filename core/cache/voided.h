// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"

#include <memory>

namespace milassist {

/// The same future without its value, finished after @p tell has heard the value. For writes whose outcome only their
/// store needs, to say what changed.
template <typename T, std::invocable<const T &> Tell>
QFuture<Result<>> voided(QFuture<Result<T>> future, QObject *context, Tell tell)
{
    auto promise = std::make_shared<QPromise<Result<>>>();
    promise->start();
    auto outcome = promise->future();
    whenDone(std::move(future), context, [promise, tell = std::move(tell)](const Result<T> &done) {
        if (done)
            tell(*done);
        promise->addResult(done ? Result<>() : Result<>(fail(done.error())));
        promise->finish();
    });
    return outcome;
}

} // namespace milassist
