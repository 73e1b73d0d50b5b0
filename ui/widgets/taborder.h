// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace milassist {

/// Makes Tab go through the visible controls of @p window as they are laid out: through each layout, splitter and scroll area
/// in its own order, whenever its parts were made. Rows that come later have their place too when it is called again;
/// a window calls it before each step. Some hundred widgets are nothing beside a key press.
void orderTabsAsLaidOut(QWidget &window);

} // namespace milassist
