// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

#include <functional>

namespace milassist
{

/// A short list that is all in memory. @p same tells whether two items are one thing, so that a refresh keeps selections.
template <typename Item>
class PlainListModel : public QAbstractListModel
{
public:
    using Speak = std::function<QString(const Item &)>;
    using Same = std::function<bool(const Item &, const Item &)>;

    PlainListModel(Speak speak, Same same, QObject *parent = nullptr)
        : QAbstractListModel(parent), m_speak(std::move(speak)), m_same(std::move(same))
    {
    }

    void setItems(const QList<Item> &items)
    {
        bool sameRows = items.size() == m_items.size();
        for (qsizetype i = 0; sameRows && i < items.size(); ++i)
            sameRows = m_same(items[i], m_items[i]);
        if (sameRows) {
            m_items = items;
            if (!items.isEmpty())
                Q_EMIT dataChanged(index(0), index(rowCount() - 1));
            return;
        }
        beginResetModel();
        m_items = items;
        endResetModel();
    }
    const QList<Item> &items() const { return m_items; }
    const Item &at(int row) const { return m_items[row]; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_items.size()); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!index.isValid() || index.row() >= m_items.size() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
            return {};
        return m_speak(m_items[index.row()]);
    }

private:
    Speak m_speak;
    Same m_same;
    QList<Item> m_items;
};

} // namespace milassist
