// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/worldfile.h"

#include "core/domain/segments.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/messagerules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

Result<QString> readNumber(const QJsonObject &object, const QString &where, QLatin1StringView key = "number"_L1)
{
    const QString number = object.value(key).toString();
    if (!isE164(number))
        return fail(Error::Kind::Malformed, u"%1.%2: not a number in international form (+12065550100)"_s.arg(where, key));
    return number;
}

template <typename Value>
Result<Value> oneOf(const QJsonObject &object, const QString &where, QLatin1StringView key,
                    std::initializer_list<std::pair<QLatin1StringView, Value>> words)
{
    const QString word = object.value(key).toString();
    for (const auto &[name, value] : words) {
        if (word == name || (word.isEmpty() && name == words.begin()->first))
            return value;
    }
    return fail(Error::Kind::Malformed, u"%1.%2: unknown word \"%3\""_s.arg(where, key, word));
}

Result<> readLine(World &world, const QJsonObject &object, const QString &where)
{
    const auto number = readNumber(object, where);
    if (!number)
        return tl::unexpected(number.error());
    if (world.numbers().owns(*number))
        return fail(Error::Kind::Malformed, u"%1.number: there twice"_s.arg(where));
    IncomingNumber line;
    line.phoneNumber = *number;
    line.friendlyName = object.value("name"_L1).toString(formatted(*number));
    line.type = isTollFree(*number) ? u"toll-free"_s : u"local"_s;
    line.voiceUrl = object.value("voice_url"_L1).toString();
    line.smsUrl = object.value("sms_url"_L1).toString();
    line.statusCallback = object.value("status_callback"_L1).toString();
    const QJsonObject capabilities = object.value("capabilities"_L1).toObject();
    line.capabilities.voice = capabilities.value("voice"_L1).toBool(true);
    line.capabilities.sms = capabilities.value("sms"_L1).toBool(true);
    line.capabilities.mms = capabilities.value("mms"_L1).toBool(true);
    line.createdAt = line.updatedAt = world.ground().nowInSeconds();
    world.numbers().add(line);
    return {};
}

Result<> readPerson(World &world, const QJsonObject &object, const QString &where)
{
    const auto number = readNumber(object, where);
    if (!number)
        return tl::unexpected(number.error());
    using Reach = Person::Reach;
    using Temper = Person::Temper;
    const auto reach = oneOf<Reach>(object, where, "reach"_L1,
                                    {{"good"_L1, Reach::Good},
                                     {"landline"_L1, Reach::Landline},
                                     {"switched-off"_L1, Reach::SwitchedOff},
                                     {"filtered"_L1, Reach::Filtered},
                                     {"blocked"_L1, Reach::Blocked}});
    const auto temper = oneOf<Temper>(object, where, "temper"_L1,
                                      {{"friendly"_L1, Temper::Friendly},
                                       {"busy"_L1, Temper::Busy},
                                       {"curt"_L1, Temper::Curt},
                                       {"silent"_L1, Temper::Silent},
                                       {"wants-out"_L1, Temper::WantsOut}});
    if (!reach)
        return tl::unexpected(reach.error());
    if (!temper)
        return tl::unexpected(temper.error());
    world.people().add({.name = object.value("name"_L1).toString(*number),
                        .number = *number,
                        .about = object.value("about"_L1).toString(),
                        .email = object.value("email"_L1).toString(),
                        .isBusiness = object.value("business"_L1).toBool(),
                        .reach = *reach,
                        .temper = *temper});
    world.stock().take(*number);
    return {};
}

struct FiledText {
    quint32 at;
    MessageRow row;
};

Result<FiledText> readText(World &world, const QJsonObject &object, const QString &where)
{
    const auto from = readNumber(object, where, "from"_L1);
    if (!from)
        return tl::unexpected(from.error());
    const auto to = readNumber(object, where, "to"_L1);
    if (!to)
        return tl::unexpected(to.error());
    const bool isInbound = world.numbers().owns(*to);
    if (!isInbound && !world.numbers().owns(*from))
        return fail(Error::Kind::Malformed, u"%1: neither number is a line of the account"_s.arg(where));
    const QDateTime at = instantFromWire(object.value("at"_L1).toString().toStdString());
    if (!at.isValid() || at > world.ground().now())
        return fail(Error::Kind::Malformed, u"%1.at: not an instant of the past (2026-08-11T16:00:00Z)"_s.arg(where));
    const QString body = object.value("body"_L1).toString();
    MessageRow row;
    row.created = row.sent = row.updated = secondsOf(at);
    row.from = world.parties().idOf(*from);
    row.to = world.parties().idOf(*to);
    row.body = world.messages().table().keep(body);
    row.segments = quint8(segmentsOf(body).parts);
    row.way = isInbound ? MessageWay::Inbound : MessageWay::OutboundApi;
    row.state = isInbound ? MessageState::Received : MessageState::Delivered;
    row.price = -qint32(messagePrice(world.ground().prices, isInbound ? *from : *to, isInbound, row.segments, false).value);
    return FiledText{row.created, row};
}

} // namespace

Result<> loadWorld(World &world, const QByteArray &json, const std::function<void(const QDateTime &)> &beforeTexts)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(Error::Kind::Malformed, u"world file: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    const QJsonObject file = document.object();
    const auto each = [&file](QLatin1StringView key, auto read) -> Result<> {
        const QJsonArray array = file.value(key).toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            if (auto done = read(array[i].toObject(), u"%1[%2]"_s.arg(key).arg(i)); !done)
                return done;
        }
        return {};
    };
    if (auto lines = each("lines"_L1, [&](const QJsonObject &o, const QString &where) { return readLine(world, o, where); });
        !lines)
        return lines;
    if (auto people = each("people"_L1, [&](const QJsonObject &o, const QString &where) { return readPerson(world, o, where); });
        !people)
        return people;

    std::vector<FiledText> texts;
    const auto read = each("messages"_L1, [&](const QJsonObject &object, const QString &where) -> Result<> {
        auto text = readText(world, object, where);
        if (!text)
            return tl::unexpected(text.error());
        texts.push_back(*text);
        return {};
    });
    if (!read)
        return read;
    std::ranges::stable_sort(texts, {}, &FiledText::at);
    if (beforeTexts)
        beforeTexts(texts.empty() ? world.ground().now() : instant(texts.front().at));
    for (const FiledText &text : texts)
        world.messages().table().append(text.row);
    for (const QJsonValue pair : file.value("opted_out"_L1).toArray())
        world.messages().optOuts().stop(pair["line"_L1].toString(), pair["person"_L1].toString());
    return {};
}

} // namespace milassist::world::demo
