// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/transcripteditor.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/lists/flowlayout.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

TranscriptEditor::TranscriptEditor(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit(this))
{
    setObjectName(u"transcriptEditor"_s);
    m_text->setObjectName(u"transcriptText"_s);
    m_text->setAccessibleName(tr("The transcript as it should read"));
    m_text->setPlaceholderText(tr("Write what was said."));
    m_text->setTabChangesFocus(true);
    m_text->viewport()->setAutoFillBackground(false); // the field has round corners
    m_text->installEventFilter(this);
    auto *buttons = new QWidget(this);
    auto *flow = new FlowLayout(buttons, space::s);
    const auto add = [flow, buttons](const QString &name, const QString &text) {
        auto *button = new QPushButton(text, buttons);
        button->setObjectName(name);
        button->setAccessibleName(text);
        flow->addWidget(button);
        return button;
    };
    QPushButton *save = add(u"saveTranscriptButton"_s, tr("Save"));
    save->setToolTip(tr("Save (Ctrl+Enter)"));
    setButtonKind(save, ButtonKind::Primary);
    QPushButton *cancel = add(u"cancelTranscriptButton"_s, tr("Cancel"));
    cancel->setToolTip(tr("Leave it as it was (Esc)"));
    m_restore = add(u"restoreTranscriptButton"_s, tr("Back to Twilio\u2019s words"));
    setButtonKind(m_restore, ButtonKind::Quiet);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(m_text);
    column->addWidget(buttons);

    connect(m_text, &QPlainTextEdit::textChanged, this, &TranscriptEditor::fitHeight);
    connect(save, &QPushButton::clicked, this, &TranscriptEditor::flush);
    connect(cancel, &QPushButton::clicked, this, &TranscriptEditor::finish);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        finish();
        Q_EMIT restoreWanted();
    });
    hide();
}

void TranscriptEditor::begin(const QString &text, bool canRestore, const QString &typed)
{
    m_before = text;
    m_text->setPlainText(typed.isEmpty() ? text : typed);
    m_restore->setVisible(canRestore);
    show();
    m_text->setFocus(Qt::OtherFocusReason);
    const auto bringIntoSight = [this] { // its buttons too
        for (QWidget *up = parentWidget(); up; up = up->parentWidget())
            if (auto *area = qobject_cast<QScrollArea *>(up))
                return area->ensureWidgetVisible(this, 0, space::l);
    };
    QMetaObject::invokeMethod(this, bringIntoSight, Qt::QueuedConnection); // once it has its place
}

void TranscriptEditor::flush()
{
    if (isHidden())
        return;
    const QString text = m_text->toPlainText().trimmed();
    const bool isOther = text != m_before.trimmed();
    finish();
    if (isOther)
        Q_EMIT saved(text);
}

void TranscriptEditor::finish()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    Q_EMIT done(hadFocus);
}

void TranscriptEditor::fitHeight()
{
    const int lines = std::clamp(m_text->document()->lineCount() + 1, 4, 14);
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing() + 2 * int(m_text->document()->documentMargin()) + space::s);
}

bool TranscriptEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (isEnter && key.modifiers() & Qt::ControlModifier) {
            flush();
            return true;
        }
        if (key.key() == Qt::Key_Escape) {
            finish();
            return true;
        }
    }
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &TranscriptEditor::fitHeight, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

} // namespace milassist
