// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/theme.h"

#include <QPen>

class QPainter;
class QStyleOptionComboBox;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionToolButton;

namespace milassist {

// How the controls look; DeskStyle says which of them is due where. Main thread.

void roundedBox(QPainter *painter, const QRect &rect, const QColor &fill, const QPen &line, double radius = space::radius);
void drawPushButton(const QStyleOption *option, QPainter *painter, ButtonKind kind);
void drawField(const QStyleOption *option, QPainter *painter);
void drawCheck(const QStyleOption *option, QPainter *painter, bool round);
/// A tool button whose whole face opens a menu: words, then a small arrow.
void drawMenuButton(const DeskStyle *style, const QStyleOptionToolButton *button, QPainter *painter, const QWidget *widget);
void drawScrollBar(const DeskStyle *style, const QStyleOptionSlider *bar, QPainter *painter, const QWidget *widget);
void drawCombo(const DeskStyle *style, const QStyleOptionComboBox *combo, QPainter *painter, const QWidget *widget);
/// A field, and two arrows if it has any; what is written in it draws itself.
void drawSpinBox(const DeskStyle *style, const QStyleOptionSpinBox *spin, QPainter *painter, const QWidget *widget);
void drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter);

} // namespace milassist
