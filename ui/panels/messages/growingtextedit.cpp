// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/growingtextedit.h"

#include "ui/widgets/tokens.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace milassist
{

namespace
{

constexpr int mostLines = 8;
constexpr int longestPaste = 20'000; // a text holds 1600; the rest would only slow the counting down

} // namespace

GrowingTextEdit::GrowingTextEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    // Its own rounded frame is painted below the text: the style's ends at the viewport's square corners.
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(space::s, space::xs, space::s, space::xs);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(2);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, &GrowingTextEdit::fit);
    fit();
}

int GrowingTextEdit::heightFor(int lines) const
{
    return lines * fontMetrics().lineSpacing() + int(std::ceil(2 * document()->documentMargin())) + 2 * space::xs + 4;
}

bool GrowingTextEdit::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) { // of the frame around the viewport
        const Tokens &t = tokens(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(hasFocus() ? t.accent : t.borderStrong, hasFocus() ? 1.6 : 1));
        painter.setBrush(t.surface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radiusLarge - 2, space::radiusLarge - 2);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void GrowingTextEdit::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    update();
}

void GrowingTextEdit::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    update();
}

QSize GrowingTextEdit::sizeHint() const
{
    int lines = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && lines < mostLines; block = block.next())
        lines += std::max(1, block.lineCount());
    return {200, heightFor(std::clamp(lines, 1, mostLines))};
}

QSize GrowingTextEdit::minimumSizeHint() const
{
    return {80, heightFor(1)};
}

void GrowingTextEdit::fit()
{
    setFixedHeight(sizeHint().height());
}

void GrowingTextEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void GrowingTextEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void GrowingTextEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QPlainTextEdit::keyPressEvent(event);
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (control || (m_sendKey == SendKey::Enter && !shift))
        Q_EMIT sendWanted();
    else
        textCursor().insertBlock(); // also for Shift+Enter: Qt would put in a line separator, which no telephone shows
}

bool GrowingTextEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasImage() || source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void GrowingTextEdit::insertFromMimeData(const QMimeData *source)
{
    const QList<QUrl> urls = source->urls();
    const bool files = !urls.isEmpty() && std::ranges::all_of(urls, [](const QUrl &url) { return url.isLocalFile(); });
    if (files || (source->hasImage() && !source->hasText())) {
        Q_EMIT filesOffered(files ? urls : QList<QUrl>());
        return;
    }
    if (source->hasText())
        insertPlainText(source->text().left(longestPaste));
}

} // namespace milassist
