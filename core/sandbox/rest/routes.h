// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/router.h"

namespace milassist::rest {

// One function a family of resources. Routes of api.twilio.com stand below /2010-04-01/Accounts/{AccountSid}.
void addCallRoutes(Router &router);
void addRecordingRoutes(Router &router);
void addMessageRoutes(Router &router);
void addNumberRoutes(Router &router);
void addStockRoutes(Router &router);
void addAccountRoutes(Router &router);
void addOwnRoutes(Router &router);    ///< Applications, Addresses, OutgoingCallerIds, Keys
void addSipRoutes(Router &router);
void addUsageRoutes(Router &router);
void addNotificationRoutes(Router &router);
void addConferenceRoutes(Router &router); ///< and queues

// Routes of the other hosts, below the host's first label: "pricing/v1/...".
void addPricingRoutes(Router &router);
void addLookupRoutes(Router &router);
void addIamRoutes(Router &router);
void addMessagingRoutes(Router &router);

} // namespace milassist::rest
