// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/levelmeter.h"

#include "ui/widgets/tokens.h"

#include <QPainter>

#include <algorithm>

namespace milassist {

namespace {

constexpr int segments = 24;

} // namespace

LevelMeter::LevelMeter(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LevelMeter::setLevel(int level, const QString &words)
{
    setAccessibleDescription(words);
    if (std::exchange(m_level, level) != level)
        update();
}

QSize LevelMeter::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 30, std::max(space::m, fontMetrics().height() * 2 / 3)};
}

QSize LevelMeter::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 10, sizeHint().height()};
}

void LevelMeter::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const double step = double(width() + space::hair) / segments;
    for (int i = 0; i < segments; ++i) {
        const bool isLit = (i + 1) * 100 <= m_level * segments;
        const QColor ink = i >= segments - 2 ? t.danger : t.good; // the last two distort
        painter.setBrush(isLit ? ink : t.border);
        painter.drawRoundedRect(QRectF(i * step, 0, step - space::hair, height()), 2, 2);
    }
}

} // namespace milassist
