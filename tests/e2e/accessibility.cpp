// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/accessibility.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHash>
#include <QHeaderView>
#include <QKeySequence>
#include <QLineEdit>
#include <QMetaProperty>
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
    return (interface ? interface->text(QAccessible::Name) : widget->accessibleName()).trimmed();
}

/// What a screen reader would make of @p widget, if that is not a name.
QString nameFlaw(QWidget *widget)
{
    const QString name = spokenName(widget);
    if (name.isEmpty())
        return QStringLiteral("a screen reader has nothing to say");
    if (!widget->objectName().isEmpty() && name == widget->objectName())
        return QStringLiteral("a screen reader would say its object name, ") + name;
    if (std::none_of(name.begin(), name.end(), [](QChar c) { return c.isLetter(); }))
        return QStringLiteral("a screen reader would say only \u201c%1\u201d").arg(name);
    return {};
}

/// The first rows of a list, which a screen reader reads as one goes through it. What is not read yet comes when asked for.
QString silentRow(const QAbstractItemView *view)
{
    constexpr int enough = 20;
    const auto isSilent = [view](int row) {
        const QModelIndex index = view->model()->index(row, 0, view->rootIndex());
        QString words = index.data(Qt::AccessibleTextRole).toString();
        if (words.isEmpty())
            words = index.data(Qt::DisplayRole).toString();
        return (index.flags() & Qt::ItemIsSelectable) && words.trimmed().isEmpty();
    };
    for (int row = 0; view->model() && row < std::min(enough, view->model()->rowCount(view->rootIndex())); ++row)
        if (!QTest::qWaitFor([&] { return !isSilent(row); }, 3000))
            return QStringLiteral("row %1 says nothing").arg(row);
    return {};
}

/// Where keys go now: an open menu or popup takes them from the window.
QWidget *keyTarget(QWidget &root)
{
    if (QWidget *popup = QApplication::activePopupWidget())
        return popup->focusWidget() ? popup->focusWidget() : popup;
    return QApplication::focusWidget() ? QApplication::focusWidget() : root.window();
}

/// The widgets that hold the focus one after the other while Tab is pressed as often as there are places to go.
QList<const QWidget *> walkedByTab(QWidget &root, int presses)
{
    QList<const QWidget *> walked;
    for (int i = 0; i < presses; ++i) {
        QWidget *focus = keyTarget(root);
        if (walked.isEmpty() || walked.last() != focus)
            walked.append(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    return walked;
}

/// One time round: from the place that is leftmost at the top to where it comes again.
QList<const QWidget *> oneRound(const QList<const QWidget *> &walked)
{
    const auto placeIn = [](const QWidget *widget) { return widget->mapTo(widget->window(), QPoint(0, 0)); };
    const QWidget *first = nullptr;
    for (const QWidget *widget : walked) {
        if (walked.count(widget) < 2) // before the walk came into its circle
            continue;
        if (!first || placeIn(widget).y() < placeIn(first).y()
            || (placeIn(widget).y() == placeIn(first).y() && placeIn(widget).x() < placeIn(first).x()))
            first = widget;
    }
    if (!first)
        return {};
    const qsizetype from = walked.indexOf(first);
    return walked.mid(from, walked.indexOf(first, from + 1) - from);
}

const QWidget *viewportOf(const QWidget *widget)
{
    const QWidget *parent = widget->parentWidget();
    while (parent && parent->objectName() != u"qt_scrollarea_viewport")
        parent = parent->parentWidget();
    return parent;
}

/// Where it is in the window. @param isInSight: what is scrolled out of sight counts as at the edge it went over
QRect placeInWindow(const QWidget *widget, bool isInSight)
{
    QRect place(widget->mapTo(widget->window(), QPoint(0, 0)), widget->size());
    if (const QWidget *viewport = isInSight ? viewportOf(widget) : nullptr) {
        const QRect sight(viewport->mapTo(viewport->window(), QPoint(0, 0)), viewport->size());
        place.moveTop(std::max(sight.top(), std::min(place.top(), sight.bottom() - place.height())));
    }
    return place;
}

/// Steps that go back: up in the same column, or to the left in the same row. Columns are walked one after the other, each
/// from top to bottom.
QStringList stepsBack(const QList<const QWidget *> &round)
{
    QStringList flaws;
    for (qsizetype i = 1; i < round.size(); ++i) {
        const QWidget *from = round[i - 1], *to = round[i];
        const bool isElsewhere = viewportOf(from) != viewportOf(to);
        const QRect a = placeInWindow(from, isElsewhere), b = placeInWindow(to, isElsewhere);
        const bool sameColumn = b.left() < a.right() && a.left() < b.right(), sameRow = b.top() < a.bottom() && a.top() < b.bottom();
        if ((b.bottom() <= a.top() && (sameColumn || b.right() <= a.left())) || (sameRow && b.right() <= a.left()))
            flaws.append(placeOf(to) + QStringLiteral(": Tab comes back to it from ") + placeOf(from));
    }
    return flaws;
}

/// The same letter with Alt for two controls.
QStringList ambiguousLetters(const QList<QWidget *> &controls)
{
    QStringList flaws;
    QHash<QString, const QWidget *> owners;
    for (const QWidget *widget : controls) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString letter = button ? QKeySequence::mnemonic(button->text()).toString() : QString();
        if (letter.isEmpty())
            continue;
        if (owners.contains(letter))
            flaws.append(placeOf(widget) + QStringLiteral(": %1 belongs to ").arg(letter) + placeOf(owners.value(letter)) + QStringLiteral(" too"));
        owners.insert(letter, widget);
    }
    return flaws;
}

} // namespace

