// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/taborder.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QGridLayout>
#include <QScrollArea>
#include <QSplitter>

namespace milassist {

namespace {

void visit(QWidget *widget, QWidgetList &order);

/// The items of @p layout as they are read: those of a grid row by row, whenever they were added.
QList<QLayoutItem *> itemsOf(QLayout *layout)
{
    QList<QLayoutItem *> items;
    for (int i = 0; i < layout->count(); ++i)
        items.append(layout->itemAt(i));
    const auto *grid = qobject_cast<QGridLayout *>(layout);
    if (!grid)
        return items;
    QHash<QLayoutItem *, QPoint> cells; // y before x
    for (int i = 0; i < grid->count(); ++i) {
        int row = 0, column = 0, rows = 0, columns = 0;
        grid->getItemPosition(i, &row, &column, &rows, &columns);
        cells.insert(grid->itemAt(i), QPoint(column, row));
    }
    std::stable_sort(items.begin(), items.end(), [&cells](QLayoutItem *a, QLayoutItem *b) {
        const QPoint left = cells.value(a), right = cells.value(b);
        return std::pair(left.y(), left.x()) < std::pair(right.y(), right.x());
    });
    return items;
}

void visit(QLayout *layout, QWidgetList &order)
{
    for (QLayoutItem *item : itemsOf(layout)) {
        if (QWidget *widget = item->widget())
            visit(widget, order);
        else if (QLayout *inner = item->layout())
            visit(inner, order);
    }
}

/// Its pieces are its own affair.
bool isOneControl(const QWidget *widget)
{
    const bool scrollsItself = qobject_cast<const QAbstractScrollArea *>(widget) && !qobject_cast<const QScrollArea *>(widget);
    return scrollsItself || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || widget->inherits("QLineEdit") || widget->inherits("QTabBar");
}

void visit(QWidget *widget, QWidgetList &order)
{
    if (widget->isHidden() || widget->isWindow() || order.contains(widget))
        return;
    if (widget->focusPolicy() & Qt::TabFocus)
        order.append(widget);
    if (isOneControl(widget))
        return;
    if (const auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            visit(splitter->widget(i), order);
        return;
    }
    if (const auto *area = qobject_cast<QScrollArea *>(widget)) {
        if (area->widget())
            visit(area->widget(), order);
        return;
    }
    if (widget->layout())
        visit(widget->layout(), order);
    for (QObject *child : widget->children()) // what floats over the layout
        if (child->isWidgetType() && !(widget->layout() && widget->layout()->indexOf(static_cast<QWidget *>(child)) >= 0))
            visit(static_cast<QWidget *>(child), order);
}

} // namespace

void orderTabsAsLaidOut(QWidget &window)
{
    QWidgetList order;
    for (QObject *child : window.children())
        if (child->isWidgetType())
            visit(static_cast<QWidget *>(child), order);
    for (qsizetype i = 1; i < order.size(); ++i)
        QWidget::setTabOrder(order[i - 1], order[i]);
}

} // namespace milassist
