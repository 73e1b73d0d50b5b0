// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look::Subresource callParts[] = {
    {"notifications", "Notifications"},
    {"recordings", "Recordings"},
    {"payments", "Payments"},
    {"events", "Events"},
    {"siprec", "Siprec"},
    {"streams", "Streams"},
    {"transcriptions", "Transcriptions"},
    {"user_defined_message_subscriptions", "UserDefinedMessageSubscriptions"},
    {"user_defined_messages", "UserDefinedMessages"},
};
constexpr Look callLook{.listKey = "calls", .apiVersion = true, .subresources = callParts};

} // namespace

void addCallRoutes(Router &router)
{
    router.get(u"Calls"_s, [](const Context &c) { return listAnswer(c, callLook, c.collection("Calls"), c.world.calls().list(c.form)); });
    router.post(u"Calls"_s, [](const Context &c) {
        return recordAnswer(c, callLook, c.collection("Calls"), c.world.calls().create(c.form), 201);
    });
    router.get(u"Calls/{}"_s, [](const Context &c) {
        return recordAnswer(c, callLook, c.collection("Calls"), c.world.calls().fetch(c.args[0]));
    });
    router.post(u"Calls/{}"_s, [](const Context &c) {
        return recordAnswer(c, callLook, c.collection("Calls"), c.world.calls().update(c.args[0], c.form));
    });
    router.remove(u"Calls/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.calls().remove(c.args[0])); });
}

} // namespace milassist::rest
