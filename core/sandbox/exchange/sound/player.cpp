// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/player.h"

namespace milassist::exchange {

Frame Player::next()
{
    Frame frame{};
    if (isAtEnd())
        return frame;
    const size_t count = std::min(frame.size(), m_clip->size() - m_at);
    std::copy_n(m_clip->begin() + qsizetype(m_at), count, frame.begin());
    m_at += count;
    if (m_at >= m_clip->size()) {
        m_at = 0;
        --m_left;
    }
    return frame;
}

} // namespace milassist::exchange
