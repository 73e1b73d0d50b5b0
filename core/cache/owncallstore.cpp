// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/owncallstore.h"

#include "core/cache/notes.h"
#include "core/cache/parties.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
#include "core/store/recordsql.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// How far the clocks of this computer and of Twilio, and the beginnings of legs, may be apart.
constexpr qint64 nearSeconds = 30;
// How long somebody may have waited, or others been rung, before this telephone rings.
constexpr qint64 waitedSeconds = 900;
constexpr qint64 joinedKeptMs = qint64(7) * 86400 * 1000;

// What an own conversation has as the sid of its first leg. It can be no sid of Twilio's.
QString rootOf(const QString &key)
{
    return u"phone:"_s + key;
}

const QString ownColumns = u"key, sid, direction, line, peer, began_ms, answered_ms, ended_ms, outcome, conversation"_s;

struct Kept {
    OwnCall call;
    qint64 conversation = 0;
};

QDateTime instant(const Statement &query, int column)
{
    return query.isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(query.integer(column), Qt::UTC);
}

Kept readKept(const Statement &query)
{
    return {.call = {.key = query.text(0),
                     .sid = Codec<CallSid>::fromSql(query.text(1)),
                     .direction = CallHeading(query.integer(2)),
                     .line = Party(query.text(3)),
                     .peer = Party(query.text(4)),
                     .beganAt = instant(query, 5),
                     .answeredAt = instant(query, 6),
                     .endedAt = instant(query, 7),
                     .outcome = CallOutcome(query.integer(8))},
            .conversation = query.integer(9)};
}

Result<QList<Kept>> openCalls(QSqlDatabase &db, const QString &key = {})
{
    Statement query(db, u"SELECT %1 FROM own.phone_call WHERE joined = ''%2 ORDER BY began_ms"_s.arg(ownColumns, key.isEmpty() ? QString() : u" AND key = ?"_s));
    key.isEmpty() ? query.with() : query.with(key);
    QList<Kept> kept;
    while (query.next())
        kept.append(readKept(query));
    if (!query.ok())
        return query.failure();
    return kept;
}

qint64 secondsBetween(const QDateTime &from, const QDateTime &to)
{
    return from.isValid() && to.isValid() ? qMax<qint64>(0, from.secsTo(to)) : 0;
}

Result<qint64> oneId(Statement &query)
{
    const bool found = query.next();
    if (!query.ok())
        return query.failure();
    return found ? query.integer(0) : 0;
}

/// Twilio's conversation for @p call; 0 when it has not come.
Result<qint64> counterpart(QSqlDatabase &db, const OwnCall &call)
{
    if (!call.sid.isNull()) {
        Statement query(db, u"SELECT conversation FROM call WHERE sid = ?");
        const auto found = oneId(query.with(packed(call.sid)));
        // While it rings, what has come of a call to us is the caller's leg, which says nothing of ours.
        const bool mayBeTheirLeg = call.direction == CallHeading::In && call.outcome == CallOutcome::Ongoing;
        if (!found || *found != 0 || !mayBeTheirLeg)
            return found;
    }
    if (call.peer.isEmpty())
        return 0;
    const bool isKnown = !call.sid.isNull();
    Statement query(db, u"SELECT c.id FROM conversation c JOIN party p ON p.id = c.peer WHERE c.id >= ? AND c.id < ? AND p.text = ?"
                        " AND c.direction = ? AND c.legs > 0 AND c.root NOT IN (SELECT joined FROM own.phone_call)%1"
                        " ORDER BY abs(coalesce(c.started_ms, 0) - ?) LIMIT 1"_s
                            .arg(isKnown ? u" AND c.outcome = %1"_s.arg(int(CallOutcome::Ongoing)) : QString()));
    return oneId(query.with(firstIdAt(call.beganAt.addSecs(isKnown ? -waitedSeconds : -nearSeconds)),
                            firstIdAt(call.beganAt.addSecs(nearSeconds + 1)), call.peer.text(), int(call.direction),
                            call.beganAt.toMSecsSinceEpoch()));
}

