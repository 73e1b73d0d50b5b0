// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/deletionstore.h"

#include "core/store/statement.h"

namespace milassist {

QFuture<Result<DeletionStore::Next>> DeletionStore::next()
{
    return m_store.read([](QSqlDatabase &db) -> Result<Next> {
        Statement query(db, u"SELECT sid, after_ms FROM own.deletion WHERE state IN (0, 1) ORDER BY after_ms LIMIT 1");
        Next next;
        if (query.next()) {
            next.recording = RecordingSid::parse(query.text(0)).value_or(RecordingSid());
            next.after = QDateTime::fromMSecsSinceEpoch(query.integer(1), Qt::UTC);
        }
        return query.ok() ? Result<Next>(next) : query.failure();
    });
}

QFuture<Result<bool>> DeletionStore::begin(RecordingSid recording)
{
    return m_store.write([recording](QSqlDatabase &db) -> Result<bool> {
        Statement begin(db, u"UPDATE own.deletion SET state = ?2 WHERE sid = ?1 AND state IN (0, 1)");
        const bool still = begin.with(recording.text(), int(DeletionState::Begun)).changes();
        return begin.ok() ? Result<bool>(still) : begin.failure();
    });
}

QFuture<Result<>> DeletionStore::end(RecordingSid recording, DeletionState state, QString detail)
{
    return m_store.write([recording, state, detail](QSqlDatabase &db) -> Result<> {
        if (state == DeletionState::Done) { // what was said goes for good, also as somebody here wrote it
            Statement forget(db, u"DELETE FROM own.correction WHERE recording = ?");
            if (const auto forgotten = forget.with(recording.text()).run(); !forgotten)
                return forgotten;
        }
        Statement write(db, u"UPDATE own.deletion SET state = ?2, detail = ?3, attempts = attempts + 1 WHERE sid = ?1");
        return write.with(recording.text(), int(state), detail).run();
    });
}

} // namespace milassist
