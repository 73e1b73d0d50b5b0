// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QTest>
#include <QWidget>

namespace milassist::test {

/// Saves what @p widget looks like, when MILASSIST_PICTURES names a folder: for the eye, not for the test.
inline void picture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("MILASSIST_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    QTest::qWait(250); // reads on their way are part of the picture
    widget.grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

/// The screen in light and dark, 1000 and 1600 wide, and with text twice as large; as it was afterwards.
inline void pictures(QWidget &widget, Theme &theme, const QString &name)
{
    if (qEnvironmentVariableIsEmpty("MILASSIST_PICTURES"))
        return;
    const QSize before = widget.size();
    widget.resize(1600 - 84, 900);
    theme.setScheme(Scheme::Light);
    picture(widget, name + QStringLiteral("-light-1600"));
    theme.setScheme(Scheme::Dark);
    picture(widget, name + QStringLiteral("-dark-1600"));
    widget.resize(1000 - 84, 700);
    picture(widget, name + QStringLiteral("-dark-1000"));
    theme.setScheme(Scheme::Light);
    theme.setTextSize(200);
    picture(widget, name + QStringLiteral("-200-1000"));
    theme.setTextSize(100);
    picture(widget, name + QStringLiteral("-light-1000"));
    widget.resize(before);
}

} // namespace milassist::test