Result<qint64> write(QSqlDatabase &db, const Kept &kept)
{
    const OwnCall &call = kept.call;
    Parties parties(db);
    const auto line = parties.idOf(call.line);
    const auto peer = parties.idOf(call.peer);
    if (!line || !peer)
        return fail(line ? peer.error() : line.error());
    const qint64 ring = secondsBetween(call.beganAt, call.answeredAt.isValid() ? call.answeredAt : call.endedAt);
    const qint64 talk = secondsBetween(call.answeredAt, call.endedAt);
    const QString root = rootOf(call.key);
    Statement update(db, u"UPDATE conversation SET direction = ?3, line = ?4, peer = ?5, outcome = ?6, ring_s = ?7, talk_s = ?8 WHERE id = ?1 AND root = ?2");
    qint64 id = kept.conversation != 0 ? kept.conversation : timeId(call.beganAt, call.key);
    if (update.with(id, root, int(call.direction), *line, *peer, int(call.outcome), ring, talk).changes())
        return id;
    Statement insert(db, u"INSERT OR IGNORE INTO conversation (id, root, direction, line, peer, outcome, started_ms, ring_s, talk_s, price_pending,"
                         " has_recording, has_voicemail, legs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?9, ?7, ?8, 0, 0, 0, 0)");
    while (!insert.with(id, root, int(call.direction), *line, *peer, int(call.outcome), ring, talk, call.beganAt.toMSecsSinceEpoch()).changes()) {
        if (!insert.ok())
            return insert.failure();
        ++id; // another conversation of the same second
    }
    Statement remember(db, u"UPDATE own.phone_call SET conversation = ? WHERE key = ?");
    if (const auto done = remember.with(id, call.key).run(); !done)
        return fail(done.error());
    return id;
}

/// Until they are dialled, Twilio's record of "call my phone first" says only that this telephone was called.
Result<> nameWhoWasWanted(QSqlDatabase &db, const OwnCall &call, qint64 conversation)
{
    if (call.direction != CallHeading::Out || call.peer.isEmpty())
        return {};
    Parties parties(db);
    const auto line = parties.idOf(call.line);
    const auto peer = parties.idOf(call.peer);
    if (!line || !peer)
        return fail(line ? peer.error() : line.error());
    Statement name(db, u"UPDATE conversation SET line = ?2, peer = ?3 WHERE id = ?1 AND direction = ?4"
                       " AND peer IN (SELECT id FROM party WHERE text LIKE 'sip:%')");
    return name.with(conversation, *line, *peer, int(call.direction)).run();
}

/// Gives @p kept up for Twilio's @p conversation.
Result<> giveWay(QSqlDatabase &db, const Kept &kept, qint64 conversation)
{
    const QString root = rootOf(kept.call.key);
    Statement mark(db, u"UPDATE own.phone_call SET joined = (SELECT root FROM conversation WHERE id = ?), conversation = 0 WHERE key = ?");
    Statement note(db, u"UPDATE OR IGNORE own.note SET about = (SELECT root FROM conversation WHERE id = ?) WHERE about = ?");
    Statement sound(db, u"UPDATE OR IGNORE own.call_sound SET about = (SELECT root FROM conversation WHERE id = ?) WHERE about = ?");
    Statement gone(db, u"DELETE FROM conversation WHERE id = ? AND root = ?");
    if (const auto named = nameWhoWasWanted(db, kept.call, conversation); !named)
        return named;
    for (const auto &done : {mark.with(conversation, kept.call.key).run(), note.with(conversation, root).run(), sound.with(conversation, root).run(), gone.with(kept.conversation, root).run()}) {
        if (!done)
            return done;
    }
    return {};
}

/// Lets @p write something about the conversation that stands for @p key now.
Result<RowIds> writeAbout(QSqlDatabase &db, const QString &key, const std::function<Result<>(const QString &about)> &write)
{
    Statement query(db, u"SELECT joined, conversation, (SELECT id FROM conversation WHERE root = joined) FROM own.phone_call WHERE key = ?");
    if (!query.with(key).next())
        return query.ok() ? fail(Error::Kind::NotFound, u"no such call"_s) : query.failure();
    const QString joined = query.text(0);
    const qint64 id = joined.isEmpty() ? query.integer(1) : query.integer(2);
    if (const auto done = write(joined.isEmpty() ? rootOf(key) : joined); !done)
        return fail(done.error());
    return RowIds{id};
}

} // namespace

Result<RowIds> joinOwnCalls(QSqlDatabase &db)
{
    const auto open = openCalls(db);
    if (!open)
        return fail(open.error());
    RowIds touched;
    for (const Kept &kept : *open) {
        const auto there = counterpart(db, kept.call);
        if (!there)
            return fail(there.error());
        if (*there == 0)
            continue;
        if (const auto done = giveWay(db, kept, *there); !done)
            return fail(done.error());
        touched << kept.conversation << *there;
    }
    return touched;
}

Result<> bringBackOwnCalls(QSqlDatabase &db, const QDateTime &now)
{
    Statement forget(db, u"DELETE FROM own.phone_call WHERE joined <> '' AND began_ms < ?");
    if (const auto done = forget.with(now.toMSecsSinceEpoch() - joinedKeptMs).run(); !done)
        return done;
    const auto open = openCalls(db);
    if (!open)
        return fail(open.error());
    for (const Kept &kept : *open) {
        if (const auto id = write(db, kept); !id)
            return fail(id.error());
    }
    const auto joined = joinOwnCalls(db);
    return joined ? Result<>() : fail(joined.error());
}

