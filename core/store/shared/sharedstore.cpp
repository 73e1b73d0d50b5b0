// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/sharedstore.h"

#include "core/store/shared/postgreslistener.h"

namespace milassist
{

SharedStore::SharedStore(SharedStoreOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)),
      m_database(std::make_shared<SharedDatabase>(m_options.url, m_options.schema))
{
    const auto heard = [this](const SharedNotice &notice) {
        QMetaObject::invokeMethod(
            this, [this, notice] { Q_EMIT notified(notice.channel, notice.payload); }, Qt::QueuedConnection);
    };
    SqlThread::Hooks hooks{.reached = [this](bool isThere) {
        QMetaObject::invokeMethod(
            this, [this, isThere] { Q_EMIT reached(isThere); }, Qt::QueuedConnection);
    }};
    hooks.committed = [this, heard](const QList<SharedNotice> &notices) {
        for (const SharedNotice &notice : notices) {
            if (m_options.channels.contains(notice.channel))
                heard(notice);
        }
    };
    m_writer = std::make_unique<SqlThread>(SharedDatabase::Use::Write, m_database, std::move(hooks));
    m_reader = std::make_unique<SqlThread>(SharedDatabase::Use::Read, m_database, SqlThread::Hooks{});
    const auto begin = [this] { Q_EMIT listening(); };
    if (m_options.url.engine() == DatabaseUrl::Engine::Postgres && !m_options.channels.isEmpty()) {
        m_listener = std::make_unique<PostgresListener>(
            m_options.url, m_database->owner(), m_options.channels,
            PostgresListener::Hooks{
                .heard = heard, .listening = [this, begin] { QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection); }});
        m_listener->start();
    } else {
        QMetaObject::invokeMethod(this, begin, Qt::QueuedConnection);
    }
    m_writer->start();
    m_reader->start();

    // Connecting is what opens; a database that is away is said at once here, and waited for by the jobs.
    QPromise<Result<>> opened;
    opened.start();
    m_opened = opened.future();
    m_writer->enqueue({.deadline = std::chrono::steady_clock::now(),
                       .run = [](SqlConnection &) { return Result<>(); },
                       .finish =
                           [promise = std::make_shared<QPromise<Result<>>>(std::move(opened))](const Error *error) {
                               promise->addResult(error ? Result<>(fail(*error)) : Result<>());
                               promise->finish();
                           }});
}

SharedStore::~SharedStore() = default;

Result<std::unique_ptr<SharedStore>> SharedStore::open(SharedStoreOptions options)
{
    auto store = std::make_unique<SharedStore>(std::move(options));
    store->m_opened.waitForFinished();
    if (const auto outcome = store->m_opened.result(); !outcome)
        return fail(outcome.error());
    return store;
}

} // namespace milassist
