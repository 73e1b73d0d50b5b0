// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rowlistmodel.h"

#include <algorithm>
#include <chrono>

namespace milassist {

using namespace std::chrono_literals;

namespace {

constexpr int mostWantedPages = 6;  // a tall window shows two
constexpr int mostReading = 2;
constexpr int mostStepsShown = 64;  // beyond this a list has changed so much that it is shown anew

struct Step {
    bool isInsertion;
    qsizetype first, count; // removals: in the old list; insertions: in the new one
};

void extend(QList<Step> &steps, bool isInsertion, qsizetype at)
{
    if (!steps.isEmpty() && steps.last().isInsertion == isInsertion && steps.last().first + steps.last().count == at)
        ++steps.last().count;
    else
        steps.push_back({isInsertion, at, 1});
}

// Both descending: what went and what came, each in growing order.
QList<Step> stepsBetween(const RowIds &before, const RowIds &after)
{
    QList<Step> removals;
    QList<Step> insertions;
    qsizetype b = 0;
    qsizetype a = 0;
    while ((b < before.size() || a < after.size()) && removals.size() + insertions.size() <= mostStepsShown) {
        if (b < before.size() && a < after.size() && before[b] == after[a]) {
            ++b;
            ++a;
        } else if (a >= after.size() || (b < before.size() && before[b] > after[a])) {
            extend(removals, false, b++);
        } else {
            extend(insertions, true, a++);
        }
    }
    return removals + insertions;
}

} // namespace

RowListModel::RowListModel(QObject *parent) : QAbstractListModel(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0ms);
    connect(&m_soon, &QTimer::timeout, this, &RowListModel::readWanted);
}

int RowListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

qint64 RowListModel::idAt(int row) const
{
    return row >= 0 && row < m_ids.size() ? m_ids[row] : 0;
}

int RowListModel::rowOf(qint64 id) const
{
    if (!m_isDescending)
        return int(m_ids.indexOf(id));
    const auto found = std::lower_bound(m_ids.begin(), m_ids.end(), id, std::greater<>());
    return found != m_ids.end() && *found == id ? int(found - m_ids.begin()) : -1;
}

void RowListModel::showIds(const RowIds &ids)
{
    apply(ids);
    setState(State::Ready);
}

void RowListModel::apply(const RowIds &ids)
{
    const bool isDescending = std::is_sorted(ids.begin(), ids.end(), std::greater<>());
    const QList<Step> steps = isDescending && m_isDescending ? stepsBetween(m_ids, ids) : QList<Step>();
    if (!isDescending || !m_isDescending || steps.size() > mostStepsShown) {
        if (m_ids == ids)
            return;
        beginResetModel();
        m_ids = ids;
        m_isDescending = isDescending;
        m_wanted.clear();
        endResetModel();
        return;
    }
    m_wanted.clear();
    for (auto step = steps.crbegin(); step != steps.crend(); ++step) {
        if (step->isInsertion)
            continue;
        beginRemoveRows({}, int(step->first), int(step->first + step->count - 1));
        m_ids.remove(step->first, step->count);
        endRemoveRows();
    }
    for (const Step &step : steps) {
        if (!step.isInsertion)
            continue;
        beginInsertRows({}, int(step.first), int(step.first + step.count - 1));
        m_ids.insert(step.first, step.count, 0);
        std::copy_n(ids.begin() + step.first, step.count, m_ids.begin() + step.first);
        endInsertRows();
    }
}

void RowListModel::setState(State state, const Error &error)
{
    const bool same = m_state == state && m_error == error;
    m_state = state;
    m_error = error;
    if (!same)
        Q_EMIT stateChanged();
}

void RowListModel::want(int row) const
{
    const int page = row / pageRows;
    if (!m_wanted.isEmpty() && m_wanted.last() == page)
        return;
    m_wanted.removeOne(page);
    m_wanted.push_back(page);
    if (m_wanted.size() > mostWantedPages)
        m_wanted.pop_front();
    if (!m_soon.isActive())
        m_soon.start();
}

void RowListModel::readWanted()
{
    while (m_reading < mostReading && !m_wanted.isEmpty()) {
        const int page = m_wanted.takeLast();
        RowIds missing;
        for (qsizetype row = qsizetype(page) * pageRows; row < std::min(m_ids.size(), qsizetype(page + 1) * pageRows); ++row) {
            if (!isHere(m_ids[row]))
                missing.push_back(m_ids[row]);
        }
        if (missing.isEmpty())
            continue;
        ++m_reading;
        readRows(missing);
    }
}

void RowListModel::arrived(const RowIds &ids)
{
    --m_reading;
    int first = rowCount();
    int last = -1;
    for (const qint64 id : ids) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        first = std::min(first, row);
        last = std::max(last, row);
    }
    if (last >= 0)
        Q_EMIT dataChanged(index(first), index(last));
    if (!m_wanted.isEmpty())
        m_soon.start();
}

void RowListModel::lookDifferent(const RowIds &ids)
{
    markStale(ids);
    if (ids.isEmpty() && !m_ids.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    for (const qint64 id : ids) {
        if (const int row = rowOf(id); row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

} // namespace milassist
