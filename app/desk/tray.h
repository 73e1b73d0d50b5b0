// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSystemTrayIcon>

#include <functional>
#include <memory>

namespace milassist {

/// The sign beside the clock, with a menu; null where the desktop has no place for one: then closing the window ends the program.
std::unique_ptr<QSystemTrayIcon> trayOf(QWidget &window, std::function<void()> show);

} // namespace milassist
