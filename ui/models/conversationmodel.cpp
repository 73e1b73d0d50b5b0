// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/conversationmodel.h"

#include "core/base/whendone.h"

#include <algorithm>

namespace milassist
{

namespace
{

QList<TimelineItem> oldestFirst(QList<TimelineItem> rows)
{
    std::reverse(rows.begin(), rows.end());
    return rows;
}

bool waits(const TimelineItem &row) // to be sent; it has no place in the past yet
{
    return rowIdOf(row) < 0;
}

} // namespace

ConversationModel::ConversationModel(TalkStore &store, Speak speak, QObject *parent)
    : QAbstractListModel(parent), m_store(store), m_speak(std::move(speak))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(0); // one reading for a burst of changes
    connect(&m_refresh, &QTimer::timeout, this, &ConversationModel::refresh);
    connect(&store, &TalkStore::changed, this, [this](qint64 thread) {
        if (m_thread != 0 && (thread == 0 || thread == m_thread))
            m_refresh.start();
    });
}

void ConversationModel::take(QFuture<Page> page, std::function<void(Rows)> then)
{
    m_loading = true;
    whenDone(std::move(page), this, [this, then = std::move(then), wanted = m_generation](const Page &rows) {
        if (wanted != m_generation)
            return; // another thread is shown meanwhile
        m_loading = false;
        if (rows)
            then(*rows);
        else if (rows.error().kind != Error::Kind::Cancelled)
            Q_EMIT failed(rows.error());
        if (std::exchange(m_refreshWanted, false))
            m_refresh.start();
    });
}

void ConversationModel::show(qint64 thread, int unread)
{
    ++m_generation;
    m_thread = thread;
    m_firstUnread = 0;
    m_hasOlder = m_hasNewer = m_loading = m_refreshWanted = false;
    beginResetModel();
    m_rows.clear();
    m_items.clear();
    endResetModel();
    if (thread == 0)
        return;
    const int wanted = std::max(windowSize, 2 * unread + 20); // calls may stand between them
    take(m_store.before(thread, 0, wanted), [this, unread](Rows rows) {
        m_hasOlder = rows.size() >= windowSize;
        rows = oldestFirst(std::move(rows));
        m_firstUnread = firstUnreadOf(rows, unread);
        setRows(std::move(rows));
        Q_EMIT shown();
    });
}

void ConversationModel::showAround(qint64 message)
{
    if (rowOf(message) >= 0) {
        Q_EMIT located(message);
        return;
    }
    ++m_generation;
    m_loading = false;
    take(m_store.before(m_thread, message, windowSize / 2), [this, message](Rows older) {
        // The page before the first message of all begins with what waits to be sent; that stands at the other end.
        older.removeIf(waits);
        take(m_store.after(m_thread, message - 1, windowSize / 2),
             [this, message, older](const Rows &newer) {
                 m_hasOlder = older.size() >= windowSize / 2;
                 m_hasNewer = newer.size() >= windowSize / 2;
                 setRows(oldestFirst(older) + newer);
                 Q_EMIT located(message);
             });
    });
}

void ConversationModel::clearUnreadLine()
{
    if (m_firstUnread == 0)
        return;
    m_firstUnread = 0;
    setRows(m_rows);
}

qint64 ConversationModel::newestStored() const
{
    for (auto row = m_rows.crbegin(); row != m_rows.crend(); ++row) {
        if (!waits(*row))
            return rowIdOf(*row);
    }
    return 0;
}

qint64 ConversationModel::newestMessage() const
{
    for (auto row = m_rows.crbegin(); row != m_rows.crend(); ++row) {
        if (!waits(*row) && std::holds_alternative<MessageRow>(row->what))
            return rowIdOf(*row);
    }
    return 0;
}

void ConversationModel::loadOlder()
{
    const auto oldest = std::ranges::find_if_not(m_rows, waits);
    if (m_loading || !m_hasOlder || oldest == m_rows.end())
        return;
    take(m_store.before(m_thread, rowIdOf(*oldest), windowSize), [this](const Rows &rows) {
        m_hasOlder = rows.size() >= windowSize;
        setRows(oldestFirst(rows) + m_rows);
    });
}

