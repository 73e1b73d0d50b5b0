// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/noteeditor.h"

#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace milassist {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

NoteEditor::NoteEditor(QWidget *parent) : QPlainTextEdit(parent)
{
    setObjectName(u"noteEditor"_s);
    setAccessibleName(tr("Note"));
    setPlaceholderText(tr("Write a note. Only this computer keeps it."));
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(space::s);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_pause.setSingleShot(true);
    m_pause.setInterval(800ms);
    connect(&m_pause, &QTimer::timeout, this, &NoteEditor::flush);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        updateGeometry();
        if (toPlainText() != m_saved)
            m_pause.start();
    });
}

NoteEditor::~NoteEditor()
{
    flush();
}

void NoteEditor::show(qint64 id, const QString &note)
{
    if (id == m_id && (note == m_saved || toPlainText() != m_saved)) {
        return; // nothing new, or somebody is typing
    }
    flush();
    m_id = id;
    m_saved = note;
    setPlainText(note);
    m_pause.stop();
}

void NoteEditor::flush()
{
    m_pause.stop();
    if (m_id == 0 || toPlainText() == m_saved)
        return;
    m_saved = toPlainText();
    Q_EMIT changed(m_id, m_saved.trimmed());
}

QSize NoteEditor::sizeHint() const
{
    const int lines = std::clamp(document()->lineCount(), 2, 8);
    return {space::xl * 8, lines * fontMetrics().lineSpacing() + 2 * int(document()->documentMargin()) + space::s};
}

QSize NoteEditor::minimumSizeHint() const
{
    return {space::xl * 4, sizeHint().height()};
}

void NoteEditor::paintEvent(QPaintEvent *event)
{
    const Tokens &t = tokens(palette());
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(t.sunken);
        painter.setPen(hasFocus() ? QPen(t.accent, 1.5) : QPen(Qt::NoPen));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), space::radius, space::radius);
    }
    QPlainTextEdit::paintEvent(event);
}

void NoteEditor::focusInEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusInEvent(event);
    viewport()->update();
}

void NoteEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    viewport()->update();
    flush();
}

void NoteEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || (event->key() == Qt::Key_Return && event->modifiers() & Qt::ControlModifier)) {
        flush();
        event->ignore(); // the panel takes the focus back to its list
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace milassist
