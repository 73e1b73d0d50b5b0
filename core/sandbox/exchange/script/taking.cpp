// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/script/taking.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using TakePhase = Taking::Phase;

TakeRules TakeRules::of(const twiml::Record &record)
{
    return {record.timeout * 50, record.longest() * 50, record.finishOnKey};
}

Taking heard(Taking so, bool isLoud, const TakeRules &rules)
{
    if (so.phase != TakePhase::Taking)
        return so;
    ++so.frames;
    so.quiet = isLoud ? 0 : so.quiet + 1;
    so.hasSpoken = so.hasSpoken || isLoud;
    if (so.frames >= rules.longest)
        so.phase = TakePhase::EndedByLength;
    else if (rules.silence > 0 && so.quiet >= rules.silence)
        so.phase = TakePhase::EndedBySilence;
    return so;
}

Taking pressed(Taking so, QChar key, const TakeRules &rules)
{
    if (so.phase != TakePhase::Taking || !rules.finishKeys.contains(key))
        return so;
    so.phase = TakePhase::EndedByKey;
    so.digits = key;
    return so;
}

Taking hungUp(Taking so)
{
    if (so.phase == TakePhase::Taking) {
        so.phase = TakePhase::EndedByHangup;
        so.digits = u"hangup"_s;
    }
    return so;
}

} // namespace milassist::exchange
