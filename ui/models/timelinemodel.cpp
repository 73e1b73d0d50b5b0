// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/timelinemodel.h"

#include "core/base/whendone.h"

#include <algorithm>

namespace milassist
{

TimelineModel::TimelineModel(ContactStore &store, Speak speak, QObject *parent)
    : QAbstractListModel(parent), m_store(store), m_speak(std::move(speak))
{
}

void TimelineModel::show(const TimelineOf &who)
{
    ++m_generation;
    m_who = who;
    m_loading = false;
    beginResetModel();
    m_items.clear();
    m_hasMore = isSomebody();
    endResetModel();
    if (m_hasMore)
        fetchMore({});
}

void TimelineModel::refresh()
{
    if (!isSomebody() || m_loading)
        return;
    const int wanted = std::max(int(m_items.size()), pageSize);
    m_loading = true;
    whenDone(m_store.timeline(m_who, {}, wanted), this,
             [this, wanted, generation = m_generation](const Result<QList<TimelineItem>> &items) {
                 if (generation != m_generation)
                     return;
                 m_loading = false;
                 if (!items)
                     return Q_EMIT failed(items.error());
                 beginResetModel();
                 m_items = *items;
                 m_hasMore = items->size() >= wanted;
                 endResetModel();
                 Q_EMIT loaded();
             });
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_items.size() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return m_speak(m_items[index.row()]);
}

bool TimelineModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_loading;
}

void TimelineModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_loading = true;
    const QDateTime before = m_items.isEmpty() ? QDateTime() : m_items.last().at;
    whenDone(m_store.timeline(m_who, before, pageSize), this,
             [this, generation = m_generation](const Result<QList<TimelineItem>> &items) {
                 if (generation != m_generation)
                     return; // somebody else is shown meanwhile
                 m_loading = false;
                 if (!items) {
                     m_hasMore = false;
                     return Q_EMIT failed(items.error());
                 }
                 m_hasMore = items->size() >= pageSize;
                 if (!items->isEmpty()) {
                     beginInsertRows({}, rowCount(), rowCount() + int(items->size()) - 1);
                     m_items += *items;
                     endInsertRows();
                 }
                 Q_EMIT loaded();
             });
}

} // namespace milassist
