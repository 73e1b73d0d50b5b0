// SPDX-License-Identifier: GPL-3.0-or-later
// What of a plan outlives the program, as the text that the cache keeps.
#include "core/sync/plan.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist {

using namespace Qt::StringLiterals;

QString cursorName(FeedId feed)
{
    switch (feed) {
    case FeedId::Calls:
        return u"sync/calls"_s;
    case FeedId::Messages:
        return u"sync/messages"_s;
    case FeedId::Recordings:
        return u"sync/recordings"_s;
    case FeedId::Transcriptions:
        return u"sync/transcriptions"_s;
    case FeedId::Numbers:
        break;
    }
    return u"sync/numbers"_s;
}

QString written(const FeedState &feed)
{
    QJsonObject object;
    const auto put = [&object](QLatin1StringView name, const QDateTime &instant) {
        if (instant.isValid())
            object[name] = instant.toUTC().toString(Qt::ISODateWithMs);
    };
    put("covered"_L1, feed.covered);
    put("open"_L1, feed.openSince);
    put("oldest"_L1, feed.historyOldest);
    put("swept"_L1, feed.sweptAt);
    if (!feed.historyCursor.isEmpty())
        object["cursor"_L1] = feed.historyCursor;
    if (feed.historyDone)
        object["done"_L1] = true;
    if (feed.again)
        object["again"_L1] = true;
    if (feed.garbled)
        object["garbled"_L1] = true;
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

FeedState readBack(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const auto instant = [&object](QLatin1StringView name) {
        return QDateTime::fromString(object[name].toString(), Qt::ISODateWithMs).toUTC();
    };
    return {.covered = instant("covered"_L1), .openSince = instant("open"_L1), .historyCursor = object["cursor"_L1].toString(),
            .historyOldest = instant("oldest"_L1), .historyDone = object["done"_L1].toBool(),
            .again = object["again"_L1].toBool(), .sweptAt = instant("swept"_L1),
            .garbled = object["garbled"_L1].toBool()};
}

} // namespace milassist
