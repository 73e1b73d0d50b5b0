// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/bubbledelegate.h"

#include "ui/models/conversationmodel.h"
#include "ui/panels/messages/eventview.h"
#include "ui/panels/messages/thumbnails.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int layoutsKept = 6000;

ConversationItem itemAt(const QModelIndex &index)
{
    return index.data(ConversationModel::ItemRole).value<ConversationItem>();
}

int widthOf(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view ? view->viewport()->width() : option.rect.width();
}

/// Round all over, but flatter at the corners that lean on the neighbour of the same group.
QPainterPath bubblePath(const QRectF &rect, const ConversationItem &item)
{
    constexpr qreal wide = 12, flat = 4;
    const bool ours = isOurs(item.row);
    const qreal upper = item.groupBegins ? wide : flat, lower = item.groupEnds ? wide : flat;
    const qreal topLeft = ours ? wide : upper, topRight = ours ? upper : wide;
    const qreal bottomLeft = ours ? wide : lower, bottomRight = ours ? lower : wide;
    QPainterPath path(rect.topLeft() + QPointF(topLeft, 0));
    path.lineTo(rect.topRight() - QPointF(topRight, 0));
    path.quadTo(rect.topRight(), rect.topRight() + QPointF(0, topRight));
    path.lineTo(rect.bottomRight() - QPointF(0, bottomRight));
    path.quadTo(rect.bottomRight(), rect.bottomRight() - QPointF(bottomRight, 0));
    path.lineTo(rect.bottomLeft() + QPointF(bottomLeft, 0));
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - QPointF(0, bottomLeft));
    path.lineTo(rect.topLeft() + QPointF(0, topLeft));
    path.quadTo(rect.topLeft(), rect.topLeft() + QPointF(topLeft, 0));
    return path;
}

} // namespace

BubbleDelegate::BubbleDelegate(Thumbnails &thumbnails, Clock clock, QObject *parent)
    : QStyledItemDelegate(parent), m_thumbnails(thumbnails), m_clock(std::move(clock))
{
}

void BubbleDelegate::setFound(const QString &words, qint64 current)
{
    m_found = words;
    m_current = current;
}

const BubbleLayout &BubbleDelegate::layout(const ConversationItem &item, const DeliveryView &delivery, int width) const
{
    if (item.id() == 0) {
        if (m_divider.width != width)
            m_divider = {width, layoutOf(item, delivery, width)};
        return m_divider.layout;
    }
    if (m_layouts.size() > layoutsKept)
        m_layouts.clear();
    Kept &kept = m_layouts[item.id()];
    if (kept.width != width)
        kept = {width, item.isEvent() ? layoutOf(eventView(item), width) : layoutOf(item, delivery, width)};
    return kept.layout;
}

QSize BubbleDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ConversationItem item = itemAt(index);
    return {space::xl, layout(item, deliveryView(item.row), widthOf(option)).height};
}

BubbleDelegate::Hit BubbleDelegate::hit(const QStyleOptionViewItem &option, const QModelIndex &index, QPoint position) const
{
    const ConversationItem item = itemAt(index);
    if (item.id() == 0)
        return {};
    const DeliveryView delivery = deliveryView(item.row);
    const BubbleLayout &l = layout(item, delivery, option.rect.width());
    const QPoint local = position - option.rect.topLeft();
    if (item.isEvent())
        return {.kind = l.bubble.contains(local) ? Hit::Kind::Event : Hit::Kind::Nothing};
    for (int i = 0; i < l.pictures.size(); ++i) {
        if (l.pictures[i].contains(local))
            return {.kind = Hit::Kind::Picture, .picture = i};
    }
    if (l.action.contains(local))
        return {.kind = Hit::Kind::Action, .action = delivery.action};
    if (!l.text.contains(local))
        return {};
    QTextLayout text;
    layOut(text, item.row.message.body, l.text.width());
    const QPoint inText = local - l.text.topLeft();
    for (int i = 0; i < text.lineCount(); ++i) {
        const QTextLine line = text.lineAt(i);
        if (inText.y() < line.y() || inText.y() >= line.y() + line.height() || inText.x() > line.naturalTextWidth())
            continue;
        const int cursor = line.xToCursor(inText.x(), QTextLine::CursorOnCharacter);
        for (const TextLink &link : linksIn(item.row.message.body)) {
            if (cursor >= link.start && cursor < link.start + link.length)
                return {.kind = Hit::Kind::Link, .link = link.url};
        }
    }
    return {.kind = Hit::Kind::Text};
}

void BubbleDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ConversationItem item = itemAt(index);
    const DeliveryView delivery = deliveryView(item.row);
    const BubbleLayout &l = layout(item, delivery, option.rect.width());
    const Tokens &t = tokens(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    if (item.kind != ConversationItem::Kind::Message) {
        if (item.isEvent())
            drawEvent(*painter, option, eventView(item), l);
        else
            paintDivider(*painter, option, item, l);
        painter->restore();
        return;
    }

    const bool ours = isOurs(item.row);
    const bool current = item.row.id == m_current;
    const bool focused = option.state & QStyle::State_HasFocus;
    const QColor outline = current || focused ? t.accent : delivery.tone == Tone::Danger ? t.danger : QColor(Qt::transparent);
    painter->setPen(outline.alpha() ? QPen(outline, 1.2) : QPen(Qt::NoPen));
    painter->setBrush(delivery.tone == Tone::Danger ? t.dangerSoft : ours ? t.accentSoft : t.sunken);
    painter->drawPath(bubblePath(QRectF(l.bubble).adjusted(0.5, 0.5, -0.5, -0.5), item));
    paintPictures(*painter, option, item, l);
    paintText(*painter, option, item, l);
    paintBelow(*painter, option, item, delivery, l);
    painter->restore();
}

void BubbleDelegate::paintDivider(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                                  const BubbleLayout &layout) const
{
    const Tokens &t = tokens(option.palette);
    const bool unread = item.kind == ConversationItem::Kind::Unread;
    const QString text = unread ? tr("New") : dayName(item.day, m_clock().toLocalTime().date());
    const QFont font = fontOf(TextStyle::Caption);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 2 * space::m;
    const qreal y = layout.caption.center().y() + 0.5;
    const int middle = layout.caption.center().x();
    painter.setPen(QPen(unread ? t.accent : t.border, 1));
    painter.drawLine(QPointF(layout.caption.left(), y), QPointF(middle - width / 2.0, y));
    painter.drawLine(QPointF(middle + width / 2.0, y), QPointF(layout.caption.right(), y));
    painter.setFont(font);
    painter.setPen(unread ? t.accent : t.textSecondary);
    painter.drawText(layout.caption, Qt::AlignCenter | Qt::TextSingleLine, text);
}

void BubbleDelegate::paintPictures(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                                   const BubbleLayout &layout) const
{
    const Tokens &t = tokens(option.palette);
    for (int i = 0; i < layout.pictures.size(); ++i) {
        const QRect tile = layout.pictures[i];
        using State = Thumbnails::State;
        const auto thumbnail = i < item.row.media.size()
            ? m_thumbnails.of(item.row.media[i], tile.size(), option.widget ? option.widget->devicePixelRatioF() : 1)
            : Thumbnails::Thumbnail();
        QPainterPath rounded;
        rounded.addRoundedRect(tile, space::radius, space::radius);
        painter.save();
        painter.setClipPath(rounded);
        painter.fillRect(tile, t.surface);
        if (thumbnail.state == State::Ready) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawPixmap(tile, thumbnail.pixmap);
        } else {
            const QString icon = thumbnail.state == State::NoPicture ? u"attach"_s
                : thumbnail.state == State::Failed                   ? u"error"_s
                                                                     : u"picture"_s;
            const QString words = thumbnail.state == State::NoPicture ? item.row.media[i].contentType
                : thumbnail.state == State::Failed                    ? tr("Cannot be shown now")
                                                                      : tr("Being fetched");
            const int side = iconSize() + space::xs;
            const int captionHeight = QFontMetrics(fontOf(TextStyle::Caption)).height();
            const int top = tile.center().y() - (side + captionHeight + space::xs) / 2;
            paintIcon(painter, QRectF(tile.center().x() - side / 2.0, top, side, side), icon, t.textSecondary);
            painter.setFont(fontOf(TextStyle::Caption));
            painter.setPen(t.textSecondary);
            const QRect caption(tile.left() + space::xs, top + side + space::xs, tile.width() - 2 * space::xs, captionHeight);
            painter.drawText(caption, Qt::AlignCenter | Qt::TextSingleLine,
                             QFontMetrics(painter.font()).elidedText(words, Qt::ElideRight, caption.width()));
        }
        painter.restore();
    }
}

void BubbleDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                               const BubbleLayout &layout) const
{
    if (layout.text.isEmpty())
        return;
    const Tokens &t = tokens(option.palette);
    QTextLayout text;
    layOut(text, item.row.message.body, layout.text.width());
    QList<QTextLayout::FormatRange> formats;
    for (const TextLink &link : linksIn(item.row.message.body)) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        format.setForeground(t.accent);
        formats.append({link.start, link.length, format});
    }
    if (!m_found.isEmpty()) {
        for (const auto &[start, length] : marksIn(item.row.message.body, m_found)) {
            QTextCharFormat format;
            format.setBackground(item.row.id == m_current ? t.accent : t.warningSoft);
            format.setForeground(item.row.id == m_current ? t.onAccent : t.text);
            formats.append({start, length, format});
        }
    }
    painter.setPen(t.text);
    text.draw(&painter, layout.text.topLeft(), formats);
}

void BubbleDelegate::paintBelow(QPainter &painter, const QStyleOptionViewItem &option, const ConversationItem &item,
                                const DeliveryView &delivery, const BubbleLayout &layout) const
{
    const Tokens &t = tokens(option.palette);
    const bool ours = isOurs(item.row);
    const int side = ours ? Qt::AlignRight : Qt::AlignLeft;
    painter.setFont(fontOf(TextStyle::Caption));
    const QFontMetrics metrics(painter.font());
    if (!layout.caption.isEmpty()) {
        const int iconRoom = delivery.icon.isEmpty() ? 0 : metrics.height() + space::xs;
        const QString words =
            metrics.elidedText(bubbleCaption(item, delivery), Qt::ElideRight, layout.caption.width() - iconRoom);
        painter.setPen(delivery.tone == Tone::Neutral ? t.textSecondary : t.ink(delivery.tone));
        const QRect wordsRect = ours ? layout.caption.adjusted(0, 0, -iconRoom, 0) : layout.caption;
        painter.drawText(wordsRect, side | Qt::AlignVCenter | Qt::TextSingleLine, words);
        if (iconRoom > 0) {
            const QRectF icon(layout.caption.right() + 1 - metrics.height(), layout.caption.top(), metrics.height(),
                              metrics.height());
            paintIcon(painter, icon.adjusted(1, 1, -1, -1), delivery.icon,
                      delivery.tone == Tone::Neutral ? t.textSecondary : t.ink(delivery.tone));
        }
    }
    if (!layout.advice.isEmpty()) {
        painter.setPen(t.textSecondary);
        painter.drawText(layout.advice, side | Qt::TextWordWrap, delivery.whatToDo);
    }
    if (!layout.action.isEmpty()) {
        painter.setPen(QPen(t.borderStrong, 1));
        painter.setBrush(t.raised);
        painter.drawRoundedRect(QRectF(layout.action).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
        painter.setPen(t.accent);
        painter.drawText(layout.action, Qt::AlignCenter | Qt::TextSingleLine, actionText(delivery.action));
    }
}

} // namespace milassist
