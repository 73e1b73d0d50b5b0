// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/contactstore.h"

#include "core/cache/contactrows.h"
#include "core/cache/rowsql.h"
#include "core/cache/searchwords.h"
#include "core/cache/timeline.h"
#include "core/cache/voided.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

Result<qint64> writeContact(QSqlDatabase &db, const Contact &contact, const QDateTime &now)
{
    const QString searchable =
        folded(QStringList{contact.name, contact.organisation, contact.email, contact.note}.join(u'\n').simplified());
    Statement write(db, contact.id > 0
                            ? u"UPDATE own.contact SET name = coalesce(?1, ''), organisation = ?2, email = ?3, note = ?4, updated_ms = ?5,"
                              " folded = coalesce(?6, '') WHERE id = ?7 RETURNING id"
                            : u"INSERT INTO own.contact (name, organisation, email, note, updated_ms, folded)"
                              " VALUES (coalesce(?1, ''), ?2, ?3, ?4, ?5, coalesce(?6, '')) RETURNING id");
    write.with(contact.name, contact.organisation, contact.email, contact.note, now.toMSecsSinceEpoch(), searchable);
    if (contact.id > 0)
        write.bindInteger(7, contact.id);
    const qint64 id = write.next() ? write.integer(0) : 0;
    write.restart();
    if (!write.ok())
        return write.failure();
    if (id == 0)
        return fail(Error::Kind::NotFound, u"no such contact"_s);

    Statement clear(db, u"DELETE FROM own.contact_number WHERE contact = ?");
    if (const auto cleared = clear.with(id).run(); !cleared)
        return fail(cleared.error());
    Statement number(db, u"INSERT INTO own.contact_number (contact, number, label) VALUES (?, ?, ?)");
    for (const ContactNumber &one : contact.numbers) {
        if (one.number.isEmpty())
            continue;
        if (const auto added = number.with(id, one.number.text(), one.label).run(); !added)
            return fail(added.error());
    }
    return id;
}

} // namespace

ContactStore::ContactStore(Store &store, QObject *parent) : QObject(parent), m_store(store) {}

QFuture<Result<RowIds>> ContactStore::rowIds(ContactFilter filter)
{
    const bool searches = !filter.text.trimmed().isEmpty();
    auto job = [filter = std::move(filter)](QSqlDatabase &db) { return contactIds(db, filter); };
    return searches ? m_store.read(m_search, std::move(job)) : m_store.read(std::move(job));
}

QFuture<Result<QList<Contact>>> ContactStore::contacts(RowIds ids)
{
    return m_store.read([ids = std::move(ids)](QSqlDatabase &db) { return contactRows(db, ids); });
}

QFuture<Result<QList<Contact>>> ContactStore::matches(Party party)
{
    return m_store.read([party](QSqlDatabase &db) -> Result<QList<Contact>> {
        const auto ids = contactsWith(db, party);
        if (!ids)
            return fail(ids.error());
        return contactRows(db, *ids);
    });
}

QFuture<Result<qint64>> ContactStore::save(Contact contact)
{
    auto future = m_store.write(
        [contact = std::move(contact), now = m_store.options().clock()](QSqlDatabase &db) { return writeContact(db, contact, now); });
    whenDone(future, this, [this](const Result<qint64> &saved) {
        if (saved)
            Q_EMIT changed();
    });
    return future;
}

QFuture<Result<RowIds>> ContactStore::saveAll(QList<Contact> contacts)
{
    auto future = m_store.write([contacts = std::move(contacts), now = m_store.options().clock()](QSqlDatabase &db) -> Result<RowIds> {
        RowIds ids;
        for (const Contact &contact : contacts) {
            const auto id = writeContact(db, contact, now);
            if (!id)
                return fail(id.error());
            ids.push_back(*id);
        }
        return ids;
    });
    whenDone(future, this, [this](const Result<RowIds> &saved) {
        if (saved && !saved->isEmpty())
            Q_EMIT changed();
    });
    return future;
}

QFuture<Result<>> ContactStore::remove(RowIds ids)
{
    auto future = m_store.write([ids = std::move(ids)](QSqlDatabase &db) -> Result<> {
        Statement remove(db, u"DELETE FROM own.contact WHERE id IN (SELECT value FROM json_each(?))");
        return remove.with(jsonList(ids)).run();
    });
    whenDone(future, this, [this](const Result<> &done) {
        if (done)
            Q_EMIT changed();
    });
    return future;
}

QFuture<Result<QList<TimelineItem>>> ContactStore::timeline(TimelineOf who, QDateTime before, int limit)
{
    return m_store.read([who = std::move(who), before, limit](QSqlDatabase &db) { return timelineOf(db, who, before, limit); });
}

} // namespace milassist
