// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/lists/rowlistview.h"

#include "ui/widgets/rowdelegate.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QScopedValueRollback>

#include <algorithm>

namespace milassist {

RowListView::RowListView(QWidget *parent) : QListView(parent)
{
    dressList(this);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
}

int RowListView::rows() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

int RowListView::heightOfRow() const
{
    if (m_rowHeight == 0) {
        QStyleOptionViewItem option;
        initViewItemOption(&option);
        m_rowHeight = std::max(1, itemDelegate()->sizeHint(option, {}).height());
    }
    return m_rowHeight;
}

int RowListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect RowListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    return {0, index.row() * heightOfRow() - verticalOffset(), viewport()->width(), heightOfRow()};
}

QModelIndex RowListView::indexAt(const QPoint &point) const
{
    const int row = (point.y() + verticalOffset()) / heightOfRow();
    return point.y() + verticalOffset() >= 0 && row < rows() ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

void RowListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const int top = index.row() * heightOfRow();
    const int room = viewport()->height() - heightOfRow();
    int value = verticalOffset();
    switch (hint) {
    case EnsureVisible: value = room > 0 ? std::clamp(value, top - room, top) : top; break;
    case PositionAtTop: value = top; break;
    case PositionAtBottom: value = top - room; break;
    case PositionAtCenter: value = top - room / 2; break;
    }
    verticalScrollBar()->setValue(value);
}

void RowListView::choose(int row)
{
    if (row < 0 || row >= rows()) {
        clearSelection();
        setCurrentIndex({});
        return;
    }
    setCurrentIndex(model()->index(row, 0, rootIndex()));
}

// Not QListView's: those walk over all rows.
void RowListView::doItemsLayout()
{
    m_rowHeight = 0;
    QAbstractItemView::doItemsLayout();
}

void RowListView::reset()
{
    m_rowHeight = 0;
    QAbstractItemView::reset();
}

void RowListView::keyboardSearch(const QString &)
{
    // Looking for a first letter would read a million rows; Ctrl+F searches.
}

void RowListView::updateGeometries()
{
    const int height = heightOfRow();
    verticalScrollBar()->setSingleStep(height);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, rows() * height - viewport()->height()));
    horizontalScrollBar()->setRange(0, 0);
    QAbstractItemView::updateGeometries();
}

void RowListView::scrollContentsBy(int dx, int dy)
{
    scrollDirtyRegion(dx, dy);
    viewport()->scroll(dx, dy);
}

void RowListView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
}

void RowListView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        const int topRow = verticalOffset() / heightOfRow();
        doItemsLayout();
        verticalScrollBar()->setValue(topRow * heightOfRow());
    }
}

QModelIndex RowListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rows() - 1;
    if (last < 0)
        return {};
    const int page = std::max(1, viewport()->height() / heightOfRow() - 1);
    int row = currentIndex().isValid() ? currentIndex().row() : -1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft: row = row < 0 ? 0 : row - 1; break;
    case MoveDown:
    case MoveNext:
    case MoveRight: row = row + 1; break;
    case MovePageUp: row -= page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = last; break;
    }
    return model()->index(std::clamp(row, 0, last), 0, rootIndex());
}

void RowListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QModelIndex index = indexAt(rect.topLeft());
    selectionModel()->select(index.isValid() ? QItemSelection(index, index) : QItemSelection(), command);
}

QRegion RowListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += visualRect(range.topLeft()) | visualRect(range.bottomRight());
    return region & viewport()->rect();
}

void RowListView::paintEvent(QPaintEvent *event)
{
    const int count = rows();
    if (count == 0)
        return;
    QPainter painter(viewport());
    QStyleOptionViewItem base;
    initViewItemOption(&base);
    const QModelIndex hovered = viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex();
    const int height = heightOfRow();
    const int first = std::max(0, (event->rect().top() + verticalOffset()) / height);
    const int last = std::min(count - 1, (event->rect().bottom() + verticalOffset()) / height);
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = model()->index(row, 0, rootIndex());
        QStyleOptionViewItem option = base;
        option.rect = visualRect(index);
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        option.state.setFlag(QStyle::State_HasFocus, index == currentIndex() && hasFocus());
        option.state.setFlag(QStyle::State_KeyboardFocusChange, window()->testAttribute(Qt::WA_KeyboardFocusChange));
        itemDelegate()->paint(&painter, option, index);
    }
}

void RowListView::keyPressEvent(QKeyEvent *event)
{
    if (event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_J || event->key() == Qt::Key_K)) {
        const QModelIndex next = moveCursor(event->key() == Qt::Key_J ? MoveDown : MoveUp, Qt::NoModifier);
        if (next.isValid())
            setCurrentIndex(next);
        event->accept();
        return;
    }
    switch (event->key()) { // everything else belongs to the screen: QListView would take letters and Left and Right
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Return:
    case Qt::Key_Enter: break;
    default: event->ignore(); return;
    }
    QListView::keyPressEvent(event);
}

void RowListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT chosen(current.isValid() ? current.row() : -1);
}

void RowListView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    const int height = heightOfRow();
    const bool isAbove = verticalOffset() > 0 && start * height <= verticalOffset();
    QAbstractItemView::rowsInserted(parent, start, end);
    if (isAbove) { // at the very top new rows are let in, otherwise what is read stays under the eye
        updateGeometries();
        verticalScrollBar()->setValue(verticalOffset() + (end - start + 1) * height);
    }
    doItemsLayout();
}

void RowListView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    const int height = heightOfRow();
    const int above = std::clamp(verticalOffset() / height - start, 0, end - start + 1);
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    if (above > 0)
        verticalScrollBar()->setValue(verticalOffset() - above * height);
}

} // namespace milassist
