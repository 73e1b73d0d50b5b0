// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"

namespace milassist::exchange {

/// <Refer>: asks a SIP phone to call somebody else itself.
class ReferAct : public Act {
    Q_OBJECT

public:
    ReferAct(const Scene &scene, twiml::Refer refer);
    void begin() override;
    void tick() override;

private:
    const twiml::Refer m_refer;
    int m_frames = 0, m_referCode = 0, m_notifyCode = 0;
    bool m_isAnswered = false;
};

} // namespace milassist::exchange
