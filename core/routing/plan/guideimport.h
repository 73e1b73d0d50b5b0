// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/fielderror.h"
#include "core/routing/plan/plan.h"

#include <tl/expected.hpp>

namespace milassist::routing
{

/// What a person should look at after an import.
struct ImportNote {
    enum class What {
        ChooseDaysAndTimeZone, ///< the old shape knows neither: every day was taken, in the zone given
        AllDay,                ///< no hours were given
        NumberLeftOut,         ///< it cannot be dialled; the field is named
        AfterHoursGoOutside,   ///< outside the hours calls go to the external number
    };
    What what;
    QString path;
    bool operator==(const ImportNote &) const = default;
};

struct Import {
    Plan plan;
    std::vector<ImportNote> notes;
};

/// The rules of one line in the shape of the integration guide: {"strategy": "forward_to_assistant" | "voicemail" |
/// "external_forward", "business_hours_start": "09:00", "business_hours_end": "17:00", "assistant_phone": "+1...",
/// "external_phone": "+1..."}. In the hours the assistant rings, then the external number; outside them the external
/// number; voicemail always last.
tl::expected<Import, FieldErrors> importGuideRules(const QByteArray &json, const PhoneNumber &line, const Zone &zone);

} // namespace milassist::routing
