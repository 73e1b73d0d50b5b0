// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/application.h"

#include <QTemporaryDir>

namespace milassist {

/// The whole desk on its demo, driven by a test as a person would: through the controls, found by their names.
class Driver {
public:
    Driver();

    /// Opens the demo and waits for its first calls. False when it does not come.
    [[nodiscard]] bool start();

    MainWindow &window() { return m_desk.window(); }
    DeskApplication &desk() { return m_desk; }
    /// What is visible goes first; null when there is nothing of that name.
    QWidget *find(const QString &name);
    bool isShown(const QString &name);
    bool hasRows(const QString &list, int atLeast = 1);
    void click(const QString &name);
    void choose(const QString &list, int row);
    void type(const QString &field, const QString &text);

private:
    static DeskCommand command(const QString &folder);

    QTemporaryDir m_folder;
    DeskApplication m_desk;
};

/// A sight of the program that somebody can come to.
struct Scene {
    const char *name;
    std::function<void(Driver &)> enter;
    std::function<bool(Driver &)> isThere;
    /// Where Tab has to stay: an overlay, a dialog, a menu; empty = the window
    QString within;
};

/// Every screen with its panes, questions and overlays, in an order in which each can be entered from the one before.
QList<Scene> scenes();

} // namespace milassist
