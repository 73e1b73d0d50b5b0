// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/lineparts.h"

#include "core/domain/phoneformat.h"

#include <QCoreApplication>
#include <QPainter>

namespace milassist {

namespace {

struct Who {
    Q_DECLARE_TR_FUNCTIONS(Party)
};

} // namespace

PartyWords partyWords(const Party &party, const QString &name, const QString &home)
{
    if (party.isEmpty())
        return {Who::tr("Unknown"), {}};
    if (party.kind() == Party::Kind::Hidden)
        return {Who::tr("Hidden number"), {}};
    const QString shown = displayForm(party, home);
    if (!name.isEmpty())
        return {name, shown};
    const auto number = party.number();
    return {shown, number ? placeOf(*number, home) : QString()};
}

OutcomeMark::OutcomeMark(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void OutcomeMark::show(const QString &iconName, Tone tone)
{
    m_icon = iconName;
    m_tone = tone;
    update();
}

QSize OutcomeMark::sizeHint() const
{
    const int side = fontMetrics().height();
    return {side, side};
}

void OutcomeMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_icon.isEmpty())
        paintIcon(painter, rect(), m_icon, tokens(palette()).ink(m_tone));
}

RowSkeleton::RowSkeleton(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Loading"));
}

void RowSkeleton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionViewItem option;
    option.palette = palette();
    option.font = font();
    const int height = rowHeight(2);
    RowView row;
    row.isPlaceholder = true;
    row.hasAvatar = false;
    for (int y = 0; y < this->height(); y += height) {
        option.rect = QRect(0, y, width(), height);
        paintRow(painter, option, row);
    }
}

} // namespace milassist
