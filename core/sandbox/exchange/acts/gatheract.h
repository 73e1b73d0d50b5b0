// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/act.h"
#include "core/sandbox/exchange/script/gathering.h"

namespace milassist::exchange {

/// <Gather>: keys, and words of people who have some.
class GatherAct : public Act {
    Q_OBJECT

public:
    GatherAct(const Scene &scene, twiml::Gather gather);
    void begin() override;
    void tick() override;

private:
    void conclude();

    const twiml::Gather m_gather;
    const GatherRules m_rules;
    Prompter m_prompter;
    Gathering m_so;
    qsizetype m_wordsBefore = 0;
};

} // namespace milassist::exchange
