// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QFont badgeFont()
{
    QFont font = fontOf(TextStyle::Caption);
    font.setWeight(QFont::DemiBold);
    return font;
}

QString badgeText(int count)
{
    return count > 99 ? u"99+"_s : QLocale().toString(count);
}

int pillIcon()
{
    return QFontMetrics(fontOf(TextStyle::Caption)).height() - 2;
}

} // namespace

QSize badgeSize(int count)
{
    if (count <= 0)
        return {0, 0};
    const QFontMetrics metrics(badgeFont());
    const int height = metrics.height() + space::hair;
    return {std::max(height, metrics.horizontalAdvance(badgeText(count)) + space::s + space::xs), height};
}

void paintBadge(QPainter &painter, const QRect &rect, int count, const Tokens &t)
{
    if (count <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accent);
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
    painter.setFont(badgeFont());
    painter.setPen(t.onAccent);
    painter.drawText(rect, Qt::AlignCenter, badgeText(count));
    painter.restore();
}

Badge::Badge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void Badge::setCount(int count)
{
    m_count = std::max(0, count);
    setVisible(m_count > 0);
    updateGeometry();
    update();
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_count, tokens(palette()));
}

QSize pillSize(const QString &text, const QString &iconName)
{
    const QFontMetrics metrics(fontOf(TextStyle::Caption));
    const int mark = iconName.isEmpty() ? 0 : pillIcon() + space::xs;
    // A pixel more than the sum of the letters: eliding measures finer.
    return {metrics.horizontalAdvance(text) + 2 + mark + 2 * space::s, metrics.height() + space::xs};
}

void paintPill(QPainter &painter, const QRect &rect, const QString &text, Tone tone, const Tokens &t, const QString &iconName)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.soft(tone));
    painter.drawRoundedRect(rect, rect.height() / 2.0, rect.height() / 2.0);
    QRect inner = rect.adjusted(space::s, 0, -space::s, 0);
    if (!iconName.isEmpty()) {
        const int side = pillIcon();
        paintIcon(painter, QRectF(inner.left(), inner.center().y() - side / 2.0 + 0.5, side, side), iconName, t.ink(tone));
        inner.adjust(side + space::xs, 0, 0, 0);
    }
    painter.setFont(fontOf(TextStyle::Caption));
    painter.setPen(t.ink(tone));
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, inner.width()));
    painter.restore();
}

Pill::Pill(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void Pill::setState(const QString &text, Tone tone, const QString &iconName)
{
    m_text = text;
    m_tone = tone;
    m_icon = iconName;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(painter, rect(), m_text, m_tone, tokens(palette()), m_icon);
}

Chip::Chip(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Of those that exclude each other Tab comes to the checked one. Qt sees to that only once it has the focus, and a click
    // gives a chip none.
    connect(this, &QAbstractButton::toggled, this, [this](bool checked) {
        if (!checked || !group() || !group()->exclusive())
            return;
        for (QAbstractButton *button : group()->buttons())
            button->setFocusPolicy(button == this ? Qt::TabFocus : Qt::NoFocus);
    });
}

void Chip::setMenuMark(bool shown)
{
    m_menuMark = shown;
    updateGeometry();
}

bool Chip::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

QSize Chip::sizeHint() const
{
    const int mark = m_menuMark ? pillIcon() + space::hair : 0;
    return {fontMetrics().horizontalAdvance(text()) + 2 * space::m + mark, fontMetrics().height() + space::s};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF shape = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool on = isChecked();
    painter.setBrush(on ? t.accentSoft : underMouse() ? t.hover : t.surface);
    painter.setPen(hasFocus() ? QPen(t.accent, 1.6) : QPen(on ? t.accent : t.borderStrong));
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2);
    QRect inner = rect().adjusted(space::m, 0, -space::m, 0);
    const QColor ink = !isEnabled() ? palette().color(QPalette::Disabled, QPalette::Text) : on ? t.accent : t.text;
    if (m_menuMark) {
        const int side = pillIcon();
        paintIcon(painter, QRectF(inner.right() - side + space::xs, inner.center().y() - side / 2.0 + 1, side, side),
                  u"chevron-down"_s, ink);
        inner.adjust(0, 0, -side, 0);
    }
    painter.setPen(ink);
    painter.drawText(inner, (m_menuMark ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter, text());
}

} // namespace milassist
