// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace milassist {

/// Asks where to save, without stopping anything else; calls @p then with the path, or nothing at all.
/// @param suggested a file name; @param filter as QFileDialog's
void askWhereToSave(QWidget *parent, const QString &title, const QString &suggested, const QString &filter,
                    const std::function<void(const QString &path)> &then);

} // namespace milassist
