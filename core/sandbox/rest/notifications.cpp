// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look notificationLook{.listKey = "notifications", .apiVersion = true};

void writeExchange(JsonWriter &json, const world::Notification &notification)
{
    json.field("request_variables", notification.requestVariables);
    json.field("response_headers", notification.responseHeaders);
    json.field("response_body", notification.responseBody);
}

} // namespace

void addNotificationRoutes(Router &router)
{
    router.get(u"Notifications"_s, [](const Context &c) {
        return listAnswer(c, notificationLook, c.collection("Notifications"), c.world.notifications().list(c.form));
    });
    router.get(u"Notifications/{}"_s, [](const Context &c) {
        return recordAnswer(c, notificationLook, c.collection("Notifications"), c.world.notifications().fetch(c.args[0]), 200, &writeExchange);
    });
    router.get(u"Calls/{}/Notifications"_s, [](const Context &c) {
        if (const auto call = c.world.calls().fetch(c.args[0]); !call)
            return errorAnswer(c, call.error());
        return listAnswer(c, notificationLook, c.collection("Notifications"), c.world.notifications().listOfCall(c.args[0], c.form));
    });
    router.get(u"Calls/{}/Notifications/{}"_s, [](const Context &c) {
        return recordAnswer(c, notificationLook, c.collection("Notifications"), c.world.notifications().fetchOfCall(c.args[0], c.args[1]), 200,
                            &writeExchange);
    });
}

} // namespace milassist::rest
