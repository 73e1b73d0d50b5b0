// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/collection.h"
#include "core/sandbox/rest/routes.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

constexpr Look applicationLook{.listKey = "applications"};
constexpr Look addressLook{.listKey = "addresses"};
constexpr Look callerIdLook{.listKey = "outgoing_caller_ids"};
constexpr Look keyLook{.listKey = "keys", .accountSid = false, .uri = false};

HttpResponse createKey(const Context &c)
{
    return recordAnswer(c, keyLook, {}, c.world.keys().create(c.form), 201,
                        [](JsonWriter &json, const world::Key &key) { json.field("secret", key.secret); });
}

// Answers 200, not 201, and not with the resource: that comes into being when the code has been typed in.
HttpResponse createCallerId(const Context &c)
{
    const auto request = c.world.callerIds().create(c.form);
    if (!request)
        return errorAnswer(c, request.error());
    JsonWriter json;
    json.beginObject();
    writeFields(json, *request);
    json.asciiField("account_sid", c.account);
    json.endObject();
    return HttpResponse::json(200, json.take());
}

} // namespace

void addOwnRoutes(Router &router)
{
    addCollection(router, "Applications", applicationLook, &world::World::applications);
    addCollection(router, "Addresses", addressLook, &world::World::addresses);
    addCollection(router, "Keys", keyLook, &world::World::keys);
    router.post(u"Keys"_s, &createKey);

    router.get(u"OutgoingCallerIds"_s, [](const Context &c) {
        return listAnswer(c, callerIdLook, c.collection("OutgoingCallerIds"), c.world.callerIds().list(c.form));
    });
    router.post(u"OutgoingCallerIds"_s, &createCallerId);
    router.get(u"OutgoingCallerIds/{}"_s, [](const Context &c) {
        return recordAnswer(c, callerIdLook, c.collection("OutgoingCallerIds"), c.world.callerIds().fetch(c.args[0]));
    });
    router.post(u"OutgoingCallerIds/{}"_s, [](const Context &c) {
        return recordAnswer(c, callerIdLook, c.collection("OutgoingCallerIds"), c.world.callerIds().update(c.args[0], c.form));
    });
    router.remove(u"OutgoingCallerIds/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.callerIds().remove(c.args[0])); });
}

} // namespace milassist::rest
