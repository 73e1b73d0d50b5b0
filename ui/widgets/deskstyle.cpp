// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/deskstyle.h"

#include "ui/widgets/deskpaint.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QVariant>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kindProperty = "milassistButtonKind";
constexpr int scrollBarWidth = 10;

ButtonKind kindOf(const QWidget *widget)
{
    return widget ? ButtonKind(widget->property(kindProperty).toInt()) : ButtonKind::Normal;
}

bool hasMenuArrow(const QStyleOptionToolButton *button)
{
    return button->features & QStyleOptionToolButton::HasMenu && !(button->features & QStyleOptionToolButton::MenuButtonPopup)
        && button->toolButtonStyle != Qt::ToolButtonIconOnly;
}

/// A tool with words whose ground shows that it is on.
bool isSwitch(const QStyleOptionToolButton *button, const QWidget *widget)
{
    const auto *tool = qobject_cast<const QAbstractButton *>(widget);
    return tool && tool->isCheckable() && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon;
}

} // namespace

void setButtonKind(QAbstractButton *button, ButtonKind kind)
{
    button->setProperty(kindProperty, int(kind));
    button->update();
}

DeskStyle::DeskStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void DeskStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
        || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Tokens &t = tokens(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_FrameDefaultButton:
        if (element == PE_PanelButtonCommand)
            drawPushButton(option, painter, kindOf(widget));
        return;
    case PE_PanelButtonTool: {
        const bool on = option->state & (State_Sunken | State_On);
        if (on || (option->state & State_MouseOver && option->state & State_Enabled))
            roundedBox(painter, option->rect, on ? t.selection : t.sunken, Qt::NoPen);
        if (option->state & State_HasFocus && option->state & State_KeyboardFocusChange)
            roundedBox(painter, option->rect, Qt::transparent, QPen(t.accent, 1.8));
        return;
    }
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            drawField(option, painter);
        else
            painter->fillRect(option->rect, Qt::transparent);
        return;
    case PE_FrameLineEdit: return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget))
            drawField(option, painter);
        return;
    case PE_FrameFocusRect:
        roundedBox(painter, option->rect, Qt::transparent, QPen(t.accent, 1.4), 4);
        return;
    case PE_IndicatorCheckBox: return drawCheck(option, painter, false);
    case PE_IndicatorRadioButton: return drawCheck(option, painter, true);
    case PE_IndicatorItemViewItemCheck: return drawCheck(option, painter, false);
    case PE_PanelItemViewItem: {
        const bool selected = option->state & State_Selected;
        if (selected || option->state & State_MouseOver)
            painter->fillRect(option->rect, selected ? t.selection : t.hover);
        return;
    }
    case PE_PanelItemViewRow:
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        if (element == PE_PanelMenu) {
            painter->fillRect(option->rect, t.raised);
            painter->setPen(t.borderStrong);
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        }
        return;
    case PE_IndicatorArrowDown: {
        const int side = std::min(std::min(option->rect.width(), option->rect.height()) + 2, iconSize() - 3);
        return paintIcon(*painter, QRectF(QRect(option->rect.center() - QPoint(side / 2, side / 2), QSize(side, side))), u"chevron-down"_s, t.textSecondary);
    }
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, option->palette.color(QPalette::ToolTipBase));
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void DeskStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Tokens &t = tokens(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            const ButtonKind kind = kindOf(widget);
            QStyleOptionButton inked = *button;
            if (button->state & State_Enabled) {
                const QColor ink = kind == ButtonKind::Primary || kind == ButtonKind::Good ? t.onAccent : kind == ButtonKind::Danger ? t.onDanger : t.text;
                inked.palette.setColor(QPalette::ButtonText, ink);
                if (!inked.icon.isNull() && ink != t.text) { // the icon draws itself in the colour of text
                    QPixmap pixmap = inked.icon.pixmap(inked.iconSize, painter->device()->devicePixelRatioF());
                    QPainter tint(&pixmap);
                    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
                    tint.fillRect(pixmap.rect(), ink);
                    tint.end();
                    inked.icon = QIcon(pixmap);
                }
            }
            return QProxyStyle::drawControl(element, &inked, painter, widget);
        }
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuItem(item, painter);
        break;
    case CE_HeaderSection:
        painter->fillRect(option->rect, t.surface);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.border);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            painter->setFont(fontOf(TextStyle::Caption));
            painter->setPen(t.textSecondary);
            const QRect inner = option->rect.adjusted(space::xs, 0, -space::xs, 0);
            painter->drawText(inner, int(header->textAlignment) | Qt::AlignVCenter,
                              painter->fontMetrics().elidedText(header->text, Qt::ElideRight, inner.width()));
            return;
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button && isSwitch(button, widget)) {
            QStyleOptionToolButton middle = *button; // Qt leaves what is too much on the right, which shows when it is on
            const int spare = button->rect.width() - button->iconSize.width() - space::xs
                - button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
            middle.rect.adjust(std::max(0, spare / 2), 0, 0, 0);
            return QProxyStyle::drawControl(element, &middle, painter, widget);
        }
        break;
    case CE_ProgressBarGroove:
        return roundedBox(painter, option->rect, t.sunken, Qt::NoPen, option->rect.height() / 2.0);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            const double share = bar->maximum > bar->minimum ? double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum) : 0.35;
            QRect filled = option->rect;
            filled.setWidth(std::max(filled.height(), int(filled.width() * share)));
            return roundedBox(painter, filled, t.accent, Qt::NoPen, filled.height() / 2.0);
        }
        break;
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->frameShape == QFrame::StyledPanel
            && qobject_cast<const QAbstractScrollArea *>(widget))
            return drawField(option, painter);
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(this, bar, painter, widget);
    }
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawCombo(this, combo, painter, widget);
    }
    if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return drawSpinBox(this, spin, painter, widget);
    }
    if (control == CC_ToolButton) {
        const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        if (button && hasMenuArrow(button))
            return drawMenuButton(this, button, painter, widget);
        if (button && button->features & QStyleOptionToolButton::HasMenu) { // an icon alone: no speck of an arrow in its corner
            QStyleOptionToolButton face = *button;
            face.features &= ~QStyleOptionToolButton::HasMenu;
            return QProxyStyle::drawComplexControl(control, &face, painter, widget);
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) // Fusion's is too near to the edge for round corners
        return QProxyStyle::subElementRect(element, option, widget).adjusted(space::xs, 0, -space::xs, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    if (control == CC_ScrollBar) { // no arrows: groove and handle only
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            const bool vertical = bar->orientation == Qt::Vertical;
            const int length = vertical ? bar->rect.height() : bar->rect.width();
            const qint64 range = qint64(bar->maximum) - bar->minimum;
            int handle = length;
            if (range > 0)
                handle = std::clamp(int(qint64(bar->pageStep) * length / (range + bar->pageStep)), 32, std::max(32, length));
            const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
            auto along = [&](int from, int size) {
                return vertical ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                                : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
            };
            switch (part) {
            case SC_ScrollBarSlider: return along(start, handle);
            case SC_ScrollBarGroove: return bar->rect;
            case SC_ScrollBarSubPage: return along(0, start);
            case SC_ScrollBarAddPage: return along(start + handle, length - start - handle);
            default: return {};
            }
        }
    }
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxArrow) {
            const int width = iconSize() + space::s;
            return visualRect(option->direction, option->rect, QRect(option->rect.right() - width, option->rect.top(), width, option->rect.height()));
        }
        if (part == SC_ComboBoxEditField) {
            const int width = iconSize() + space::s;
            return visualRect(option->direction, option->rect, option->rect.adjusted(space::s, 1, -width, -1));
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int control = option ? option->fontMetrics.height() + space::m : size.height();
    switch (type) {
    case CT_PushButton:
        return {std::max(size.width() + 2 * space::m, 64), std::max(control, size.height() + space::s)};
    case CT_ComboBox:
        return {size.width() + iconSize() + space::l + space::s, control};
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); button && hasMenuArrow(button))
            return {size.width() + iconSize() + space::m, std::max(control, wanted.height())};
        break;
    case CT_SpinBox: // its field is a line edit, and begins further from the edge than Fusion's
        return {wanted.width() + space::s, wanted.height()};
    case CT_LineEdit:
        return {wanted.width(), std::max(control, size.height())};
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {size.width(), space::s + 1};
            return {size.width() + iconSize() + space::xl * 2 + (item->text.contains(u'\t') ? space::l : 0), control};
        }
        break;
    case CT_HeaderSection: return {wanted.width(), control};
    default: break;
    }
    return wanted;
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return scrollBarWidth;
    case PM_ScrollBarSliderMin: return 32;
    case PM_ScrollView_ScrollBarOverlap:
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_DefaultFrameWidth:
        return qobject_cast<const QMenu *>(widget) ? space::xs : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_MenuPanelWidth: return 0;
    case PM_MenuVMargin: return space::xs;
    case PM_MenuHMargin: return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_ToolBarIconSize:
    case PM_LineEditIconSize: return iconSize();
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength: return iconSize();
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator: return 0;
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return space::m;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return space::s;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return space::s;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *result) const
{
    switch (hint) {
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup: return 0;
    case SH_Slider_AbsoluteSetButtons: return Qt::LeftButton;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace milassist