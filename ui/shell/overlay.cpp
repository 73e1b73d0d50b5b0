// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/overlay.h"

#include "ui/widgets/label.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace milassist {

Overlay::Overlay(QWidget *host, int width) : QWidget(host), m_host(host), m_card(new Card(this)), m_width(width)
{
    host->installEventFilter(this);
    hide();
}

void Overlay::open()
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    show();
    raise();
    place();
}

void Overlay::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus(Qt::PopupFocusReason);
}

int Overlay::wantedHeight() const
{
    return m_card->sizeHint().height();
}

void Overlay::place()
{
    setGeometry(m_host->rect());
    const int scaled = m_width * std::max(16, fontMetrics().height()) / 16;
    const int width = std::min(scaled, m_host->width() - 2 * space::l);
    const int top = std::min(std::max(space::l, m_host->height() / 9), 96);
    m_card->setGeometry((m_host->width() - width) / 2, top, width, std::min(wantedHeight(), m_host->height() - top - space::xl));
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_host && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Overlay::paintEvent(QPaintEvent *event)
{
    // The card paints over its own place, all but its corners.
    const QRect card = m_card->geometry();
    const int corner = space::radiusLarge + 1;
    const QRegion covered = QRegion(card.adjusted(corner, 1, -corner, -1)) + card.adjusted(1, corner, -1, -corner);
    const QRegion open = event->region() - covered;
    if (open.isEmpty())
        return;
    QPainter painter(this);
    painter.setClipRegion(open);
    const bool dark = tokens(palette()).dark;
    painter.fillRect(rect(), QColor(8, 10, 16, dark ? 150 : 70));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int ring = 1; ring <= 12; ++ring) { // a soft shadow without an effect on every repaint
        painter.setBrush(QColor(0, 0, 0, dark ? 9 : 4));
        painter.drawRoundedRect(m_card->geometry().adjusted(-ring, -ring + 4, ring, ring + 4), space::radiusLarge + ring, space::radiusLarge + ring);
    }
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        close();
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    QWidget::keyPressEvent(event);
}

/// Round and round inside the card: what lies under it is not to be reached, and all of it is.
bool Overlay::focusNextPrevChild(bool next)
{
    QWidget *from = QApplication::focusWidget();
    if (!from || !isAncestorOf(from))
        from = this;
    const auto after = [next](const QWidget *widget) { return next ? widget->nextInFocusChain() : widget->previousInFocusChain(); };
    for (QWidget *widget = after(from); widget != from; widget = after(widget)) {
        if (!isAncestorOf(widget) || !widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
            continue;
        widget->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        break;
    }
    return true; // with one place only it stays there: refusing would hand the key on to the window
}

} // namespace milassist
