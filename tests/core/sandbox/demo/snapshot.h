// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/world.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::world
{

// clang-format off
inline QJsonValue asJson(const QString &text) { return text; }
inline QJsonValue asJson(const OrNull &text) { return text ? QJsonValue(*text) : QJsonValue(); }
inline QJsonValue asJson(const QDateTime &instant) { return instant.toString(Qt::ISODate); }
inline QJsonValue asJson(const Digits &digits) { return digits.value ? QJsonValue(*digits.value) : QJsonValue(); }
inline QJsonValue asJson(const std::optional<Micros> &amount) { return amount ? QJsonValue(amount->value) : QJsonValue(); }
inline QJsonValue asJson(const std::optional<int> &number) { return number ? QJsonValue(*number) : QJsonValue(); }
inline QJsonValue asJson(int number) { return number; }
inline QJsonValue asJson(bool flag) { return flag; }
inline QJsonValue asJson(const Capabilities &c) { return QJsonArray{c.voice, c.sms, c.mms, c.fax}; }
// clang-format on

template <typename Record>
QJsonArray asJson(const QList<Record> &records)
{
    QJsonArray array;
    for (const Record &record : records) {
        QJsonObject object;
        forEachField<Record>(
            [&](const auto &field) { object.insert(QLatin1StringView(field.name), asJson(record.*field.member)); });
        array.append(object);
    }
    return array;
}

template <typename List>
auto everything(List list)
{
    Form query{{QStringLiteral("PageSize"), QStringLiteral("1000")}};
    auto slice = list(query);
    auto all = slice->items;
    for (int page = 1; slice->hasNext; ++page) {
        Form next = query;
        next.add(QStringLiteral("Page"), QString::number(page));
        next.add(QStringLiteral("PageToken"), QStringLiteral("PA") + slice->items.last().sid);
        slice = list(next);
        all += slice->items;
    }
    return all;
}

/// All that a client could ever see of a world, media and audio left out.
inline QByteArray snapshot(World &world)
{
    QJsonObject whole;
    whole.insert(QStringLiteral("account"), world.account().sid + world.account().authToken);
    whole.insert(QStringLiteral("balance"), world.balance().amount.value);
    whole.insert(QStringLiteral("calls"), asJson(everything([&](const Form &q) { return world.calls().list(q); })));
    const auto messages = everything([&](const Form &q) { return world.messages().list(q); });
    whole.insert(QStringLiteral("messages"), asJson(messages));
    QJsonArray media;
    for (const Message &message : messages) {
        if (message.mediaCount.value.value_or(0) > 0)
            media.append(asJson(world.media().list(message.sid, {})->items));
    }
    whole.insert(QStringLiteral("media"), media);
    whole.insert(QStringLiteral("recordings"), asJson(everything([&](const Form &q) { return world.recordings().list(q); })));
    whole.insert(QStringLiteral("transcriptions"),
                 asJson(everything([&](const Form &q) { return world.recordings().transcriptions(q); })));
    whole.insert(QStringLiteral("numbers"), asJson(everything([&](const Form &q) { return world.numbers().list(q); })));
    whole.insert(QStringLiteral("keys"), asJson(everything([&](const Form &q) { return world.keys().list(q); })));
    whole.insert(QStringLiteral("notifications"),
                 asJson(everything([&](const Form &q) { return world.notifications().list(q); })));
    return QJsonDocument(whole).toJson();
}

} // namespace milassist::world