void ConversationModel::loadNewer()
{
    if (m_loading || !m_hasNewer)
        return;
    take(m_store.after(m_thread, newestStored(), windowSize), [this](const Rows &rows) {
        m_hasNewer = rows.size() >= windowSize;
        setRows(m_rows + rows);
        if (!m_hasNewer)
            m_refresh.start(); // what waits to be sent stands behind the newest
    });
}

void ConversationModel::refresh()
{
    if (m_loading) {
        m_refreshWanted = true;
        return;
    }
    if (m_hasNewer) { // in the middle: the same stretch again
        const qint64 oldest = m_rows.isEmpty() ? 0 : rowIdOf(m_rows.first());
        take(m_store.after(m_thread, oldest - 1, int(m_rows.size())), [this](const Rows &rows) { setRows(rows); });
        return;
    }
    const int wanted = int(m_rows.size()) + 50;
    take(m_store.before(m_thread, 0, wanted), [this, wanted](Rows rows) {
        const qint64 oldestBefore = m_rows.isEmpty() ? 0 : rowIdOf(m_rows.first());
        m_hasOlder = m_hasOlder || rows.size() >= wanted;
        rows = oldestFirst(std::move(rows));
        // What is older than the window was not asked for by anybody, unless there is no window yet.
        if (oldestBefore > 0 && m_hasOlder)
            rows.removeIf([oldestBefore](const TimelineItem &row) { return !waits(row) && rowIdOf(row) < oldestBefore; });
        const qint64 newestBefore = newestMessage();
        const auto isNew = [newestBefore](const TimelineItem &row) {
            const auto *message = std::get_if<MessageRow>(&row.what);
            return message && message->id > newestBefore && !isOurs(*message);
        };
        const int received = int(std::ranges::count_if(rows, isNew));
        setRows(std::move(rows));
        if (received > 0)
            Q_EMIT arrived(received);
    });
}

void ConversationModel::setRows(Rows rows)
{
    m_rows = std::move(rows);
    replaceItems(conversationItems(m_rows, m_firstUnread));
}

void ConversationModel::replaceItems(QList<ConversationItem> items)
{
    // Both lists are in order; what they share at the ends stays, what differs between is exchanged.
    qsizetype same = 0;
    while (same < items.size() && same < m_items.size() && items[same].isSameAs(m_items[same]))
        ++same;
    qsizetype tail = 0;
    while (tail < items.size() - same && tail < m_items.size() - same
           && items[items.size() - 1 - tail].isSameAs(m_items[m_items.size() - 1 - tail]))
        ++tail;

    const qsizetype removed = m_items.size() - same - tail;
    const qsizetype inserted = items.size() - same - tail;
    if (removed > 0) {
        beginRemoveRows({}, int(same), int(same + removed - 1));
        m_items.remove(same, removed);
        endRemoveRows();
    }
    if (inserted > 0) {
        beginInsertRows({}, int(same), int(same + inserted - 1));
        m_items = m_items.first(same) + items.sliced(same, inserted) + m_items.sliced(same);
        endInsertRows();
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (m_items[i] != items[i]) {
            m_items[i] = items[i];
            Q_EMIT dataChanged(index(int(i)), index(int(i)));
        }
    }
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_items.size())
        return {};
    const ConversationItem &item = m_items[index.row()];
    switch (role) {
    case ItemRole:
        return QVariant::fromValue(item);
    case Qt::DisplayRole:
        return item.kind == ConversationItem::Kind::Message ? item.row.message.body : item.isEvent() ? m_speak(item) : QString();
    case Qt::AccessibleTextRole:
        return m_speak(item);
    default:
        return {};
    }
}

QList<MessageRow> ConversationModel::messages() const
{
    QList<MessageRow> messages;
    for (const TimelineItem &row : m_rows) {
        if (const auto *message = std::get_if<MessageRow>(&row.what))
            messages.append(*message);
    }
    return messages;
}

int ConversationModel::rowOf(qint64 message) const
{
    const auto found = std::ranges::find_if(m_items, [message](const ConversationItem &item) {
        return item.kind == ConversationItem::Kind::Message && item.row.id == message;
    });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

int ConversationModel::unreadLineRow() const
{
    const auto found = std::ranges::find(m_items, ConversationItem::Kind::Unread, &ConversationItem::kind);
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

} // namespace milassist
