// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/playbutton.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

PlayButton::PlayButton(QWidget *parent) : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setPlaying(false);
}

void PlayButton::setPlaying(bool playing)
{
    m_isPlaying = playing;
    setAccessibleName(playing ? tr("Pause") : tr("Play"));
    setToolTip(playing ? tr("Pause (Space)") : tr("Play (Space)"));
    update();
}

QSize PlayButton::sizeHint() const
{
    const int side = std::max(40, fontMetrics().height() * 2);
    return {side, side};
}

void PlayButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QColor ground = isEnabled() ? t.accent : t.border;
    if (isEnabled() && isDown())
        ground = t.dark ? ground.lighter(112) : ground.darker(125);
    else if (isEnabled() && underMouse())
        ground = t.dark ? ground.lighter(106) : ground.darker(112);
    const double side = std::min(width(), height());
    QRectF circle(0, 0, side, side);
    circle.moveCenter(QRectF(rect()).center());
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(ground);
    painter.drawEllipse(circle.adjusted(3, 3, -3, -3));

    const double unit = side / 40;
    painter.setBrush(isEnabled() ? t.onAccent : t.textSecondary);
    painter.translate(circle.center());
    if (m_isPlaying) {
        painter.drawRoundedRect(QRectF(-6 * unit, -7 * unit, 4 * unit, 14 * unit), unit, unit);
        painter.drawRoundedRect(QRectF(2 * unit, -7 * unit, 4 * unit, 14 * unit), unit, unit);
    } else {
        const QPointF triangle[] = {{-4.5 * unit, -7.5 * unit}, {8 * unit, 0}, {-4.5 * unit, 7.5 * unit}};
        painter.setPen(QPen(painter.brush(), unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(triangle, 3);
    }
}

} // namespace milassist
