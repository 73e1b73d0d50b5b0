// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callkeys.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QAbstractSpinBox>
#include <QTextEdit>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

bool isWriting(const QWidget *widget)
{
    if (const auto *combo = qobject_cast<const QComboBox *>(widget))
        return combo->isEditable();
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget)
        || qobject_cast<const QAbstractSpinBox *>(widget);
}

} // namespace

CallKey callKeyOf(int key, const QString &text, Qt::KeyboardModifiers modifiers)
{
    using Kind = CallKey::Kind;
    if (text.size() == 1 && u"0123456789*#"_s.contains(text[0]) && !(modifiers & ~Qt::ShiftModifier))
        return {Kind::Digit, text[0]};
    if (key == Qt::Key_R && modifiers == Qt::ShiftModifier)
        return {Kind::PauseRecording, {}};
    if (modifiers != Qt::NoModifier)
        return {};
    switch (key) {
    case Qt::Key_M: return {Kind::Mute, {}};
    case Qt::Key_H: return {Kind::Hold, {}};
    case Qt::Key_T: return {Kind::Transfer, {}};
    case Qt::Key_R: return {Kind::Record, {}};
    default: return {};
    }
}

CallKeys::CallKeys(QObject *parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool CallKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (!m_active || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress) || !watched->isWidgetType())
        return false;
    auto *press = static_cast<QKeyEvent *>(event);
    const CallKey key = callKeyOf(press->key(), press->text(), press->modifiers() & ~Qt::KeypadModifier);
    if (key.kind == CallKey::Kind::None || QApplication::activePopupWidget() || isWriting(QApplication::focusWidget())
        || isWriting(static_cast<QWidget *>(watched)))
        return false;
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // no shortcut of a screen: the key comes back as a press
        return true;
    }
    if (!press->isAutoRepeat())
        Q_EMIT pressed(key);
    return true;
}

} // namespace milassist
