// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/board/deadleg.h"

namespace milassist::exchange {

void DeadLeg::speak(const Frame &)
{
    if (!std::exchange(m_isOver, true))
        Q_EMIT ended(m_end);
}

} // namespace milassist::exchange
