// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;
using StockKind = world::NumberStock::Kind;

namespace {

void writeCountry(JsonWriter &json, const Context &c, const world::StockCountry &country)
{
    const QByteArray own = c.collection("AvailablePhoneNumbers") + country.countryCode.toLatin1();
    json.beginObject();
    json.field("country_code", country.countryCode);
    json.field("country", country.country);
    json.asciiField("uri", own, ".json");
    json.field("beta", country.beta);
    json.key("subresource_uris");
    json.beginObject();
    if (country.hasLocal)
        json.asciiField("local", own, "/Local.json");
    if (country.hasTollFree)
        json.asciiField("toll_free", own, "/TollFree.json");
    if (country.hasMobile)
        json.asciiField("mobile", own, "/Mobile.json");
    json.endObject();
    json.endObject();
}

HttpResponse countries(const Context &c)
{
    JsonWriter json;
    json.beginObject();
    json.asciiField("uri", c.path);
    json.key("countries");
    json.beginArray();
    for (const world::StockCountry &country : c.world.stock().countries())
        writeCountry(json, c, country);
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

HttpResponse oneCountry(const Context &c)
{
    const auto country = c.world.stock().country(c.args[0]);
    if (!country)
        return notFoundAnswer(c.path);
    JsonWriter json;
    writeCountry(json, c, *country);
    return HttpResponse::json(200, json.take());
}

HttpResponse search(const Context &c, StockKind kind)
{
    const auto page = world::PageRequest::parse(c.form, c.world.ground().quirks);
    if (!page)
        return errorAnswer(c, page.error());
    const auto numbers = c.world.stock().search(c.args[0], kind, c.form, page->size);
    if (!numbers)
        return errorAnswer(c, numbers.error());
    JsonWriter json;
    json.beginObject();
    json.field("uri", c.request.target);
    json.key("available_phone_numbers");
    json.beginArray();
    for (const world::AvailableNumber &number : *numbers) {
        json.beginObject();
        writeFields(json, number);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

} // namespace

void addStockRoutes(Router &router)
{
    router.get(u"AvailablePhoneNumbers"_s, &countries);
    router.get(u"AvailablePhoneNumbers/{}"_s, &oneCountry);
    router.get(u"AvailablePhoneNumbers/{}/Local"_s, [](const Context &c) { return search(c, StockKind::Local); });
    router.get(u"AvailablePhoneNumbers/{}/Mobile"_s, [](const Context &c) { return search(c, StockKind::Mobile); });
    router.get(u"AvailablePhoneNumbers/{}/TollFree"_s, [](const Context &c) { return search(c, StockKind::TollFree); });
}

} // namespace milassist::rest
