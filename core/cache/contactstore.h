// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/timelineitem.h"
#include "core/domain/contact.h"

namespace milassist {

struct ContactFilter {
    QString text;               ///< names, organisations, e-mail, notes, any part of a number; every word must be found
    bool operator==(const ContactFilter &) const = default;
};

/// Names for numbers: our own data, never thrown away. Main thread; errors are Storage, DiskFull, Cancelled, NotFound.
class ContactStore : public QObject {
    Q_OBJECT
public:
    explicit ContactStore(Store &store, QObject *parent = nullptr);

    QFuture<Result<RowIds>> rowIds(ContactFilter filter);        ///< by name, as the user's language sorts
    QFuture<Result<QList<Contact>>> contacts(RowIds ids);        ///< in the order of ids
    /// Everybody known under @p party, latest changed first: usually one, sometimes none or several.
    QFuture<Result<QList<Contact>>> matches(Party party);
    /// Saves @p contact, new when its id is 0. @return its id
    QFuture<Result<qint64>> save(Contact contact);
    /// Saves an import as one transaction. @return the ids in the same order
    QFuture<Result<RowIds>> saveAll(QList<Contact> contacts);
    QFuture<Result<>> remove(RowIds ids);

    /// Calls, voicemails and texts of one person before @p before (invalid = now), newest first: @p limit of them, and all
    /// of the last one's second, so that its `at` is the next page's @p before. A conversation that ended in voicemail is
    /// there once, as the voicemail.
    QFuture<Result<QList<TimelineItem>>> timeline(TimelineOf who, QDateTime before, int limit);

Q_SIGNALS:
    void changed();             ///< names elsewhere may read differently too

private:
    Store &m_store;
    ReadLane m_search;
};

} // namespace milassist
