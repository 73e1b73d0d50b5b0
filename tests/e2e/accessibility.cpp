// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>
#include <QWidget>

namespace milassist
{

namespace
{

/// The pieces that Qt itself puts into a combo box, a spin box or a scroll area speak through their owner.
bool belongsToAnotherControl(const QWidget *widget)
{
    if (qobject_cast<const QScrollBar *>(widget) || qobject_cast<const QHeaderView *>(widget))
        return true;
    if (widget->objectName().startsWith(QStringLiteral("qt_")))
        return true;
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget()) {
        if (qobject_cast<const QComboBox *>(up) || qobject_cast<const QAbstractSpinBox *>(up)
            || qobject_cast<const QTabBar *>(up))
            return true;
        if (const auto *edit = qobject_cast<const QLineEdit *>(up)) // its clear button and other actions
            return edit->isAncestorOf(widget);
        if (qobject_cast<const QAbstractItemView *>(up))
            return true;
    }
    return false;
}

bool isControl(const QWidget *widget)
{
    return qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget)
        || qobject_cast<const QAbstractSlider *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QLineEdit *>(widget)
        || qobject_cast<const QTabBar *>(widget) || qobject_cast<const QTextEdit *>(widget)
        || (widget->focusPolicy() & Qt::TabFocus);
}

/// "QPushButton hangUpButton in CallPanel"
QString placeOf(const QWidget *widget)
{
    QString place = QString::fromLatin1(widget->metaObject()->className()) + u' '
        + (widget->objectName().isEmpty() ? QStringLiteral("(no name)") : widget->objectName());
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if (!up->objectName().isEmpty())
            return place + QStringLiteral(" in ") + up->objectName();
    return place;
}

QString spokenName(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : widget->accessibleName();
}

/// Every widget that holds the focus while Tab is pressed as often as there are places to go.
QSet<const QWidget *> reachedByTab(QWidget &root, int presses)
{
    QSet<const QWidget *> reached;
    for (int i = 0; i < presses; ++i) {
        QWidget *focus = QApplication::focusWidget();
        if (focus)
            reached.insert(focus);
        QTest::keyClick(focus ? focus : root.window(), Qt::Key_Tab);
    }
    return reached;
}

} // namespace

QStringList accessibilityFlaws(QWidget &root)
{
    QList<QWidget *> controls;
    for (QWidget *widget : root.findChildren<QWidget *>())
        if (widget->isVisible() && widget->window() == root.window() && isControl(widget) && !belongsToAnotherControl(widget))
            controls.append(widget);

    QStringList flaws;
    for (QWidget *widget : std::as_const(controls)) {
        if (widget->objectName().isEmpty())
            flaws.append(placeOf(widget) + QStringLiteral(": has no object name"));
        if (spokenName(widget).trimmed().isEmpty())
            flaws.append(placeOf(widget) + QStringLiteral(": a screen reader has nothing to say"));
    }

    const int everything = int(root.window()->findChildren<QWidget *>().size());
    const QSet<const QWidget *> reached = reachedByTab(root, everything + 1);
    for (const QWidget *widget : std::as_const(controls)) {
        const QWidget *proxy = widget->focusProxy() ? widget->focusProxy() : widget;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool oneOfAGroup = button && button->autoExclusive() && !button->isChecked(); // arrows go on inside it
        if (!widget->isEnabled() || oneOfAGroup)
            continue;
        bool inside = false; // a composite control may hand the focus to one of its own pieces
        for (const QWidget *seen : reached)
            inside = inside || widget->isAncestorOf(seen);
        if (!reached.contains(proxy) && !inside)
            flaws.append(placeOf(widget) + QStringLiteral(": cannot be reached with Tab"));
    }
    return flaws;
}

} // namespace milassist
