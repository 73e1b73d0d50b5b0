// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/splitview.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QResizeEvent>

namespace milassist {

namespace {

constexpr int usualTextHeight = 16; // pixels, of body text at 100 %

class HairlineHandle : public QSplitterHandle {
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), tokens(palette()).surface);
        QRect line = rect();
        if (orientation() == Qt::Horizontal)
            line.setLeft(line.center().x()), line.setWidth(1);
        else
            line.setTop(line.center().y()), line.setHeight(1);
        painter.fillRect(line, tokens(palette()).border);
    }
};

} // namespace

SplitView::SplitView(QWidget *list, QWidget *detail, int listWidth, QWidget *parent) :
    QSplitter(Qt::Horizontal, parent), m_list(list), m_detail(detail)
{
    setChildrenCollapsible(false);
    setHandleWidth(5);
    addWidget(list);
    addWidget(detail);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    const int width = listWidth * std::max(13, QFontMetrics(font()).height()) / usualTextHeight;
    setSizes({width, width * 2});
}

void SplitView::setFoldingWidth(int pixels)
{
    m_foldingWidth = pixels;
    arrange();
}

void SplitView::showDetail()
{
    m_detailWanted = true;
    arrange();
}

void SplitView::showList()
{
    m_detailWanted = false;
    arrange();
}

void SplitView::resizeEvent(QResizeEvent *event)
{
    QSplitter::resizeEvent(event);
    arrange();
}

QSplitterHandle *SplitView::createHandle()
{
    return new HairlineHandle(orientation(), this);
}

bool SplitView::event(QEvent *event)
{
    const bool handled = QSplitter::event(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::FontChange)
        arrange();
    return handled;
}

/// Whoever opens a row with the keyboard goes on in the detail: the list is about to go, and the focus would leave the screen.
void SplitView::keepFocus()
{
    const QWidget *focus = QApplication::focusWidget();
    if (!focus || !m_list->isAncestorOf(focus))
        return;
    for (QWidget *widget = m_detail->nextInFocusChain(); widget != m_detail; widget = widget->nextInFocusChain()) {
        if (m_detail->isAncestorOf(widget) && widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

void SplitView::arrange()
{
    // Two panes need room for their text: at twice the size they need twice the width.
    const int textHeight = std::max(usualTextHeight, QFontMetrics(font()).height());
    const bool folded = width() < m_foldingWidth * textHeight / usualTextHeight;
    const bool showsList = !folded || !m_detailWanted, showsDetail = !folded || m_detailWanted;
    if (showsDetail)
        m_detail->show();
    if (!showsList)
        keepFocus();
    m_list->setVisible(showsList);
    m_detail->setVisible(showsDetail);
    if (folded != m_folded) {
        m_folded = folded;
        Q_EMIT foldedChanged(folded);
    }
}

} // namespace milassist
