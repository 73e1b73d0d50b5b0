// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/sharedcontacttable.h"

#include "core/contacts/matching.h"
#include "core/store/recordsql.h"

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView contactColumns = u"c.id, c.name, c.organisation, c.email, c.note, c.changed_ms, c.version, c.changed_by";

QList<SharedContact> contactsIn(Statement &query)
{
    QList<SharedContact> contacts;
    while (query.next()) {
        SharedContact shared{.contact = {.id = query.integer(0),
                                         .name = query.text(1),
                                         .organisation = query.text(2),
                                         .email = query.text(3),
                                         .note = query.text(4),
                                         .numbers = {},
                                         .updatedAt = {}},
                             .version = query.integer(6),
                             .changedBy = query.text(7)};
        readMember(query, 5, shared.contact.updatedAt);
        contacts << shared;
    }
    return contacts;
}

Result<> worthKeeping(const Contact &contact)
{
    if (contact.name.trimmed().isEmpty() && contact.organisation.trimmed().isEmpty() && contact.numbers.isEmpty())
        return fail(Error::Kind::Rejected, u"a contact needs a name or a number"_s);
    return {};
}

Error noSuchContact(qint64 id)
{
    return {.kind = Error::Kind::NotFound, .detail = u"there is no contact %1"_s.arg(id)};
}

} // namespace

Result<SharedContact> SharedContactTable::add(const Contact &contact, const Author &author)
{
    if (const auto worth = worthKeeping(contact); !worth)
        return fail(worth.error());
    Statement insert(m_db, u"INSERT INTO contact (version, changed_ms) VALUES (0, 0) RETURNING id");
    SharedContact shared{.contact = contact, .version = 1, .changedBy = author.name};
    shared.contact.id = insert.next() ? insert.integer(0) : 0;
    insert.restart();
    if (!insert.ok())
        return insert.failure();
    shared.contact.updatedAt = author.now;
    return write(shared);
}

Result<SharedContact> SharedContactTable::save(const Contact &contact, qint64 basedOn, const Author &author)
{
    if (const auto worth = worthKeeping(contact); !worth)
        return fail(worth.error());
    const auto there = locked(contact.id);
    if (!there)
        return fail(there.error());
    if (!*there)
        return fail(noSuchContact(contact.id));
    if ((*there)->version != basedOn) {
        return fail(
            Error::Kind::Rejected,
            u"%1 has changed this contact at %2"_s.arg((*there)->changedBy, (*there)->contact.updatedAt.toString(Qt::ISODate)));
    }
    SharedContact shared{.contact = contact, .version = basedOn + 1, .changedBy = author.name};
    shared.contact.updatedAt = author.now;
    return write(shared);
}

Result<SharedContact> SharedContactTable::merge(qint64 keep, qint64 other, const QString &country, const Author &author)
{
    if (keep == other)
        return fail(Error::Kind::Rejected, u"a contact cannot be merged with itself"_s);
    std::optional<SharedContact> kept, gone; // locked in the order of their ids, so that two who merge do not wait in a ring
    for (const qint64 id : {std::min(keep, other), std::max(keep, other)}) {
        auto there = locked(id);
        if (!there)
            return fail(there.error());
        if (!*there)
            return fail(noSuchContact(id));
        (id == keep ? kept : gone) = *std::move(there);
    }
    SharedContact shared{
        .contact = mergedContact(kept->contact, gone->contact, country), .version = kept->version + 1, .changedBy = author.name};
    shared.contact.updatedAt = author.now;
    if (const auto removed = remove(other); !removed)
        return fail(removed.error());
    return write(shared);
}

Result<bool> SharedContactTable::remove(qint64 id)
{
    Statement numbers(m_db, u"DELETE FROM contact_number WHERE contact = ?");
    if (const auto done = numbers.with(id).run(); !done)
        return fail(done.error());
    Statement contact(m_db, u"DELETE FROM contact WHERE id = ?");
    const bool wasThere = contact.with(id).changes();
    if (!contact.ok())
        return contact.failure();
    return wasThere;
}

Result<SharedContact> SharedContactTable::write(SharedContact shared)
{
    const Contact &contact = shared.contact;
    Statement update(m_db,
                     u"UPDATE contact SET name = ?, organisation = ?, email = ?, note = ?, changed_ms = ?, version = ?,"
                     " changed_by = ? WHERE id = ?");
    if (const auto done = update
                              .with(contact.name, contact.organisation, contact.email, contact.note,
                                    contact.updatedAt.toMSecsSinceEpoch(), shared.version, shared.changedBy, contact.id)
                              .run();
        !done)
        return fail(done.error());
    Statement old(m_db, u"DELETE FROM contact_number WHERE contact = ?");
    if (const auto done = old.with(contact.id).run(); !done)
        return fail(done.error());
    Statement insert(m_db, u"INSERT INTO contact_number (contact, position, number, label) VALUES (?, ?, ?, ?)");
    qint64 position = 0;
    for (const ContactNumber &number : contact.numbers) {
        if (number.number.isEmpty())
            continue;
        if (const auto done = insert.with(contact.id, position++, number.number.text(), number.label).run(); !done)
            return fail(done.error());
    }
    return shared;
}

Result<std::optional<SharedContact>> SharedContactTable::locked(qint64 id)
{
    Statement lock(m_db, u"SELECT id FROM contact WHERE id = ?"_s + m_db.forUpdate());
    const bool isThere = lock.with(id).next();
    lock.restart();
    if (!lock.ok())
        return lock.failure();
    return isThere ? find(id) : Result<std::optional<SharedContact>>();
}

Result<std::optional<SharedContact>> SharedContactTable::find(qint64 id)
{
    Statement query(m_db, u"SELECT %1 FROM contact c WHERE c.id = ?"_s.arg(contactColumns));
    const auto found = contactsIn(query.with(id));
    if (!query.ok())
        return query.failure();
    return withNumbers(found).map(
        [](const QList<SharedContact> &contacts) { return contacts.isEmpty() ? std::nullopt : std::optional(contacts.first()); });
}

Result<QList<SharedContact>> SharedContactTable::with(const Party &number)
{
    Statement query(m_db,
                    u"SELECT %1 FROM contact c WHERE c.id IN (SELECT contact FROM contact_number WHERE number = ?)"
                    " ORDER BY c.changed_ms DESC, c.id"_s.arg(contactColumns));
    const auto found = contactsIn(query.with(number.text()));
    if (!query.ok())
        return query.failure();
    return withNumbers(found);
}

Result<QList<SharedContact>> SharedContactTable::after(qint64 id, int limit)
{
    Statement query(m_db, u"SELECT %1 FROM contact c WHERE c.id > ? ORDER BY c.id LIMIT ?"_s.arg(contactColumns));
    const auto found = contactsIn(query.with(id, limit));
    if (!query.ok())
        return query.failure();
    return withNumbers(found);
}

Result<QList<SharedContact>> SharedContactTable::withNumbers(QList<SharedContact> contacts)
{
    Statement query(m_db, u"SELECT number, label FROM contact_number WHERE contact = ? ORDER BY position");
    for (SharedContact &shared : contacts) {
        query.with(shared.contact.id);
        while (query.next())
            shared.contact.numbers << ContactNumber{.number = Party(query.text(0)), .label = query.text(1)};
    }
    if (!query.ok())
        return query.failure();
    return contacts;
}

} // namespace milassist::relay
