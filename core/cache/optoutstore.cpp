// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/optoutstore.h"

#include "core/cache/messagesave.h"
#include "core/cache/messagestore.h"
#include "core/cache/voided.h"

namespace milassist {

using namespace Qt::StringLiterals;

Result<> writeOptOut(QSqlDatabase &db, const Party &line, const Party &peer, const OptOut &state)
{
    if (line.isEmpty() || peer.isEmpty())
        return {};
    Statement write(db, u"INSERT INTO own.opt_out (line, peer, opted_out, source, keyword, at_ms) VALUES (?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (line, peer) DO UPDATE SET opted_out = excluded.opted_out, source = excluded.source,"
                        " keyword = excluded.keyword, at_ms = excluded.at_ms WHERE excluded.at_ms >= at_ms");
    return write
        .with(line.text(), peer.text(), state.optedOut, int(state.source), state.keyword, state.at.isValid() ? state.at.toMSecsSinceEpoch() : 0)
        .run();
}

OptOutStore::OptOutStore(Store &store, MessageStore &messages, QObject *parent) : QObject(parent), m_store(store), m_messages(messages) {}

QFuture<Result<OptOut>> OptOutStore::state(Party line, Party peer)
{
    return m_store.read([line, peer](QSqlDatabase &db) -> Result<OptOut> {
        Statement query(db, u"SELECT opted_out, source, at_ms, keyword FROM own.opt_out WHERE line = ? AND peer = ?");
        OptOut state;
        if (query.with(line.text(), peer.text()).next()) {
            state = {.optedOut = query.integer(0) != 0,
                     .source = OptOut::Source(query.integer(1)),
                     .at = QDateTime::fromMSecsSinceEpoch(query.integer(2), Qt::UTC),
                     .keyword = query.text(3)};
        }
        if (!query.ok())
            return query.failure();
        return state;
    });
}

QFuture<Result<>> OptOutStore::set(Party line, Party peer, OptOut state)
{
    auto saved = m_store.write([line, peer, state](QSqlDatabase &db) -> Result<qint64> {
        if (const auto done = writeOptOut(db, line, peer, state); !done)
            return fail(done.error());
        ThreadKeeper threads(db);
        return threads.idOf(line, peer);
    });
    return voided(std::move(saved), this, [this](qint64 thread) { m_messages.announce({thread}); });
}

} // namespace milassist
