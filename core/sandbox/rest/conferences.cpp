// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

/// The list of what only calls in progress bring about: without a telephone network there is never anything in it.
HttpResponse emptyList(const Context &c, const char *key)
{
    const auto page = world::PageRequest::parse(c.form, c.world.ground().quirks);
    if (!page)
        return errorAnswer(c, page.error());
    JsonWriter json;
    json.beginObject();
    writePaging(json, pageLinks(c, page->page, page->size, {}, {}, false, false), page->page, page->size, 0);
    json.key(key);
    json.beginArray();
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

} // namespace

void addConferenceRoutes(Router &router)
{
    router.get(u"Conferences"_s, [](const Context &c) { return emptyList(c, "conferences"); });
    router.get(u"Queues"_s, [](const Context &c) { return emptyList(c, "queues"); });
    for (const QString &route : {u"Conferences/{}"_s, u"Conferences/{}/Participants"_s, u"Conferences/{}/Participants/{}"_s, u"Queues/{}"_s,
                                 u"Queues/{}/Members"_s, u"Queues/{}/Members/{}"_s})
        router.get(route, [](const Context &c) { return notFoundAnswer(c.path); });
}

} // namespace milassist::rest