QStringList accessibilityFlaws(QWidget &root, Sight sight)
{
    QList<QWidget *> controls;
    for (QWidget *widget : root.findChildren<QWidget *>())
        if (widget->isVisible() && widget->window() == root.window() && isControl(widget) && !belongsToAnotherControl(widget))
            controls.append(widget);

    QStringList flaws;
    for (QWidget *widget : std::as_const(controls)) {
        if (widget->objectName().isEmpty())
            flaws.append(placeOf(widget) + QStringLiteral(": has no object name"));
        if (const QString flaw = nameFlaw(widget); !flaw.isEmpty())
            flaws.append(placeOf(widget) + QStringLiteral(": ") + flaw);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            if (const QString flaw = silentRow(view); !flaw.isEmpty())
                flaws.append(placeOf(widget) + QStringLiteral(": ") + flaw);
    }
    flaws.append(ambiguousLetters(controls));

    const int places = 2 * int(controls.size()) + 20; // dates have parts, and the walk may begin in the middle of a round
    const QList<const QWidget *> walked = walkedByTab(root, places);
    if (sight == Sight::Whole)
        flaws.append(stepsBack(oneRound(walked)));
    const QSet<const QWidget *> reached(walked.begin(), walked.end());
    for (const QWidget *widget : std::as_const(controls)) {
        const QWidget *proxy = widget->focusProxy() ? widget->focusProxy() : widget;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isExclusive = button && (button->autoExclusive() || (button->group() && button->group()->exclusive()));
        const bool oneOfAGroup = isExclusive && !button->isChecked(); // arrows go on inside it
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

QStringList everythingReadable(const QWidget &root)
{
    QList<const QWidget *> all{&root};
    for (const QWidget *widget : root.findChildren<QWidget *>())
        all.append(widget);
    QStringList texts;
    for (const QWidget *widget : std::as_const(all)) {
        const QMetaObject *meta = widget->metaObject();
        for (int i = 0; i < meta->propertyCount(); ++i)
            if (const QVariant value = meta->property(i).read(widget); value.typeId() == QMetaType::QString && !value.toString().isEmpty())
                texts.append(value.toString());
    }
    return texts;
}

} // namespace milassist
