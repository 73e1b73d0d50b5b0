// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int railIconScale = 5; // quarters of the text icon: 20 px at the usual size

int railIcon()
{
    return iconSize() * railIconScale / 4;
}

QFont railFont(bool current)
{
    QFont font = fontOf(TextStyle::Caption);
    font.setWeight(current ? QFont::DemiBold : QFont::Medium);
    return font;
}

} // namespace

RailButton::RailButton(const QString &iconName, const QString &word, QWidget *parent) : QAbstractButton(parent), m_icon(iconName)
{
    setText(word);
    setAccessibleName(word);
    setCheckable(true);
    setAutoExclusive(true);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

void RailButton::setCount(int count)
{
    m_count = count;
    setAccessibleDescription(count > 0 ? tr("%n waiting", nullptr, count) : QString());
    update();
}

QSize RailButton::sizeHint() const
{
    const QFontMetrics metrics(railFont(true));
    return {std::max(64, metrics.horizontalAdvance(text()) + space::m), railIcon() + metrics.height() + space::l + space::xs};
}

QSize RailButton::minimumSizeHint() const
{
    return {sizeHint().width(), railIcon() + space::s};
}

bool RailButton::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

void RailButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        focusNextPrevChild(event->key() == Qt::Key_Down);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool current = isChecked();
    if (current || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(current ? t.accentSoft : t.border);
        painter.drawRoundedRect(rect(), space::radius + 2, space::radius + 2);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 1.6));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radius + 1, space::radius + 1);
    }
    const QColor ink = current ? t.accent : t.textSecondary;
    const int side = railIcon();
    const bool hasWord = height() >= sizeHint().height();
    const QRect mark((width() - side) / 2, hasWord ? space::s : (height() - side) / 2, side, side);
    paintIcon(painter, mark, m_icon, ink);
    painter.setFont(railFont(current));
    painter.setPen(current ? t.accent : t.text);
    if (hasWord)
        painter.drawText(QRect(0, mark.bottom() + space::xs, width(), QFontMetrics(painter.font()).height()), Qt::AlignCenter, text());
    if (m_count > 0) {
        const QSize size = badgeSize(m_count);
        const int left = std::min(mark.right() - space::xs, width() - size.width() - space::hair);
        paintBadge(painter, QRect(QPoint(left, space::hair + 1), size), m_count, t);
    }
}

Rail::Rail(QWidget *parent) : QWidget(parent), m_top(new QVBoxLayout), m_bottom(new QVBoxLayout)
{
    setAccessibleName(tr("Screens"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::s, space::s, space::s, space::s);
    column->setSpacing(space::xs);
    m_top->setSpacing(space::xs);
    m_bottom->setSpacing(space::xs);
    column->addLayout(m_top);
    column->addStretch(1);
    column->addLayout(m_bottom);
}

int Rail::add(const QString &id, const QString &iconName, const QString &word, Place place)
{
    auto *button = new RailButton(iconName, word, this);
    const int index = int(m_buttons.size());
    button->setObjectName(u"rail_"_s + id);
    button->setToolTip(tr("%1 (Ctrl+%2)").arg(word).arg(index + 1));
    connect(button, &QAbstractButton::clicked, this, [this, index] { Q_EMIT chosen(index); });
    (place == Place::Top ? m_top : m_bottom)->addWidget(button);
    m_buttons.append(button);
    return index;
}

void Rail::clear()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
}

void Rail::setCurrent(int index)
{
    if (index < 0 || index >= m_buttons.size())
        return;
    m_buttons[index]->setChecked(true);
    for (RailButton *button : std::as_const(m_buttons)) // Tab comes to the screen that is shown; the arrows lead to the others
        button->setFocusPolicy(button == m_buttons[index] ? Qt::StrongFocus : Qt::ClickFocus);
}

void Rail::setCount(int index, int count)
{
    if (index >= 0 && index < m_buttons.size())
        m_buttons[index]->setCount(count);
}

void Rail::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.border);
}

} // namespace milassist
