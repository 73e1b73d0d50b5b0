// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/answers.h"
#include "core/sandbox/rest/routes.h"
#include "core/sandbox/world/world.h"

#include <QJsonDocument>

namespace milassist::rest {

using namespace Qt::StringLiterals;

namespace {

// messaging.twilio.com and iam.twilio.com: instants in ISO 8601, absolute urls, paging in "meta".

void writeService(JsonWriter &json, const Context &c, const world::MessagingService &service)
{
    const QByteArray url = c.base + "/messaging/v1/Services/" + service.sid.toLatin1();
    json.beginObject();
    writeFields(json, service);
    json.asciiField("account_sid", c.account);
    json.asciiField("url", url);
    json.key("links");
    json.beginObject();
    json.asciiField("phone_numbers", url, "/PhoneNumbers");
    json.asciiField("short_codes", url, "/ShortCodes");
    json.asciiField("alpha_senders", url, "/AlphaSenders");
    json.asciiField("messages", c.base, c.collection("Messages").chopped(1), ".json");
    json.endObject();
    json.endObject();
}

void writeSender(JsonWriter &json, const Context &c, const world::ServiceNumber &number)
{
    const QByteArray service = "/messaging/v1/Services/" + number.serviceSid.toLatin1();
    json.beginObject();
    writeFields(json, number);
    json.asciiField("account_sid", c.account);
    json.asciiField("url", c.base, service, "/PhoneNumbers/", number.sid.toLatin1());
    json.endObject();
}

void writeKey(JsonWriter &json, const Context &, const world::Key &key)
{
    json.beginObject();
    writeFields(json, key);
    if (!key.policy.isEmpty()) {
        json.key("policy");
        json.value(QJsonDocument::fromJson(key.policy.toUtf8()).object());
    } else {
        json.nullField("policy");
    }
    json.endObject();
}

void writeListedKey(JsonWriter &json, const Context &, const world::Key &key)
{
    json.beginObject();
    writeFields(json, key);
    json.field("flags", QStringList({u"rest_api"_s, u"signing"_s}));
    json.endObject();
}

template <typename T, typename Write>
HttpResponse newList(const Context &c, const char *key, const Result<world::Slice<T>> &slice, Dates dates, const Write &write)
{
    if (!slice)
        return errorAnswer(c, slice.error());
    JsonWriter json(dates);
    json.beginObject();
    writeMeta(json, c, pageLinks(c, *slice), key, slice->page, slice->pageSize);
    json.key(key);
    json.beginArray();
    for (const T &record : slice->items)
        write(json, c, record);
    json.endArray();
    json.endObject();
    return HttpResponse::json(200, json.take());
}

template <typename T, typename Write>
HttpResponse newRecord(const Context &c, const Result<T> &record, int status, Dates dates, const Write &write)
{
    if (!record)
        return errorAnswer(c, record.error());
    JsonWriter json(dates);
    write(json, c, *record);
    return HttpResponse::json(status, json.take());
}

HttpResponse createIamKey(const Context &c)
{
    const auto key = c.world.keys().create(c.form);
    if (!key)
        return errorAnswer(c, key.error());
    JsonWriter json;
    json.beginObject();
    writeFields(json, *key);
    json.field("secret", key->secret);
    if (key->policy.isEmpty())
        json.nullField("policy");
    else
        json.field("policy", QJsonDocument::fromJson(key->policy.toUtf8()).object());
    json.endObject();
    return HttpResponse::json(201, json.take());
}

} // namespace

void addMessagingRoutes(Router &router)
{
    constexpr Dates iso = Dates::Iso8601;
    const QString list = u"messaging/v1/Services"_s, one = list + "/{}"_L1;
    router.get(list, [](const Context &c) { return newList(c, "services", c.world.services().list(c.form), iso, &writeService); });
    router.post(list, [](const Context &c) { return newRecord(c, c.world.services().create(c.form), 201, iso, &writeService); });
    router.get(one, [](const Context &c) { return newRecord(c, c.world.services().fetch(c.args[0]), 200, iso, &writeService); });
    router.post(one, [](const Context &c) { return newRecord(c, c.world.services().update(c.args[0], c.form), 200, iso, &writeService); });
    router.remove(one, [](const Context &c) { return goneAnswer(c, c.world.services().remove(c.args[0])); });

    const QString senders = one + "/PhoneNumbers"_L1, sender = senders + "/{}"_L1;
    router.get(senders, [](const Context &c) {
        return newList(c, "phone_numbers", c.world.services().numbers(c.args[0], c.form), iso, &writeSender);
    });
    router.post(senders, [](const Context &c) { return newRecord(c, c.world.services().addNumber(c.args[0], c.form), 201, iso, &writeSender); });
    router.get(sender, [](const Context &c) { return newRecord(c, c.world.services().number(c.args[0], c.args[1]), 200, iso, &writeSender); });
    router.remove(sender, [](const Context &c) { return goneAnswer(c, c.world.services().removeNumber(c.args[0], c.args[1])); });
}

void addIamRoutes(Router &router)
{
    constexpr Dates rfc = Dates::Rfc2822; // the one newer host that keeps the old dates
    const QString list = u"iam/v1/Keys"_s, one = list + "/{}"_L1;
    router.get(list, [](const Context &c) { return newList(c, "keys", c.world.keys().list(c.form), rfc, &writeListedKey); });
    router.post(list, &createIamKey);
    router.get(one, [](const Context &c) { return newRecord(c, c.world.keys().fetch(c.args[0]), 200, rfc, &writeKey); });
    router.post(one, [](const Context &c) { return newRecord(c, c.world.keys().update(c.args[0], c.form), 200, rfc, &writeKey); });
    router.remove(one, [](const Context &c) { return goneAnswer(c, c.world.keys().remove(c.args[0])); });
}

} // namespace milassist::rest
