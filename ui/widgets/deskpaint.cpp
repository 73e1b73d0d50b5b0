// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/deskpaint.h"

#include "ui/widgets/label.h"
#include "ui/widgets/theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share), float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

bool showsFocus(const QStyleOption *option)
{
    return option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange;
}

/// What a scroll bar lies on: the next background that somebody fills.
QColor groundUnder(const QWidget *widget)
{
    for (const QWidget *below = widget ? widget->parentWidget() : nullptr; below; below = below->parentWidget()) {
        if (qobject_cast<const Card *>(below))
            return tokens(below->palette()).raised;
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(below); area && area->viewport()->autoFillBackground())
            return area->viewport()->palette().color(area->viewport()->backgroundRole());
        if (below->autoFillBackground() || below->isWindow())
            return below->palette().color(below->backgroundRole());
    }
    return widget ? tokens(widget->palette()).surface : QColor(Qt::transparent);
}

} // namespace

void roundedBox(QPainter *painter, const QRect &rect, const QColor &fill, const QPen &line, double radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line);
    painter->setBrush(fill);
    const double half = line.style() == Qt::NoPen ? 0 : line.widthF() / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius);
    painter->restore();
}

void drawPushButton(const QStyleOption *option, QPainter *painter, ButtonKind kind)
{
    const Tokens &t = tokens(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = enabled && option->state & QStyle::State_MouseOver;
    QColor fill = t.raised;
    QPen line(t.borderStrong, 1);
    switch (kind) {
    case ButtonKind::Normal:
        fill = down ? t.sunken : hovered ? t.hover : t.raised;
        break;
    case ButtonKind::Primary:
        fill = enabled ? mixed(t.accent, t.text, down ? 0.22 : hovered ? 0.10 : 0) : t.border;
        line = Qt::NoPen;
        break;
    case ButtonKind::Danger:
        fill = enabled ? mixed(t.danger, t.text, down ? 0.22 : hovered ? 0.10 : 0) : t.border;
        line = Qt::NoPen;
        break;
    case ButtonKind::Good:
        fill = enabled ? mixed(t.good, t.text, down ? 0.22 : hovered ? 0.10 : 0) : t.border;
        line = Qt::NoPen;
        break;
    case ButtonKind::Quiet:
        fill = down ? t.border : hovered ? t.sunken : QColor(Qt::transparent);
        line = Qt::NoPen;
        break;
    }
    roundedBox(painter, option->rect, fill, line);
    if (showsFocus(option))
        roundedBox(painter, option->rect.adjusted(line.style() == Qt::NoPen ? 2 : 0, line.style() == Qt::NoPen ? 2 : 0,
                                                  line.style() == Qt::NoPen ? -2 : 0, line.style() == Qt::NoPen ? -2 : 0),
                   Qt::transparent, QPen(line.style() == Qt::NoPen && kind != ButtonKind::Quiet ? t.onAccent : t.accent, 1.8));
}

void drawField(const QStyleOption *option, QPainter *painter)
{
    const Tokens &t = tokens(option->palette);
    const bool focused = option->state & QStyle::State_HasFocus;
    const bool enabled = option->state & QStyle::State_Enabled;
    roundedBox(painter, option->rect, enabled ? (t.dark ? t.window : t.surface) : t.sunken,
               focused ? QPen(t.accent, 1.8) : QPen(option->state & QStyle::State_MouseOver ? t.textSecondary : t.borderStrong, 1));
}

void drawCheck(const QStyleOption *option, QPainter *painter, bool round)
{
    const Tokens &t = tokens(option->palette);
    const bool on = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const bool enabled = option->state & QStyle::State_Enabled;
    const QColor ink = enabled ? t.accent : t.borderStrong;
    const QRect box = option->rect.adjusted(0, 0, 0, 0);
    const double radius = round ? box.height() / 2.0 : 4;
    roundedBox(painter, box, on && !round ? ink : t.surface, on ? QPen(ink, round ? 4.5 : 1) : QPen(t.borderStrong, 1.2), radius);
    if (on && !round)
        paintIcon(*painter, QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5),
                  option->state & QStyle::State_NoChange ? u"minus"_s : u"check"_s, t.onAccent);
    if (showsFocus(option))
        roundedBox(painter, box.adjusted(-2, -2, 2, 2), Qt::transparent, QPen(t.accent, 1.4), radius + 2);
}

