// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;
using NumberKind = world::NumberBook::Kind;

namespace {

constexpr Look::Subresource numberParts[] = {{"assigned_add_ons", "AssignedAddOns"}};
constexpr Look numberLook{.listKey = "incoming_phone_numbers", .subresources = numberParts};

void addKind(Router &router, const QString &route, NumberKind kind)
{
    router.get(route, [kind](const Context &c) {
        return listAnswer(c, numberLook, c.collection("IncomingPhoneNumbers"), c.world.numbers().list(c.form, kind));
    });
    router.post(route, [kind](const Context &c) {
        return recordAnswer(c, numberLook, c.collection("IncomingPhoneNumbers"), c.world.numbers().create(c.form, kind), 201);
    });
}

} // namespace

void addNumberRoutes(Router &router)
{
    addKind(router, u"IncomingPhoneNumbers"_s, NumberKind::Any);
    addKind(router, u"IncomingPhoneNumbers/Local"_s, NumberKind::Local);
    addKind(router, u"IncomingPhoneNumbers/Mobile"_s, NumberKind::Mobile);
    addKind(router, u"IncomingPhoneNumbers/TollFree"_s, NumberKind::TollFree);
    router.get(u"IncomingPhoneNumbers/{}"_s, [](const Context &c) {
        return recordAnswer(c, numberLook, c.collection("IncomingPhoneNumbers"), c.world.numbers().fetch(c.args[0]));
    });
    router.post(u"IncomingPhoneNumbers/{}"_s, [](const Context &c) {
        return recordAnswer(c, numberLook, c.collection("IncomingPhoneNumbers"), c.world.numbers().update(c.args[0], c.form));
    });
    router.remove(u"IncomingPhoneNumbers/{}"_s, [](const Context &c) { return goneAnswer(c, c.world.numbers().remove(c.args[0])); });
}

} // namespace milassist::rest
