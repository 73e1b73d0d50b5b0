// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callsave.h"

#include "core/cache/owncallstore.h"
#include "core/cache/recordtable.h"
#include "core/cache/timeid.h"

#include <map>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString intoConversation =
    QStringLiteral(" INTO conversation (id, root, direction, line, peer, outcome, started_ms, ring_s, talk_s, price,"
                   " price_unit, price_pending, has_recording, has_voicemail, legs) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

QDateTime beginOf(const Call &leg)
{
    return leg.createdAt.isValid() ? leg.createdAt : leg.startedAt.isValid() ? leg.startedAt : leg.endedAt;
}

// Which conversation each leg belongs to. A child may come before its parent: the newest page is fetched first.
class Homes {
public:
    explicit Homes(QSqlDatabase &db)
        : m_ofLeg(db, u"SELECT conversation FROM call WHERE sid = ?"),
          m_waiting(db, u"SELECT conversation FROM waiting WHERE parent = ?"),
          m_wait(db, u"INSERT OR REPLACE INTO waiting (parent, conversation) VALUES (?, ?)"),
          m_arrived(db, u"DELETE FROM waiting WHERE parent = ?"),
          m_move(db, u"UPDATE call SET conversation = ?2 WHERE "_s + legsOfConversation),
          m_moveWaiting(db, u"UPDATE waiting SET conversation = ?2 WHERE conversation = ?1"),
          m_gone(db, u"DELETE FROM conversation WHERE id = ?"),
          m_place(db, u"UPDATE call SET conversation = ?2 WHERE sid = ?1")
    {
        Statement any(db, u"SELECT 1 FROM waiting LIMIT 1");
        m_anyWaiting = any.next();
    }

    /// For a leg that is about to be written as row @p id.
    Result<qint64> find(const Call &leg, qint64 id)
    {
        if (leg.parentSid.isNull())
            return id;
        if (const auto home = one(m_ofLeg, leg.parentSid.text()); !home || *home)
            return home ? Result<qint64>(**home) : fail(home.error());
        if (const auto sibling = one(m_waiting, leg.parentSid.text()); !sibling || *sibling)
            return sibling ? Result<qint64>(**sibling) : fail(sibling.error());
        m_anyWaiting = true;
        if (const auto waits = m_wait.with(leg.parentSid.text(), id).run(); !waits)
            return fail(waits.error());
        return id;
    }

    /// Corrects the home of a leg that had to take another row id.
    Result<> settle(const Call &leg, qint64 home)
    {
        if (const auto placed = m_place.with(leg.sid.text(), home).run(); !placed || leg.parentSid.isNull())
            return placed;
        return m_wait.with(leg.parentSid.text(), home).run();
    }

    /// After @p leg was written into @p home: brings those that waited for it there too. @return where they were
    Result<std::optional<qint64>> gather(const Call &leg, qint64 home)
    {
        if (!m_anyWaiting)
            return std::optional<qint64>();
        const auto waited = one(m_waiting, leg.sid.text());
        if (!waited || !*waited)
            return waited;
        const qint64 old = **waited;
        for (const auto &done : {m_arrived.with(leg.sid.text()).run(), m_move.with(old, home).run(), m_moveWaiting.with(old, home).run()}) {
            if (!done)
                return fail(done.error());
        }
        if (old != home) {
            if (const auto done = m_gone.with(old).run(); !done)
                return fail(done.error());
        }
        return old;
    }

private:
    static Result<std::optional<qint64>> one(Statement &query, const QString &sid)
    {
        query.with(sid);
        std::optional<qint64> value;
        if (query.next())
            value = query.integer(0);
        query.restart();
        if (!query.ok())
            return query.failure();
        return value;
    }

    Statement m_ofLeg, m_waiting, m_wait, m_arrived, m_move, m_moveWaiting, m_gone, m_place;
    bool m_anyWaiting = false;
};

} // namespace

ConversationKeeper::ConversationKeeper(QSqlDatabase &db)
    : m_parties(db),
      m_legs(db, u"SELECT %1 FROM call WHERE %2 ORDER BY id"_s.arg(columnList<Call>(), legsOfConversation)),
      m_recorded(db, u"SELECT voicemail FROM recording WHERE call_sid = ? AND status NOT IN ('absent', 'deleted')"),
      m_add(db, u"INSERT OR IGNORE"_s + intoConversation),
      m_write(db, u"INSERT OR REPLACE"_s + intoConversation),
      m_remove(db, u"DELETE FROM conversation WHERE id = ?"),
      m_place(db, u"UPDATE recording SET line = ?2, peer = ?3 WHERE call_sid = ?1 AND (line <> ?2 OR peer <> ?3)")
{
    Statement any(db, u"SELECT 1 FROM recording LIMIT 1");
    m_anyRecordings = any.next();
}

Result<KeptSound> ConversationKeeper::recordedOf(const Legs &legs)
{
    KeptSound recorded;
    if (!m_anyRecordings)
        return recorded;
    for (const Call *leg : legs) {
        m_recorded.with(leg->sid.text());
        while (m_recorded.next()) {
            recorded.any = true;
            recorded.voicemail = recorded.voicemail || m_recorded.integer(0) != 0;
        }
    }
    m_recorded.restart();
    if (!m_recorded.ok())
        return m_recorded.failure();
    return recorded;
}

Result<> ConversationKeeper::refresh(qint64 conversation)
{
    QList<Call> legs;
    m_legs.with(conversation);
    while (m_legs.next())
        legs.push_back(readRecord<Call>(m_legs, 0));
    m_legs.restart();
    if (!m_legs.ok())
        return m_legs.failure();
    return legs.isEmpty() ? m_remove.with(conversation).run() : write(conversation, legsIn(legs));
}

