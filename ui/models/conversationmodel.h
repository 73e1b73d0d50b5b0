// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/talkstore.h"
#include "ui/models/conversationitems.h"

#include <QAbstractListModel>
#include <QTimer>

#include <functional>

namespace milassist
{

/// The texts, calls and voicemails of one thread, oldest first, in a window that grows at both ends as the view asks.
/// Changes from outside arrive as the smallest insertions, removals and updates, so that a view keeps its place.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { ItemRole = Qt::UserRole };
    static constexpr int windowSize = 200;

    /// What a row says in plain text; also what a screen reader gets.
    using Speak = std::function<QString(const ConversationItem &)>;

    ConversationModel(TalkStore &store, Speak speak, QObject *parent = nullptr);

    /// Shows a thread from its newest text; with @p unread received ones below the line "New". 0 shows nothing.
    void show(qint64 thread, int unread);
    /// Shows the part around a message, with what is near it; see located().
    void showAround(qint64 message);
    qint64 thread() const { return m_thread; }
    /// The line "New" goes away: the thread was left.
    void clearUnreadLine();

    void loadOlder(); ///< does nothing while loading or when all are here
    void loadNewer();
    bool hasOlder() const { return m_hasOlder; }
    bool hasNewer() const { return m_hasNewer; }
    bool isLoading() const { return m_loading; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    const ConversationItem &item(int row) const { return m_items[row]; }
    int rowOf(qint64 message) const; ///< -1 when it is not in the window
    int unreadLineRow() const;       ///< -1 when there is none
    QList<MessageRow> messages() const; ///< of the window, oldest first

Q_SIGNALS:
    void shown();                  ///< show() is done: scroll to the end or to the line "New"
    void located(qint64 message);  ///< showAround() is done
    void arrived(int newReceived); ///< texts came in at the end while it was shown
    void failed(const Error &error);

private:
    using Page = TalkStore::Page;
    using Rows = QList<TimelineItem>;
    void take(QFuture<Page> page, std::function<void(Rows)> then);
    void refresh();
    void setRows(Rows rows);
    void replaceItems(QList<ConversationItem> items);
    qint64 newestStored() const;
    qint64 newestMessage() const;

    TalkStore &m_store;
    Speak m_speak;
    Rows m_rows; ///< oldest first
    QList<ConversationItem> m_items;
    QTimer m_refresh;
    qint64 m_thread = 0, m_firstUnread = 0;
    int m_generation = 0;
    bool m_hasOlder = false, m_hasNewer = false, m_loading = false, m_refreshWanted = false;
};

} // namespace milassist

Q_DECLARE_METATYPE(milassist::ConversationItem)
