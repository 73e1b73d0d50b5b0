// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"
#include "ui/widgets/rowdelegate.h"

#include <QAbstractListModel>

#include <functional>

namespace milassist {

/// One line of the palette: a group's name, something found, or something to do.
struct PaletteItem {
    enum class Kind { Heading, Hit, Command };
    Kind kind = Kind::Hit;
    RowView row;                    ///< for a heading only the title
    QString keys;                   ///< shortcut of a command
    std::function<void()> choose;   ///< empty for headings
};

/// The commands whose words all begin with the words of @p text, in their order; all of them when it is empty.
QList<PaletteItem> matchingCommands(const QList<PaletteItem> &commands, const QString &text);

class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void show(QList<PaletteItem> items);
    const PaletteItem &item(int row) const { return m_items[row]; }
    /// The first row from @p row on, going by @p step, that can be chosen; -1 when there is none.
    int choosable(int row, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<PaletteItem> m_items;
};

/// Paints items: headings as small words, the rest as rows.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace milassist
