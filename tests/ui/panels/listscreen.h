// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/panels/office.h"
#include "ui/models/rowlistmodel.h"
#include "ui/panels/parts/listdetailpanel.h"
#include "ui/widgets/lists/rowlistview.h"

#include <QAbstractButton>
#include <QAction>
#include <QLabel>

namespace milassist::test {

/// A screen with a list, in a window of its own that has the keyboard.
template <typename Screen>
struct ListScreen {
    Office office;
    std::unique_ptr<Screen> panel;
    RowListView *list = nullptr;

    virtual ~ListScreen() = default;
    virtual std::unique_ptr<Screen> make() = 0;

    void open(bool filled = true)
    {
        if (filled)
            office.fill();
        panel = make();
        panel->resize(1100, 720);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->setFocus(); // where a list that is still empty leaves it
        list = panel->template findChild<RowListView *>();
        opened();
        if (filled)
            QTRY_VERIFY(list->isVisible());
    }
    virtual void opened() {}

    template <typename T>
    T *find(const char *name)
    {
        return panel->template findChild<T *>(QLatin1StringView(name));
    }
    QString text(const char *name) { return find<QLabel>(name)->text(); }
    void click(const char *name) { find<QAbstractButton>(name)->click(); }
    /// As a person presses it: it goes to whatever has the focus.
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers); }
    qint64 idAt(int row) { return list->model()->index(row, 0).data(RowListModel::IdRole).toLongLong(); }
    QString rowText(int row) { return list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString(); }

    /// What the list of keys has to say of this screen.
    QStringList keys()
    {
        QStringList keys;
        for (const QAction *action : panel->actions()) {
            for (const QKeySequence &key : action->shortcuts())
                keys.append(key.toString());
        }
        return keys;
    }
};

} // namespace milassist::test
