// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/transcriptview.h"

#include "ui/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QMouseEvent>

#include <cmath>

namespace milassist {
using namespace Qt::StringLiterals;

TranscriptView::TranscriptView(QWidget *parent) : QTextEdit(parent)
{
    setObjectName(u"transcriptView"_s);
    setAccessibleName(tr("Transcript"));
    setReadOnly(true);
    setAcceptRichText(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    document()->setDocumentMargin(0);
    fitHeight();
}

void TranscriptView::setTranscript(const QString &text, const QList<TimedSentence> &sentences)
{
    m_sentences = sentences;
    m_current = -1;
    if (toPlainText() != text) {
        setPlainText(text); // never as markup
        QTextCursor whole(document());
        whole.select(QTextCursor::Document);
        QTextBlockFormat format;
        format.setLineHeight(128, QTextBlockFormat::ProportionalHeight);
        whole.mergeBlockFormat(format);
        moveCursor(QTextCursor::Start);
    }
    mark();
    fitHeight();
}

void TranscriptView::setHits(const QList<std::pair<qsizetype, qsizetype>> &hits)
{
    m_hits = hits;
    mark();
}

void TranscriptView::setCurrentSentence(int sentence)
{
    if (sentence == m_current)
        return;
    m_current = sentence;
    mark();
}

void TranscriptView::mark()
{
    const Tokens &t = tokens(palette());
    QList<ExtraSelection> selections;
    const auto add = [&](qsizetype begin, qsizetype length, const QColor &ground, const QColor &ink) {
        ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(int(begin));
        selection.cursor.setPosition(int(begin + length), QTextCursor::KeepAnchor);
        selection.format.setBackground(ground);
        selection.format.setForeground(ink);
        selections.push_back(selection);
    };
    if (m_current >= 0 && m_current < m_sentences.size())
        add(m_sentences[m_current].begin, m_sentences[m_current].length, t.accentSoft, t.accent);
    for (const auto &[begin, length] : m_hits)
        add(begin, length, t.warningSoft, t.warning);
    setExtraSelections(selections);
}

void TranscriptView::fitHeight()
{
    document()->setTextWidth(viewport()->width());
    setFixedHeight(std::max(fontMetrics().height(), int(std::ceil(document()->size().height()))) + space::hair);
}

QSize TranscriptView::sizeHint() const
{
    return {space::xl * 10, height()};
}

QSize TranscriptView::minimumSizeHint() const
{
    return {space::xl * 4, height()};
}

bool TranscriptView::event(QEvent *event)
{
    // Nothing is written here: J, K, Space, U, E are the screen's. QTextEdit would claim them as if it were.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (key.modifiers() == Qt::NoModifier && !key.text().isEmpty() && key.text().at(0).isPrint()) {
            event->ignore();
            return true;
        }
    }
    return QTextEdit::event(event);
}

void TranscriptView::mouseReleaseEvent(QMouseEvent *event)
{
    QTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection()) // somebody copies a part
        return;
    if (const int sentence = sentenceOf(m_sentences, cursorForPosition(event->pos()).position()); sentence >= 0)
        Q_EMIT sentenceChosen(sentence);
}

void TranscriptView::mouseMoveEvent(QMouseEvent *event)
{
    QTextEdit::mouseMoveEvent(event);
    const bool isSentence = event->buttons() == Qt::NoButton && sentenceOf(m_sentences, cursorForPosition(event->pos()).position()) >= 0;
    viewport()->setCursor(isSentence ? Qt::PointingHandCursor : Qt::IBeamCursor);
}

void TranscriptView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (const int sentence = sentenceOf(m_sentences, textCursor().position()); sentence >= 0)
            Q_EMIT sentenceChosen(sentence);
        return;
    }
    QTextEdit::keyPressEvent(event);
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fitHeight();
}

void TranscriptView::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        mark();
        fitHeight();
    }
}

void TranscriptView::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

} // namespace milassist
