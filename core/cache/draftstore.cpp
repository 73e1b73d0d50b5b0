// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/draftstore.h"

#include "core/cache/messagesave.h"
#include "core/cache/messagestore.h"
#include "core/cache/voided.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

Result<> writeDraft(QSqlDatabase &db, const Party &line, const Party &peer, const TextDraft &draft, const QDateTime &now)
{
    if (draft.isEmpty()) {
        Statement remove(db, u"DELETE FROM own.draft WHERE line = coalesce(?, '') AND peer = coalesce(?, '')");
        return remove.with(line.text(), peer.text()).run();
    }
    const QString media = QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(draft.media)).toJson(QJsonDocument::Compact));
    Statement write(db, u"INSERT INTO own.draft (line, peer, body, media, updated_ms) VALUES (coalesce(?, ''), coalesce(?, ''), ?, ?, ?)"
                        " ON CONFLICT (line, peer) DO UPDATE SET body = excluded.body, media = excluded.media, updated_ms = excluded.updated_ms");
    return write.with(line.text(), peer.text(), draft.body, media, now.toMSecsSinceEpoch()).run();
}

} // namespace

DraftStore::DraftStore(Store &store, MessageStore &messages, QObject *parent) : QObject(parent), m_store(store), m_messages(messages) {}

QFuture<Result<TextDraft>> DraftStore::draft(Party line, Party peer)
{
    return m_store.read([line, peer](QSqlDatabase &db) -> Result<TextDraft> {
        Statement query(db, u"SELECT body, media FROM own.draft WHERE line = coalesce(?, '') AND peer = coalesce(?, '')");
        query.with(line.text(), peer.text());
        TextDraft draft;
        if (query.next()) {
            draft.body = query.text(0);
            for (const QJsonValue &media : QJsonDocument::fromJson(query.text(1).toUtf8()).array())
                draft.media.push_back(media.toString());
        }
        if (!query.ok())
            return query.failure();
        return draft;
    });
}

QFuture<Result<>> DraftStore::save(Party line, Party peer, TextDraft draft)
{
    auto saved = m_store.write([line, peer, draft = std::move(draft), now = m_store.options().clock()](QSqlDatabase &db) -> Result<qint64> {
        if (const auto written = writeDraft(db, line, peer, draft, now); !written)
            return fail(written.error());
        ThreadKeeper threads(db);
        const auto thread = threads.idOf(line, peer);
        if (!thread)
            return thread;
        const auto refreshed = threads.refresh(*thread);
        return refreshed ? thread : fail(refreshed.error());
    });
    return voided(std::move(saved), this, [this](qint64 thread) { Q_EMIT m_messages.threadsChanged({thread}); });
}

} // namespace milassist