Result<> ConversationKeeper::write(qint64 conversation, const Legs &legs)
{
    const auto written = bring(m_write, conversation, legs);
    return written ? Result<>() : fail(written.error());
}

Result<> ConversationKeeper::add(qint64 conversation, const Legs &legs)
{
    const auto added = bring(m_add, conversation, legs);
    if (!added)
        return fail(added.error());
    return *added ? Result<>() : write(conversation, legs);
}

Result<bool> ConversationKeeper::bring(Statement &statement, qint64 conversation, const Legs &legs)
{
    const auto recorded = recordedOf(legs);
    if (!recorded)
        return fail(recorded.error());
    const CallRow row = conversationOf(legs, *recorded);
    const auto line = m_parties.idOf(row.line);
    const auto peer = m_parties.idOf(row.peer);
    if (!line || !peer)
        return fail(line ? peer.error() : line.error());
    statement.with(conversation, row.root.text(), int(row.direction), *line, *peer, int(row.outcome), nullptr, qint64(row.ringSeconds.count()),
                   qint64(row.talkSeconds.count()), nullptr, nullptr, row.pricePending, row.hasRecording, row.hasVoicemail, row.legs);
    if (row.startedAt.isValid())
        statement.bindInteger(7, row.startedAt.toMSecsSinceEpoch());
    if (row.price) {
        statement.bindInteger(10, row.price->micros);
        statement.bindText(11, row.price->currency);
    }
    const bool written = statement.changes();
    if (!statement.ok())
        return statement.failure();
    if (!written || !row.hasRecording)
        return written;
    for (const Call *leg : legs) {
        m_placed += m_place.with(leg->sid.text(), *line, *peer).changes() ? 1 : 0;
        if (!m_place.ok())
            return m_place.failure();
    }
    return true;
}

Result<Saved> saveCalls(QSqlDatabase &db, const QList<Call> &legs)
{
    // Oldest first, so that parents come before their children.
    const auto idOf = [](const Call &leg) { return timeId(beginOf(leg), leg.sid.text()); };
    RecordTable<Call> table(db, u"call", {u"conversation"_s});
    Statement homeOf(db, u"SELECT conversation FROM call WHERE id = ?");
    Homes homes(db);
    std::map<qint64, Legs> whole; // conversations of which every leg came in this page; in order, as they are written
    QSet<qint64> touched;         // those that have to be read again
    Saved saved;
    for (const auto &[id, one] : inOrderOfIds(legs, idOf)) {
        const Call &leg = *one;
        auto home = homes.find(leg, id);
        if (!home)
            return fail(home.error());
        const auto inserted = table.insert(id, leg, *home);
        if (!inserted)
            return fail(inserted.error());
        if (*inserted) {
            ++saved.added;
            if (**inserted != id && *home == id) { // that conversation is another one of the same second
                home = **inserted;
                if (const auto moved = homes.settle(leg, *home); !moved)
                    return fail(moved.error());
            }
            const auto gathered = homes.gather(leg, *home);
            if (!gathered)
                return fail(gathered.error());
            if (*gathered) {
                touched.remove(**gathered);
                whole.erase(**gathered);
                if (**gathered != *home)
                    saved.ids.push_back(**gathered); // its row is gone
                touched.insert(*home);
            } else if (*home == **inserted && leg.parentSid.isNull()) {
                whole.insert_or_assign(whole.end(), *home, Legs{&leg});
            } else if (const auto known = whole.find(*home); known != whole.end()) {
                known->second.push_back(&leg);
            } else {
                touched.insert(*home);
            }
            continue;
        }
        const auto kept = table.find(leg.sid.text());
        if (!kept)
            return fail(kept.error());
        const Call now = merged((*kept)->record, leg);
        if (now == (*kept)->record)
            continue;
        ++saved.changed;
        if (const auto updated = table.update((*kept)->id, now); !updated)
            return fail(updated.error());
        homeOf.with((*kept)->id);
        if (homeOf.next()) {
            whole.erase(homeOf.integer(0)); // what was collected there is not the newest any more
            touched.insert(homeOf.integer(0));
        }
        homeOf.restart();
    }

    ConversationKeeper keeper(db);
    saved.ids.reserve(qsizetype(whole.size()));
    for (const auto &[conversation, all] : whole) {
        saved.ids.push_back(conversation);
        if (touched.contains(conversation))
            continue;
        if (const auto added = keeper.add(conversation, all); !added)
            return fail(added.error());
    }
    for (const qint64 conversation : std::as_const(touched)) {
        if (!whole.contains(conversation))
            saved.ids.push_back(conversation);
        if (const auto refreshed = keeper.refresh(conversation); !refreshed)
            return fail(refreshed.error());
    }
    saved.placed = keeper.placed();
    if (saved.ids.isEmpty())
        return saved;
    const auto joined = joinOwnCalls(db);
    if (!joined)
        return fail(joined.error());
    saved.ids += *joined;
    return saved;
}

Result<RowIds> removeCalls(QSqlDatabase &db, const QList<CallSid> &legs)
{
    Statement remove(db, u"DELETE FROM call WHERE sid = ? RETURNING conversation");
    QSet<qint64> touched;
    for (const CallSid &leg : legs) {
        remove.with(leg.text());
        while (remove.next())
            touched.insert(remove.integer(0));
        if (!remove.ok())
            return remove.failure();
    }
    remove.restart();
    ConversationKeeper keeper(db);
    for (const qint64 conversation : std::as_const(touched)) {
        if (const auto refreshed = keeper.refresh(conversation); !refreshed)
            return fail(refreshed.error());
    }
    return touched.values();
}

} // namespace milassist
