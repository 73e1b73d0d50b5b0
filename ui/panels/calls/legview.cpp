// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/calls/legview.h"

#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 6;

} // namespace

LegView::LegView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"legView"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Legs of the call"));
}

void LegView::show(const QList<LegBar> &legs)
{
    m_legs = legs;
    QStringList spoken;
    for (const LegBar &leg : legs)
        spoken.append(tr("%1: %2", "a leg of a call: what became of it").arg(leg.who, leg.words));
    setAccessibleDescription(spoken.join(u". "_s));
    updateGeometry();
    update();
}

int LegView::legHeight() const
{
    return fontMetrics().height() + space::xs + barHeight + space::m;
}

QSize LegView::sizeHint() const
{
    return {space::xl * 10, std::max(0, int(m_legs.size()) * legHeight() - space::m)};
}

QSize LegView::minimumSizeHint() const
{
    return {space::xl * 5, sizeHint().height()};
}

void LegView::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int lineHeight = fontMetrics().height();
    int y = 0;
    for (const LegBar &leg : m_legs) {
        const int side = iconSize() - 2;
        paintIcon(painter, QRectF(0, y + (lineHeight - side) / 2.0, side, side), leg.icon, t.ink(leg.tone));
        QRect line(side + space::s, y, width() - side - space::s, lineHeight);
        painter.setFont(font());
        painter.setPen(t.ink(leg.tone));
        const int wordsWidth = std::min(fontMetrics().horizontalAdvance(leg.words) + 2, line.width() * 3 / 5);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, fontMetrics().elidedText(leg.words, Qt::ElideRight, wordsWidth));
        painter.setPen(t.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(leg.who, Qt::ElideRight, line.width() - wordsWidth - space::m));

        const QRectF track(0, y + lineHeight + space::xs, width(), barHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.sunken);
        painter.drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        const auto part = [&](double from, double to, const QColor &colour) {
            if (to <= from)
                return;
            const QRectF bar(track.width() * from, track.top(), std::max(3.0, track.width() * (to - from)), barHeight);
            painter.setBrush(colour);
            painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
        };
        part(leg.ringBegin, leg.end, t.borderStrong);
        part(leg.talkBegin, leg.end, t.ink(leg.tone));
        y += legHeight();
    }
}

bool LegView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int leg = help->pos().y() / legHeight();
        QToolTip::showText(help->globalPos(), leg >= 0 && leg < m_legs.size() ? m_legs[leg].times : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace milassist
