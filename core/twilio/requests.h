// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/twilio/filters.h"
#include "core/twilio/records.h"
#include "core/twilio/twilioclient.h"

#include <QFutureWatcher>
#include <QPromise>

#include <memory>

// How each of TwilioClient's functions is made: say the address and the record, and the rest is here.

namespace milassist {

/// Calls @p giveUp when somebody cancels @p future.
template <typename T, typename GiveUp>
void whenCancelled(const QFuture<T> &future, QObject *context, GiveUp giveUp)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::canceled, context, std::move(giveUp));
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
}

template <typename T>
void settle(QPromise<Result<T>> &promise, Result<T> outcome)
{
    promise.addResult(std::move(outcome));
    promise.finish();
}

/// After a create, an answer we cannot read leaves open what happened.
inline Error asAnswerTo(Effect effect, Error error, const HttpAnswer &answer)
{
    if (effect == Effect::Once && error.kind == Error::Kind::Malformed)
        error.kind = Error::Kind::OutcomeUnknown;
    error.httpStatus = answer.status;
    error.requestId = answer.requestId;
    return error;
}

template <typename T, typename Read>
QFuture<Result<T>> TwilioClient::run(Request request, Read read)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const Effect effect = request.effect;
    const auto id = m_transport.send(std::move(request), [promise, read, effect](tl::expected<HttpAnswer, Trouble> outcome) {
        if (!outcome)
            return settle<T>(*promise, fail(std::move(outcome.error().error)));
        Result<T> result = read(*outcome);
        if (!result)
            result = fail(asAnswerTo(effect, std::move(result.error()), *outcome));
        settle<T>(*promise, std::move(result));
    });
    whenCancelled(promise->future(), this, [this, id] { m_transport.abandon(id); });
    return promise->future();
}

template <typename Record>
QFuture<Result<Record>> TwilioClient::fetch(const QUrl &url, Priority priority)
{
    return run<Record>(Request{.url = url, .priority = priority}, [](HttpAnswer &answer) { return readRecord<Record>(std::move(answer.body)); });
}

template <typename Record>
QFuture<Result<Record>> TwilioClient::post(const QUrl &url, const Parameters &form, Effect effect)
{
    return run<Record>(Request{.verb = "POST", .url = url, .form = form.encoded(), .effect = effect},
                       [](HttpAnswer &answer) { return readRecord<Record>(std::move(answer.body)); });
}

template <typename Record, typename Keep>
QFuture<Result<Page<Record>>> TwilioClient::list(Product product, QUrl first, const char *key, Paging paging, Keep keep)
{
    using Outcome = Result<Page<Record>>;
    QUrl address = std::move(first);
    if (!paging.cursor.isEmpty()) {
        auto next = pageUrl(credentials().baseUrl, product, paging.cursor);
        if (!next)
            return finished<Outcome>(fail(next.error()));
        address = *std::move(next);
    }

    auto promise = std::make_shared<QPromise<Outcome>>();
    promise->start();
    const auto onAnswer = [this, promise, product, key, paging, keep](tl::expected<HttpAnswer, Trouble> outcome) {
        if (!outcome)
            return settle<Page<Record>>(*promise, fail(std::move(outcome.error().error)));
        if (paging.prefetch) {
            const QString next = peekNextPage(outcome->body);
            const auto following = next.isEmpty() ? Result<QUrl>(QUrl()) : pageUrl(credentials().baseUrl, product, next);
            if (following && !following->isEmpty())
                m_prefetch.begin(Request{.url = *following, .priority = paging.priority});
        }
        m_parsers.start([promise, key, keep, cursor = paging.cursor, answer = std::make_shared<HttpAnswer>(*std::move(outcome))] {
            Outcome page = readPage<Record>(std::move(answer->body), key);
            if (page && !page->next.isEmpty() && page->next == cursor)
                page = fail(Error::Kind::Malformed, QStringLiteral("the next page is this page again"));
            if (!page)
                return settle<Page<Record>>(*promise, fail(asAnswerTo(Effect::Read, std::move(page.error()), *answer)));
            keep(page->records);
            settle<Page<Record>>(*promise, std::move(page));
        });
    };
    auto future = promise->future();
    if (m_prefetch.claim(address, onAnswer))
        return future;
    const auto id = m_transport.send(Request{.url = std::move(address), .priority = paging.priority}, onAnswer);
    whenCancelled(future, this, [this, id] { m_transport.abandon(id); });
    return future;
}

template <typename Record, typename Keep>
QFuture<Result<Page<Record>>> TwilioClient::list(const QString &resource, Parameters filters, const char *key, Paging paging, Keep keep)
{
    filters.add(u"PageSize", QString::number(qBound(1, paging.pageSize, Paging::largestPage)));
    return list<Record>(Product::Api, url(resource, filters.encoded()), key, std::move(paging), std::move(keep));
}

template <typename Record>
QFuture<Result<Page<Record>>> TwilioClient::list(const QString &resource, Parameters filters, const char *key, Paging paging)
{
    return list<Record>(resource, std::move(filters), key, std::move(paging), [](QList<Record> &) {});
}

} // namespace milassist
