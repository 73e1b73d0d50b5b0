// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cache/rowids.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>

namespace milassist {

/// A list that knows the ids of all its rows and reads the rows themselves, page by page, as they are looked at. A
/// million rows cost 8 MB. This is the part that does not depend on what a row is; see PagedModel.
class RowListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole + 1 };
    enum class State {
        Loading, ///< the ids for this filter are on their way; what is shown belongs to the filter before, if to any
        Ready,
        Failed,
    };

    explicit RowListModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    /// 0 outside of the list.
    qint64 idAt(int row) const;
    /// -1 when the id is not in the list.
    int rowOf(qint64 id) const;
    State state() const { return m_state; }
    const Error &error() const { return m_error; }
    virtual void retry() = 0; ///< after an error: once more

    static constexpr int pageRows = 64;

Q_SIGNALS:
    void stateChanged();

protected:
    /// The rows have changed to these; selections and positions stay with their ids.
    void showIds(const RowIds &ids);
    void setState(State state, const Error &error = {});
    /// Marks the row's page as wanted; the latest wanted are read first, those long scrolled past not at all.
    void want(int row) const;
    /// These ids look different, perhaps; empty = any. Shown as they were until they are read again.
    void lookDifferent(const RowIds &ids);
    void arrived(const RowIds &ids);

    virtual bool isHere(qint64 id) const = 0;            ///< read and not known to be stale
    virtual void markStale(const RowIds &ids) = 0;       ///< empty = all
    virtual void readRows(const RowIds &ids) = 0;        ///< calls arrived() when done, whatever the outcome

private:
    void readWanted();
    void apply(const RowIds &ids);

    RowIds m_ids;
    bool m_isDescending = true;
    State m_state = State::Loading;
    Error m_error;
    mutable QList<int> m_wanted; // pages, the latest last
    mutable QTimer m_soon;
    int m_reading = 0;
};

} // namespace milassist
