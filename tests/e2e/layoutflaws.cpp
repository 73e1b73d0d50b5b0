// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/layoutflaws.h"

#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitterHandle>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString placeOf(const QWidget *widget)
{
    QString place = QString::fromLatin1(widget->metaObject()->className()) + u' ' + (widget->objectName().isEmpty() ? u"(no name)"_s : widget->objectName());
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        place += u" \u201c"_s + label->text().left(30) + u'\u201d';
    for (const QWidget *up = widget->parentWidget(); up; up = up->parentWidget())
        if (!up->objectName().isEmpty())
            return place + u" in "_s + up->objectName();
    return place;
}

QString sizes(QSize has, QSize needs)
{
    return u" (has %1x%2, needs %3x%4)"_s.arg(has.width()).arg(has.height()).arg(needs.width()).arg(needs.height());
}

/// How much room the words of @p label take, however they are broken into lines.
QSize textSize(const QLabel *label)
{
    const int width = label->contentsRect().width();
    if (!label->wordWrap())
        return label->fontMetrics().size(Qt::TextShowMnemonic, label->text());
    return label->fontMetrics().boundingRect(QRect(0, 0, width, 100000), Qt::TextWordWrap | int(label->alignment()), label->text()).size();
}

QString cutText(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget)) {
        if (label->text().isEmpty() || (label->minimumSizeHint().width() < label->sizeHint().width() && !label->wordWrap()))
            return {}; // nothing to cut, or cut on purpose, with "..."
        const QSize needs = textSize(label), has = label->contentsRect().size();
        if (needs.width() > has.width() + 1 || needs.height() > has.height() + 2)
            return u"its text is cut off"_s + sizes(has, needs);
        return {};
    }
    const bool isFixed = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
        || qobject_cast<const QAbstractSpinBox *>(widget);
    if (isFixed) {
        const QSize needs = widget->minimumSizeHint().expandedTo(QSize(0, 0)), has = widget->size();
        if (needs.width() > has.width() + 1 || needs.height() > has.height() + 1)
            return u"it has less room than it needs"_s + sizes(has, needs);
    }
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget)) {
        const int needs = edit->fontMetrics().height();
        if (edit->height() < needs)
            return u"its text is cut off"_s + sizes(edit->size(), QSize(0, needs));
        if (edit->text().isEmpty() && edit->fontMetrics().horizontalAdvance(edit->placeholderText()) > edit->width())
            return u"its placeholder \u201c%1\u201d is cut off"_s.arg(edit->placeholderText())
                + sizes(edit->size(), {edit->fontMetrics().horizontalAdvance(edit->placeholderText()), needs});
    }
    return {};
}

/// Inside of something that scrolls, what is out of sight can be brought into sight: sideways only where that is meant.
bool scrolls(const QWidget *holder)
{
    const QWidget *viewport = holder->parentWidget();
    return qobject_cast<const QAbstractScrollArea *>(holder) || (viewport && qobject_cast<const QAbstractScrollArea *>(viewport));
}

QString stickingOut(const QWidget *widget, const QWidget &root)
{
    const QWidget *holder = widget->parentWidget();
    if (widget == &root || !holder || widget->isWindow() || scrolls(holder))
        return {};
    const QRect outer = holder->rect().adjusted(-1, -1, 1, 1);
    if (outer.contains(widget->geometry()))
        return {};
    return u"sticks out of what holds it (%1,%2 %3x%4 in %5x%6)"_s.arg(widget->x()).arg(widget->y()).arg(widget->width()).arg(widget->height())
        .arg(holder->width()).arg(holder->height());
}

bool isSolid(const QWidget *widget)
{
    return qobject_cast<const QLabel *>(widget) || qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QLineEdit *>(widget)
        || qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) || qobject_cast<const QAbstractItemView *>(widget);
}

} // namespace

QStringList layoutFlaws(QWidget &root)
{
    QStringList flaws;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != root.window() || qobject_cast<const QLineEdit *>(widget->parentWidget()) || widget->objectName().startsWith("qt_"_L1) || qobject_cast<const QSplitterHandle *>(widget))
            continue;
        for (const QString &flaw : {cutText(widget), stickingOut(widget, root)})
            if (!flaw.isEmpty())
                flaws.append(placeOf(widget) + u": "_s + flaw);
        if (!isSolid(widget))
            continue;
        for (const QObject *sibling : widget->parentWidget()->children()) {
            const auto *other = qobject_cast<const QWidget *>(sibling);
            if (!other || other <= widget || !other->isVisible() || !isSolid(other) || other->isWindow())
                continue;
            const QRect both = widget->geometry().intersected(other->geometry());
            if (both.width() > 1 && both.height() > 1 && !widget->testAttribute(Qt::WA_TransparentForMouseEvents)
                && !other->testAttribute(Qt::WA_TransparentForMouseEvents))
                flaws.append(placeOf(widget) + u": overlaps "_s + placeOf(other));
        }
    }
    return flaws;
}

} // namespace milassist
