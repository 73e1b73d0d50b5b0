// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lists/flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

namespace milassist {

FlowLayout::FlowLayout(QWidget *parent, int gap) : QLayout(parent), m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), true);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize hint = item->sizeHint();
        size = QSize(size.width() + hint.width() + (size.isEmpty() ? 0 : m_gap), std::max(size.height(), hint.height()));
    }
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, false);
}

int FlowLayout::arrange(const QRect &rect, bool isMeasuring) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    int x = room.x();
    int y = room.y();
    int lineHeight = 0;
    QList<QLayoutItem *> line;
    const auto placeLine = [&] {
        for (QLayoutItem *item : line) { // each in the middle of its line, unless it is to hang from the top
            const int drop = item->alignment() & Qt::AlignTop ? 0 : (lineHeight - item->geometry().height()) / 2;
            const QRect place(QPoint(item->geometry().x(), y + drop), item->geometry().size());
            item->setGeometry(QStyle::visualRect(parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight, room, place));
        }
        line.clear();
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint().boundedTo({std::max(room.width(), item->minimumSize().width()), QWIDGETSIZE_MAX});
        if (x > room.x() && x + size.width() > room.right() + 1) {
            if (!isMeasuring)
                placeLine();
            x = room.x();
            y += lineHeight + m_gap;
            lineHeight = 0;
        }
        if (!isMeasuring) {
            item->setGeometry(QRect(QPoint(x, y), size));
            line.push_back(item);
        }
        x += size.width() + m_gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    if (!isMeasuring)
        placeLine();
    return y + lineHeight - rect.y() + contentsMargins().bottom();
}

} // namespace milassist
