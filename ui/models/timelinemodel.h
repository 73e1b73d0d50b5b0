// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/contactstore.h"

#include <QAbstractListModel>

#include <functional>

namespace milassist
{

/// What happened with one person, newest first, read on as the end comes into sight.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int pageSize = 100;
    using Speak = std::function<QString(const TimelineItem &)>;

    TimelineModel(ContactStore &store, Speak speak, QObject *parent = nullptr);

    void show(const TimelineOf &who); ///< nobody (id 0, empty party) shows nothing
    void refresh();                   ///< the same person again, as far as was read
    const TimelineItem &at(int row) const { return m_items[row]; }
    bool isLoading() const { return m_loading; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded();
    void failed(const Error &error);

private:
    bool isSomebody() const { return m_who.contact != 0 || !m_who.party.isEmpty(); }

    ContactStore &m_store;
    Speak m_speak;
    TimelineOf m_who;
    QList<TimelineItem> m_items;
    int m_generation = 0;
    bool m_hasMore = false, m_loading = false;
};

} // namespace milassist
