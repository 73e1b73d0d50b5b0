// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

namespace milassist {

Panel::Panel(QWidget *parent) : QWidget(parent)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
}

void Panel::activate()
{
    setFocus(Qt::OtherFocusReason);
}

void Panel::open(const Target &) {}

void Panel::find() {}

} // namespace milassist
