// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/panels/messages/bubblelayout.h"

#include <QStyledItemDelegate>

namespace milassist
{

class Thumbnails;

/// Paints the rows of a conversation. Heights are kept by row, width and font; a changed row is forgotten by forget().
class BubbleDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    BubbleDelegate(Thumbnails &thumbnails, Clock clock, QObject *parent = nullptr);

    /// Words to mark, and the message that the find bar stands on.
    void setFound(const QString &words, qint64 current);
    void forget(qint64 id) { m_layouts.remove(id); }
    void forgetAll() { m_layouts.clear(); }

    /// What lies under @p position of the view.
    struct Hit {
        enum class Kind { Nothing, Text, Picture, Action, Link, Event };
        Kind kind = Kind::Nothing;
        int picture = -1;
        MessageAction action = MessageAction::None;
        QUrl link;
    };
    Hit hit(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Kept {
        int width = 0;
        BubbleLayout layout;
    };
    const BubbleLayout &layout(const ConversationItem &item, const DeliveryView &delivery, int width) const;
    void paintDivider(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                      const BubbleLayout &layout) const;
    void paintPictures(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                       const BubbleLayout &layout) const;
    void paintText(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                   const BubbleLayout &layout) const;
    void paintBelow(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                    const DeliveryView &delivery, const BubbleLayout &layout) const;

    Thumbnails &m_thumbnails;
    Clock m_clock;
    QString m_found;
    qint64 m_current = 0;
    mutable QHash<qint64, Kept> m_layouts;
    mutable Kept m_divider;
};

} // namespace milassist
