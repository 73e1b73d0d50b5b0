// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/relay/front/metrics.h"
#include "core/relay/guard/webhookdoor.h"
#include "core/relay/service/textsservice.h"
#include "core/relay/service/voiceservice.h"

namespace milassist::relay
{

/// What a relay has counted since its start.
struct RelayCounts {
    HttpCounts http;
    int connections = 0; ///< just now
    DoorCounts door;
    VoiceService::Counts voice;
    TextService::Counts texts;
    qint64 planVersion = 0; ///< 0 = none of the ledger's
    int desks = 0;          ///< connected just now
    int secretChanges = 0;  ///< how often Twilio refused the account's token and another known one was taken
};

QList<Metric> metricsOf(const RelayCounts &counts);

} // namespace milassist::relay
