// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "ui/models/rowlistmodel.h"

#include <QCache>

#include <algorithm>
#include <functional>

namespace milassist {

/// The rows that a store has for a filter. Row needs a member `qint64 id`; Filter needs ==.
template <typename Row, typename Filter>
class PagedModel : public RowListModel {
public:
    /// Where rows come from: two functions of a store.
    struct Source {
        std::function<QFuture<Result<RowIds>>(Filter)> ids;
        std::function<QFuture<Result<QList<Row>>>(RowIds)> rows;
    };
    /// What a row says aloud and in plain text; also what a screen reader gets.
    using Speak = std::function<QString(const Row &)>;

    PagedModel(Source source, Speak speak, QObject *parent = nullptr)
        : RowListModel(parent), m_source(std::move(source)), m_speak(std::move(speak)), m_rows(cachedRows)
    {
        m_again.setSingleShot(true);
        m_again.setInterval(std::chrono::milliseconds(120)); // a page of a running sync changes several things at once
        connect(&m_again, &QTimer::timeout, this, [this] { readIds(); });
    }

    const Filter &filter() const { return m_filter; }

    /// Asks for other rows; those before stay until the new ones are here. The first call loads the list.
    void setFilter(Filter filter)
    {
        if (m_hasFilter && filter == m_filter && state() != State::Failed)
            return;
        m_filter = std::move(filter);
        m_hasFilter = true;
        m_kept = 0;
        setState(State::Loading);
        readIds();
    }

    /// The row, or null when it is not read yet (then it is asked for, and dataChanged follows). Valid until the event
    /// loop runs.
    const Row *row(int row) const
    {
        const qint64 id = idAt(row);
        if (id == 0)
            return nullptr;
        if (!isHere(id))
            want(row);
        return m_rows.object(id);
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        if (role == IdRole)
            return idAt(index.row());
        if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
            return {};
        const Row *here = row(index.row());
        return here ? m_speak(*here) : QString();
    }

    /// For the store's signal: these rows look different, came or went; empty = anything may have.
    void storeChanged(const RowIds &ids)
    {
        lookDifferent(ids);
        if (m_hasFilter && !m_again.isActive())
            m_again.start();
    }

    /// This row stays in the list even if it no longer passes the filter (a voicemail that has just been heard), until
    /// another one is kept or the filter changes. 0 = none.
    void keep(qint64 id)
    {
        if (std::exchange(m_kept, id) != id && m_hasLeftovers)
            readIds();
    }

    void retry() override
    {
        setState(State::Loading);
        readIds();
    }

private:
    static constexpr int cachedRows = 4096;

    void readIds()
    {
        m_again.stop();
        whenDone(m_source.ids(m_filter), this, [this, wanted = ++m_generation](const Result<RowIds> &ids) {
            if (wanted != m_generation) // a newer filter has overtaken this one
                return;
            if (ids)
                showIds(withKept(*ids));
            else if (ids.error().kind != Error::Kind::Cancelled)
                setState(State::Failed, ids.error());
        });
    }

    RowIds withKept(RowIds ids)
    {
        const auto place = std::lower_bound(ids.cbegin(), ids.cend(), m_kept, std::greater<>());
        m_hasLeftovers = m_kept != 0 && rowOf(m_kept) >= 0 && (place == ids.cend() || *place != m_kept);
        if (m_hasLeftovers)
            ids.insert(place, m_kept);
        return ids;
    }

    bool isHere(qint64 id) const override { return m_rows.contains(id) && !m_stale.contains(id); }

    void markStale(const RowIds &ids) override
    {
        const RowIds here = ids.isEmpty() ? m_rows.keys() : ids;
        for (const qint64 id : here)
            m_stale.insert(id);
    }

    void readRows(const RowIds &ids) override
    {
        for (const qint64 id : ids)
            m_stale.remove(id); // changes while we read make it stale again
        whenDone(m_source.rows(ids), this, [this, ids](const Result<QList<Row>> &rows) {
            if (rows) {
                for (const Row &row : *rows)
                    m_rows.insert(row.id, new Row(row)); // the cache owns it
            }
            arrived(ids);
        });
    }

    Source m_source;
    Speak m_speak;
    Filter m_filter;
    bool m_hasFilter = false;
    qint64 m_kept = 0;
    bool m_hasLeftovers = false; // the kept row is there only because it is kept
    quint64 m_generation = 0;
    QTimer m_again;
    QCache<qint64, Row> m_rows;
    QSet<qint64> m_stale;
};

} // namespace milassist
