// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/masking/handlebook.h"

#include "core/relay/ledger/handletable.h"

namespace milassist::relay
{

namespace
{

using Pairs = HandleBook::Pairs;

QStringList missingFrom(const Pairs &known, const QStringList &keys)
{
    QStringList missing;
    for (const QString &key : keys) {
        if (!known.contains(key))
            missing << key;
    }
    return missing;
}

Pairs among(const Pairs &known, const QStringList &keys)
{
    Pairs some;
    for (const QString &key : keys) {
        if (const auto found = known.find(key); found != known.end())
            some.insert(key, *found);
    }
    return some;
}

} // namespace

void HandleBook::remember(const Pairs &handleOf)
{
    constexpr qsizetype most = 50'000; // some megabytes; who comes after is read again
    if (m_handleOf.size() > most) {
        m_handleOf.clear();
        m_numberOf.clear();
    }
    for (auto pair = handleOf.begin(); pair != handleOf.end(); ++pair) {
        m_handleOf.insert(pair.key(), pair.value());
        m_numberOf.insert(pair.value(), pair.key());
    }
}

QFuture<Result<Pairs>> HandleBook::handlesOf(const QStringList &numbers)
{
    const QStringList missing = missingFrom(m_handleOf, numbers);
    if (missing.isEmpty())
        return finished(Result<Pairs>(among(m_handleOf, numbers)));
    auto promise = std::make_shared<QPromise<Result<Pairs>>>();
    promise->start();
    const auto done = [this, promise, before = among(m_handleOf, numbers)](const Result<Pairs> &found) {
        if (found)
            remember(*found);
        Pairs all = before;
        if (found)
            all.insert(*found);
        promise->addResult(found ? Result<Pairs>(all) : found);
        promise->finish();
    };
    whenDone(m_store.read([missing](SqlConnection &db) { return HandleTable(db).known(missing); }), this,
             [this, missing, done](const Result<Pairs> &known) {
                 const QStringList unknown = known ? missingFrom(*known, missing) : QStringList();
                 if (unknown.isEmpty())
                     return done(known);
                 auto made = m_store.write([unknown, all = *known](SqlConnection &db) mutable -> Result<Pairs> {
                     for (const QString &number : unknown) {
                         const auto handle = HandleTable(db).of(number, QDateTime::currentDateTimeUtc());
                         if (!handle)
                             return fail(handle.error());
                         all.insert(number, *handle);
                     }
                     return all;
                 });
                 whenDone(std::move(made), this, done);
             });
    return promise->future();
}

QFuture<Result<Pairs>> HandleBook::numbersOf(const QStringList &handles)
{
    const QStringList missing = missingFrom(m_numberOf, handles);
    if (missing.isEmpty())
        return finished(Result<Pairs>(among(m_numberOf, handles)));
    auto promise = std::make_shared<QPromise<Result<Pairs>>>();
    promise->start();
    whenDone(m_store.read([missing](SqlConnection &db) { return HandleTable(db).numbers(missing); }), this,
             [this, handles, promise, before = among(m_numberOf, handles)](const Result<Pairs> &found) {
                 Pairs all = before, handleOf;
                 for (auto pair = found ? found->begin() : all.end(); found && pair != found->end(); ++pair) {
                     all.insert(pair.key(), pair.value());
                     handleOf.insert(pair.value(), pair.key());
                 }
                 remember(handleOf);
                 promise->addResult(found ? Result<Pairs>(all) : found);
                 promise->finish();
             });
    return promise->future();
}

} // namespace milassist::relay
