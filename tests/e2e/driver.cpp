// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QTest>

namespace milassist {

using namespace Qt::StringLiterals;

Driver::Driver() : m_desk(*qApp, QString(), command(m_folder.path())) {}

/// As in a tour: silent, and nobody in the demo acts by themselves.
DeskCommand Driver::command(const QString &folder)
{
    DeskCommand command;
    command.demo = true;
    command.tourFolder = folder;
    return command;
}

bool Driver::start()
{
    m_desk.start();
    window().showPage(u"calls"_s);
    return QTest::qWaitFor([this] { return hasRows(u"callList"_s, 10); }, 60000);
}

QWidget *Driver::find(const QString &name)
{
    QWidget *any = nullptr;
    for (QWidget *root : QApplication::topLevelWidgets()) {
        if (root->objectName() == name && root->isVisible())
            return root;
        for (QWidget *widget : root->findChildren<QWidget *>(name)) {
            if (widget->isVisible())
                return widget;
            any = widget;
        }
    }
    return any;
}

bool Driver::isShown(const QString &name)
{
    const QWidget *widget = find(name);
    return widget && widget->isVisible();
}

bool Driver::hasRows(const QString &list, int atLeast)
{
    const auto *view = qobject_cast<QAbstractItemView *>(find(list));
    return view && view->isVisible() && view->model() && view->model()->rowCount() >= atLeast;
}

void Driver::click(const QString &name)
{
    auto *button = qobject_cast<QAbstractButton *>(find(name));
    QVERIFY2(button && button->isVisible() && button->isEnabled(), qPrintable(u"no button "_s + name));
    button->click();
}

void Driver::choose(const QString &list, int row)
{
    auto *view = qobject_cast<QAbstractItemView *>(find(list));
    QVERIFY2(view && view->isVisible(), qPrintable(u"no list "_s + list));
    QTRY_VERIFY2(view->model()->rowCount() > row, qPrintable(u"too few rows in "_s + list));
    view->setFocus();
    view->setCurrentIndex(view->model()->index(row, 0));
    QTest::keyClick(view, Qt::Key_Return); // where there is room for one pane only, this leads to the other
}

void Driver::type(const QString &field, const QString &text)
{
    QWidget *widget = find(field);
    QVERIFY2(widget && widget->isVisible(), qPrintable(u"no field "_s + field));
    widget->setFocus();
    QTest::keyClicks(widget, text);
}

} // namespace milassist