void drawMenuButton(const DeskStyle *style, const QStyleOptionToolButton *button, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(button->palette);
    style->drawPrimitive(QStyle::PE_PanelButtonTool, button, painter, widget);
    const int side = iconSize() - 3;
    QStyleOptionToolButton face = *button;
    face.features &= ~QStyleOptionToolButton::HasMenu;
    face.rect.adjust(space::xs, 0, -side - space::xs, 0);
    style->drawControl(QStyle::CE_ToolButtonLabel, &face, painter, widget);
    paintIcon(*painter, QRectF(button->rect.right() - side - space::xs + 1, button->rect.center().y() - side / 2.0 + 1, side, side),
              u"chevron-down"_s, t.textSecondary);
}

void drawScrollBar(const DeskStyle *style, const QStyleOptionSlider *bar, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(bar->palette);
    painter->fillRect(bar->rect, groundUnder(widget));
    if (bar->maximum <= bar->minimum)
        return;
    const QRect handle = style->subControlRect(QStyle::CC_ScrollBar, bar, QStyle::SC_ScrollBarSlider, widget);
    const bool active = bar->state & QStyle::State_MouseOver || bar->activeSubControls & QStyle::SC_ScrollBarSlider;
    const int inset = active ? 2 : 3;
    const QRect shape = bar->orientation == Qt::Vertical ? handle.adjusted(inset, 2, -inset, -2) : handle.adjusted(2, inset, -2, -inset);
    const double radius = std::min(shape.width(), shape.height()) / 2.0;
    roundedBox(painter, shape, active ? t.textSecondary : t.borderStrong, Qt::NoPen, radius);
}

void drawCombo(const DeskStyle *style, const QStyleOptionComboBox *combo, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(combo->palette);
    if (combo->editable)
        drawField(combo, painter);
    else
        drawPushButton(combo, painter, ButtonKind::Normal);
    const QRect arrow = style->subControlRect(QStyle::CC_ComboBox, combo, QStyle::SC_ComboBoxArrow, widget);
    const int side = std::min(iconSize() - 2, arrow.height());
    paintIcon(*painter, QRectF(arrow.center().x() - side / 2.0 + 0.5, arrow.center().y() - side / 2.0 + 0.5, side, side),
              u"chevron-down"_s, combo->state & QStyle::State_Enabled ? t.textSecondary : t.borderStrong);
    if (!combo->editable && combo->state & QStyle::State_HasFocus)
        roundedBox(painter, combo->rect, Qt::transparent, QPen(t.accent, 1.8));
}

void drawSpinBox(const DeskStyle *style, const QStyleOptionSpinBox *spin, QPainter *painter, const QWidget *widget)
{
    const Tokens &t = tokens(spin->palette);
    drawField(spin, painter);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto drawArrow = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step, const QString &icon) {
        const QRect place = style->subControlRect(QStyle::CC_SpinBox, spin, part, widget);
        const bool enabled = spin->state & QStyle::State_Enabled && spin->stepEnabled & step;
        if (enabled && spin->activeSubControls & part)
            roundedBox(painter, place, spin->state & QStyle::State_Sunken ? t.selection : t.sunken, Qt::NoPen, 4);
        const double side = std::min(iconSize() - 4, place.height());
        const QPointF middle = QRectF(place).center();
        paintIcon(*painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), icon, enabled ? t.textSecondary : t.borderStrong);
    };
    drawArrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, u"chevron-up"_s);
    drawArrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, u"chevron-down"_s);
}

void drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter)
{
    const Tokens &t = tokens(item->palette);
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(item->rect.left() + space::s, item->rect.center().y(), item->rect.width() - 2 * space::s, 1), t.border);
        return;
    }
    const bool enabled = item->state & QStyle::State_Enabled;
    if (item->state & QStyle::State_Selected && enabled)
        roundedBox(painter, item->rect.adjusted(space::xs, 0, -space::xs, 0), t.selection, Qt::NoPen, 4);
    const QColor ink = enabled ? t.text : item->palette.color(QPalette::Disabled, QPalette::Text);
    QRect inner = item->rect.adjusted(space::m, 0, -space::m, 0);
    const int side = iconSize();
    const QRect mark(inner.left(), inner.center().y() - side / 2 + 1, side, side);
    if (item->checked)
        paintIcon(*painter, mark, u"check"_s, t.accent);
    else if (!item->icon.isNull())
        item->icon.paint(painter, mark, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    inner.setLeft(inner.left() + side + space::s);
    const QStringList parts = item->text.split(u'\t');
    painter->setFont(item->font);
    painter->setPen(ink);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextHideMnemonic, parts.first());
    if (parts.size() > 1) {
        painter->setPen(t.textSecondary);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, parts.last());
    }
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(*painter, QRectF(inner.right() - side + space::xs, mark.top(), side, side), u"chevron-right"_s, t.textSecondary);
}

} // namespace milassist
