// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

#include <QPainter>

namespace milassist {

using namespace Qt::StringLiterals;

QList<PaletteItem> matchingCommands(const QList<PaletteItem> &commands, const QString &text)
{
    const QStringList wanted = text.simplified().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    QList<PaletteItem> found;
    for (const PaletteItem &command : commands) {
        const QStringList words = command.row.title.simplified().toCaseFolded().split(u' ');
        const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const QString &part) {
            return std::any_of(words.begin(), words.end(), [&](const QString &word) { return word.startsWith(part); });
        });
        if (all)
            found.append(command);
    }
    return found;
}

void PaletteModel::show(QList<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

int PaletteModel::choosable(int row, int step) const
{
    for (; row >= 0 && row < m_items.size(); row += step)
        if (m_items[row].kind != PaletteItem::Kind::Heading)
            return row;
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteItem &item = m_items[index.row()];
    if (role == Qt::DisplayRole)
        return item.row.title;
    if (role == Qt::AccessibleTextRole)
        return item.keys.isEmpty() ? spokenRow(item.row) : spokenRow(item.row) + u", "_s + item.keys;
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (index.isValid() && m_items[index.row()].kind == PaletteItem::Kind::Heading)
        return Qt::ItemIsEnabled;
    return QAbstractListModel::flags(index);
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    if (!model)
        return;
    const PaletteItem &item = model->item(index.row());
    const Tokens &t = tokens(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    switch (item.kind) {
    case PaletteItem::Kind::Heading: {
        QFont font = fontOf(TextStyle::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(t.textSecondary);
        painter->drawText(option.rect.adjusted(space::l, 0, -space::l, -space::hair), Qt::AlignLeft | Qt::AlignBottom, item.row.title);
        break;
    }
    case PaletteItem::Kind::Hit: {
        QStyleOptionViewItem row = option;
        row.palette.setColor(QPalette::Base, t.raised);
        paintRow(*painter, row, item.row);
        break;
    }
    case PaletteItem::Kind::Command: {
        const bool chosen = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, chosen ? t.selection : t.raised);
        if (chosen)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), t.accent);
        QRect inner = option.rect.adjusted(space::l, 0, -space::l, 0);
        const int side = iconSize();
        paintIcon(*painter, QRectF(inner.left(), inner.center().y() - side / 2.0 + 0.5, side, side),
                  item.row.icon.isEmpty() ? u"command"_s : item.row.icon, chosen ? t.accent : t.textSecondary);
        inner.setLeft(inner.left() + side + space::m);
        painter->setFont(fontOf(TextStyle::Caption));
        painter->setPen(t.textSecondary);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, item.keys);
        inner.setRight(inner.right() - QFontMetrics(painter->font()).horizontalAdvance(item.keys) - space::m);
        painter->setFont(fontOf(TextStyle::Body));
        painter->setPen(t.text);
        painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(painter->font()).elidedText(item.row.title, Qt::ElideRight, inner.width()));
        break;
    }
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    const bool isHit = model && model->item(index.row()).kind == PaletteItem::Kind::Hit;
    return {100, rowHeight(isHit ? 2 : 1) + space::hair};
}

} // namespace milassist
