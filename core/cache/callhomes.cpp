// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/callhomes.h"

#include "core/store/recordsql.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

template <typename Key>
Result<std::optional<qint64>> one(Statement &query, const Key &sid)
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

} // namespace

CallHomes::CallHomes(QSqlDatabase &db)
    : m_ofLeg(db, u"SELECT conversation FROM call WHERE sid = ?"),
      m_waiting(db, u"SELECT conversation FROM waiting WHERE parent = ?"),
      m_wait(db, u"INSERT OR REPLACE INTO waiting (parent, conversation) VALUES (?, ?)"),
      m_arrived(db, u"DELETE FROM waiting WHERE parent = ?"),
      m_move(db, u"UPDATE call SET conversation = ?2 WHERE "_s + legsOfConversation),
      m_moveWaiting(db, u"UPDATE waiting SET conversation = ?2 WHERE conversation = ?1"),
      m_gone(db, u"DELETE FROM conversation WHERE id = ?"),
      m_place(db, u"UPDATE call SET conversation = ?2 WHERE sid = ?1")
{
    Statement parents(db, u"SELECT parent FROM waiting"); // few: those at the edges of pages
    while (parents.next())
        m_awaited.insert(parents.text(0));
}

Result<CallHomes::Home> CallHomes::find(const Call &leg, qint64 id)
{
    if (leg.parentSid.isNull())
        return Home{.id = id, .isOwn = true};
    const auto withParent = one(m_ofLeg, packed(leg.parentSid));
    if (!withParent)
        return fail(withParent.error());
    if (*withParent)
        return Home{.id = **withParent};
    const auto withSibling = one(m_waiting, leg.parentSid.text());
    if (!withSibling)
        return fail(withSibling.error());
    if (*withSibling)
        return Home{.id = **withSibling};
    m_awaited.insert(leg.parentSid.text());
    if (const auto waits = m_wait.with(leg.parentSid.text(), id).run(); !waits)
        return fail(waits.error());
    return Home{.id = id, .isOwn = true};
}

Result<> CallHomes::settle(const Call &leg, qint64 home)
{
    if (const auto placed = m_place.with(packed(leg.sid), home).run(); !placed || leg.parentSid.isNull())
        return placed;
    return m_wait.with(leg.parentSid.text(), home).run();
}

Result<std::optional<qint64>> CallHomes::gather(const Call &leg, qint64 home)
{
    if (!m_awaited.contains(leg.sid.text()))
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

} // namespace milassist
