// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowdelegate.h"

#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"

#include <QAbstractItemView>
#include <QListView>
#include <QPainter>
#include <QScrollBar>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

/// Takes the part that @p text needs from the right end of @p line, with a gap before it, and paints it there.
void takeRight(QPainter &painter, QRect &line, const QString &text, const QFont &font, const QColor &colour)
{
    if (text.isEmpty())
        return;
    const int width = QFontMetrics(font).horizontalAdvance(text);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    line.setRight(line.right() - width - space::s);
}

/// Paints @p text at the left of @p line, cut to it, and takes that part.
void takeLeft(QPainter &painter, QRect &line, const QString &text, const QFont &font, const QColor &colour)
{
    if (text.isEmpty() || line.width() <= 0)
        return;
    const QFontMetrics metrics(font);
    painter.setFont(font);
    painter.setPen(colour);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, line.width(), Qt::TextSingleLine);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    line.setLeft(line.left() + metrics.horizontalAdvance(shown) + space::s);
}

void paintPlaceholder(QPainter &painter, const QRect &first, const QRect &second, const Tokens &t)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(QRectF(first.left(), first.center().y() - 4, first.width() * 0.38, 8), 4, 4);
    painter.drawRoundedRect(QRectF(second.left(), second.center().y() - 4, second.width() * 0.62, 8), 4, 4);
}

void paintTick(QPainter &painter, const QRect &box, Tick tick, const Tokens &t)
{
    const bool on = tick == Tick::On;
    painter.setPen(QPen(on ? t.accent : t.borderStrong, 1));
    painter.setBrush(on ? t.accent : t.surface);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    if (on)
        paintIcon(painter, QRectF(box).adjusted(1, 1, -1, -1), u"check"_s, t.onAccent);
}

} // namespace

QRect tickRect(const QRect &row)
{
    const int side = iconSize();
    return {row.left() + space::l, row.center().y() - side / 2, side, side};
}

void paintRowBackground(QPainter &painter, const QStyleOptionViewItem &option, int hairlineInset)
{
    const Tokens &t = tokens(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    if (selected || hovered) // else the ground is that of the list: on a card it is the card's
        painter.fillRect(option.rect, selected ? t.selection : t.hover);
    if (selected) {
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
    } else {
        painter.fillRect(QRect(option.rect.left() + hairlineInset, option.rect.bottom(), option.rect.width() - hairlineInset, 1), t.border);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void paintRow(QPainter &painter, const QStyleOptionViewItem &option, const RowView &row)
{
    const Tokens &t = tokens(option.palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont body = fontOf(TextStyle::Body);
    const QFont strong = fontOf(TextStyle::BodyStrong);
    const QFont caption = fontOf(TextStyle::Caption);
    const int lineHeight = QFontMetrics(body).height();
    const int diameter = row.hasAvatar ? lineHeight * 2 - space::hair : 0;
    const int ticked = row.tick == Tick::None ? 0 : iconSize() + space::m;
    const int textLeft = space::l + ticked + (row.hasAvatar ? diameter + space::m : 0);
    paintRowBackground(painter, option, textLeft);

    QRect inner = option.rect.adjusted(space::l + ticked, 0, -space::l, 0);
    if (ticked > 0)
        paintTick(painter, tickRect(option.rect), row.tick, t);
    if (row.unread && row.count == 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.accent);
        painter.drawEllipse(QPointF(option.rect.left() + space::l / 2.0 + 1, option.rect.center().y() + 0.5), 3.5, 3.5);
    }
    if (row.hasAvatar) {
        paintAvatar(painter, QRectF(inner.left(), inner.center().y() - diameter / 2.0 + 0.5, diameter, diameter), row.avatar, t);
        inner.setLeft(inner.left() + diameter + space::m);
    }
    const int top = option.rect.top() + (option.rect.height() - 2 * lineHeight - space::hair) / 2;
    QRect first(inner.left(), top, inner.width(), lineHeight);
    QRect second(inner.left(), top + lineHeight + space::hair, inner.width(), lineHeight);
    if (row.isPlaceholder) {
        paintPlaceholder(painter, first, second, t);
        painter.restore();
        return;
    }

    takeRight(painter, first, row.time, caption, row.unread ? t.accent : t.textSecondary);
    takeLeft(painter, first, row.title, row.unread ? strong : QFont(body), t.text);
    takeLeft(painter, first, row.titleNote, caption, t.textSecondary);

    if (row.count > 0) {
        const QSize size = badgeSize(row.count);
        paintBadge(painter, QRect(QPoint(second.right() - size.width() + 1, second.center().y() - size.height() / 2), size), row.count, t);
        second.setRight(second.right() - size.width() - space::s);
    }
    takeRight(painter, second, row.detail, caption, t.textSecondary);
    // What happened comes before the tags: they get the room that the subtitle leaves, or two fifths of it.
    const int kept = std::min(QFontMetrics(body).horizontalAdvance(row.subtitle) + (row.icon.isEmpty() ? 0 : iconSize() + space::xs) + space::s,
                              second.width() * 3 / 5);
    for (auto tag = row.tags.rbegin(); tag != row.tags.rend(); ++tag) {
        const QSize size = pillSize(tag->text, tag->icon);
        if (size.width() + kept > second.width())
            continue;
        paintPill(painter, QRect(QPoint(second.right() - size.width() + 1, second.center().y() - size.height() / 2), size), tag->text,
                  tag->tone, t, tag->icon);
        second.setRight(second.right() - size.width() - space::s);
    }
    if (!row.icon.isEmpty()) {
        const int side = iconSize() - 2;
        paintIcon(painter, QRectF(second.left(), second.center().y() - side / 2.0 + 0.5, side, side), row.icon, t.ink(row.iconTone));
        second.setLeft(second.left() + side + space::xs + space::hair);
    }
    takeLeft(painter, second, row.subtitle, body, t.ink(row.subtitleTone));
    painter.restore();
}

QString spokenRow(const RowView &row)
{
    QStringList parts;
    if (row.tick == Tick::On)
        parts.append(RowDelegate::tr("Ticked"));
    if (row.unread)
        parts.append(RowDelegate::tr("Unread"));
    parts.append(row.time.isEmpty() ? row.title : row.title + u", "_s + row.time);
    for (const QString &part : {row.titleNote, row.subtitle})
        if (!part.isEmpty())
            parts.append(part);
    for (const RowTag &tag : row.tags)
        parts.append(tag.text);
    if (!row.detail.isEmpty())
        parts.append(row.detail);
    return parts.join(u". "_s);
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintRow(*painter, option, rowView(index));
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {space::xl * 8, rowHeight(2)};
}

void dressList(QAbstractItemView *view)
{
    view->setFrameShape(QFrame::NoFrame);
    view->setMouseTracking(true);
    view->setAttribute(Qt::WA_Hover);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    if (auto *list = qobject_cast<QListView *>(view)) {
        list->setUniformItemSizes(true);
        list->setResizeMode(QListView::Adjust);
    }
}

} // namespace milassist
