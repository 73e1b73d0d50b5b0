// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/lookup.h"
#include "core/sandbox/world/world.h"

#include <QJsonDocument>

namespace milassist::rest {

using namespace Qt::StringLiterals;
using Product = world::Pricing::Product;
using Version = world::Pricing::Version;

namespace {

HttpResponse objectAnswer(const Context &c, Result<QJsonObject> object, const QByteArray &url)
{
    if (!object)
        return errorAnswer(c, object.error());
    object->insert("url"_L1, QString::fromLatin1(c.base + url));
    return HttpResponse::json(200, QJsonDocument(*object).toJson(QJsonDocument::Compact));
}

HttpResponse countries(const Context &c, Product product)
{
    const auto page = world::PageRequest::parse(c.form, c.world.ground().quirks);
    if (!page)
        return errorAnswer(c, page.error());
    const auto slice = c.world.pricing().countries(product, *page);
    PageLinks links = pageLinks(c, slice.page, slice.pageSize, {}, {}, slice.hasNext, slice.hasPrevious);
    for (QByteArray *link : {&links.next, &links.previous})
        link->truncate(std::max<qsizetype>(0, link->indexOf("&PageToken=")));
    JsonWriter json;
    json.beginObject();
    writeMeta(json, c, links, "countries", slice.page, slice.pageSize);
    json.key("countries");
    json.beginArray();
    for (QJsonObject country : slice.items) {
        country.insert("url"_L1, QString::fromLatin1(c.base + c.path) + u'/' + country.value("iso_country"_L1).toString());
        json.value(country);
    }
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

void addProduct(Router &router, const QString &stem, Product product, Version version)
{
    router.get(stem + "/Countries"_L1, [product](const Context &c) { return countries(c, product); });
    router.get(stem + "/Countries/{}"_L1, [=](const Context &c) {
        return objectAnswer(c, c.world.pricing().country(product, version, c.args[0]), c.path);
    });
}

} // namespace

void addPricingRoutes(Router &router)
{
    addProduct(router, u"pricing/v1/Voice"_s, Product::Voice, Version::V1);
    addProduct(router, u"pricing/v1/Messaging"_s, Product::Messaging, Version::V1);
    addProduct(router, u"pricing/v1/PhoneNumbers"_s, Product::PhoneNumbers, Version::V1);
    addProduct(router, u"pricing/v2/Voice"_s, Product::Voice, Version::V2);
    router.get(u"pricing/v1/Voice/Numbers/{}"_s, [](const Context &c) {
        return objectAnswer(c, c.world.pricing().number(Version::V1, c.args[0]), c.path);
    });
    router.get(u"pricing/v2/Voice/Numbers/{}"_s, [](const Context &c) {
        return objectAnswer(c, c.world.pricing().number(Version::V2, c.args[0], c.form.value(u"OriginationNumber")), c.path);
    });
}

void addLookupRoutes(Router &router)
{
    router.get(u"lookups/v2/PhoneNumbers/{}"_s, [](const Context &c) {
        return objectAnswer(c, world::lookUp(c.world, c.args[0], c.form), c.path);
    });
}

} // namespace milassist::rest