OwnCallStore::OwnCallStore(Store &store, CallStore &calls, QObject *parent) : QObject(parent), m_store(store), m_calls(calls)
{
    // What was going on when the program ended is over.
    whenDone(m_store.write([](QSqlDatabase &db) -> Result<RowIds> {
                 auto open = openCalls(db);
                 if (!open)
                     return fail(open.error());
                 Statement end(db, u"UPDATE own.phone_call SET outcome = ? WHERE key = ?");
                 RowIds touched;
                 for (Kept &kept : *open) {
                     OwnCall &call = kept.call;
                     if (call.outcome != CallOutcome::Ongoing)
                         continue;
                     call.outcome = call.answeredAt.isValid() ? CallOutcome::Answered
                         : call.direction == CallHeading::In  ? CallOutcome::Missed
                                                              : CallOutcome::Canceled;
                     if (const auto done = end.with(int(call.outcome), call.key).run(); !done)
                         return fail(done.error());
                     const auto id = write(db, kept);
                     if (!id)
                         return fail(id.error());
                     touched.append(*id);
                 }
                 return touched;
             }),
             this, [this](const Result<RowIds> &touched) {
                 if (touched && !touched->isEmpty())
                     m_calls.announce(*touched);
             });
}

QFuture<Result<qint64>> OwnCallStore::save(OwnCall call)
{
    struct Outcome {
        qint64 conversation = 0;
        RowIds touched;
    };
    auto written = m_store.write([call = std::move(call)](QSqlDatabase &db) -> Result<Outcome> {
        Statement upsert(db, u"INSERT INTO own.phone_call (key, sid, direction, line, peer, began_ms, answered_ms, ended_ms, outcome)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (key) DO UPDATE SET sid = coalesce(excluded.sid, sid),"
                             " line = excluded.line, peer = excluded.peer, answered_ms = coalesce(excluded.answered_ms, answered_ms),"
                             " ended_ms = coalesce(excluded.ended_ms, ended_ms), outcome = excluded.outcome");
        upsert.with(call.key, call.sid.text(), int(call.direction), call.line.text(), call.peer.text(), call.beganAt.toMSecsSinceEpoch(), nullptr, nullptr,
                    int(call.outcome));
        if (call.answeredAt.isValid())
            upsert.bindInteger(7, call.answeredAt.toMSecsSinceEpoch());
        if (call.endedAt.isValid())
            upsert.bindInteger(8, call.endedAt.toMSecsSinceEpoch());
        if (const auto done = upsert.run(); !done)
            return fail(done.error());
        const auto open = openCalls(db, call.key);
        if (!open)
            return fail(open.error());
        if (open->isEmpty()) { // Twilio's record stands for it already
            Statement query(db, u"SELECT c.id FROM own.phone_call o JOIN conversation c ON c.root = o.joined WHERE o.key = ?");
            const bool found = query.with(call.key).next();
            return query.ok() ? Result<Outcome>(Outcome{found ? query.integer(0) : 0, {}}) : query.failure();
        }
        const auto there = counterpart(db, open->first().call);
        if (!there)
            return fail(there.error());
        if (*there != 0) {
            if (const auto done = giveWay(db, open->first(), *there); !done)
                return fail(done.error());
            return Outcome{*there, {*there, open->first().conversation}};
        }
        const auto id = write(db, open->first());
        if (!id)
            return fail(id.error());
        return Outcome{*id, {*id}};
    });
    auto promise = std::make_shared<QPromise<Result<qint64>>>();
    promise->start();
    whenDone(written, this, [this, promise](const Result<Outcome> &outcome) {
        if (outcome && !outcome->touched.isEmpty())
            m_calls.announce(outcome->touched);
        promise->addResult(outcome ? Result<qint64>(outcome->conversation) : fail(outcome.error()));
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<>> OwnCallStore::setNote(QString key, QString note)
{
    return voided(m_store.write([key = std::move(key), note = std::move(note), now = m_store.options().clock()](QSqlDatabase &db) {
                      return writeAbout(db, key, [&](const QString &about) { return writeNote(db, about, note, now); });
                  }),
                  this, [this](const RowIds &touched) { m_calls.announce(touched); });
}

QFuture<Result<>> OwnCallStore::setSound(QString key, CallSound sound)
{
    return voided(m_store.write([key = std::move(key), sound = std::move(sound)](QSqlDatabase &db) {
                      return writeAbout(db, key, [&](const QString &about) { return writeSound(db, about, sound); });
                  }),
                  this, [this](const RowIds &touched) { m_calls.announce(touched); });
}

} // namespace milassist
