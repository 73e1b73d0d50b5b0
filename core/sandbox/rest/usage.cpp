// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;
using Period = world::UsageReport::Period;

namespace {

constexpr std::pair<const char *, const char *> periods[] = {
    {"all_time", "AllTime"},     {"today", "Today"}, {"yesterday", "Yesterday"}, {"this_month", "ThisMonth"},
    {"last_month", "LastMonth"}, {"daily", "Daily"}, {"monthly", "Monthly"},     {"yearly", "Yearly"},
};

void writeUsage(JsonWriter &json, const Context &c, const world::UsageRecord &record)
{
    const QByteArray category = "?Category=" + record.category.toLatin1();
    const QByteArray records = "/2010-04-01/Accounts/" + c.account + "/Usage/Records";
    json.beginObject();
    writeFields(json, record);
    json.asciiField("account_sid", c.account);
    json.asciiField("api_version", "2010-04-01");
    json.asciiField("uri", c.path, category,
                    QByteArray("&StartDate=" + record.startDate.toLatin1() + "&EndDate=" + record.endDate.toLatin1()));
    json.key("subresource_uris");
    json.beginObject();
    for (const auto &[key, word] : periods)
        json.asciiField(key, records, '/' + QByteArray(word), ".json", category);
    json.endObject();
    json.endObject();
}

HttpResponse usage(const Context &c, Period period)
{
    const auto slice = c.world.usage().list(period, c.form);
    if (!slice)
        return errorAnswer(c, slice.error());
    // Usage has no sids to page by: the page's number does.
    PageLinks links = pageLinks(c, slice->page, slice->pageSize, {}, {}, slice->hasNext, slice->hasPrevious);
    for (QByteArray *link : {&links.next, &links.previous})
        link->truncate(std::max<qsizetype>(0, link->indexOf("&PageToken=")));
    JsonWriter json;
    json.beginObject();
    writePaging(json, links, slice->page, slice->pageSize, int(slice->items.size()));
    json.key("usage_records");
    json.beginArray();
    for (const world::UsageRecord &record : slice->items)
        writeUsage(json, c, record);
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

} // namespace

void addUsageRoutes(Router &router)
{
    router.get(u"Usage/Records"_s, [](const Context &c) { return usage(c, Period::Records); });
    router.get(u"Usage/Records/{}"_s, [](const Context &c) {
        const auto period = world::UsageReport::periodOf(c.args[0]);
        return period ? usage(c, *period) : notFoundAnswer(c.path);
    });
}

} // namespace milassist::rest
