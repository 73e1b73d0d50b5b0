// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/paging.h"

#include "core/domain/field.h"
#include "core/sandbox/world/refusal.h"

#include <QStringBuilder>

namespace milassist::world
{

using namespace Qt::StringLiterals;

Result<PageRequest> PageRequest::parse(const Form &query, const Quirks &quirks)
{
    PageRequest request;
    if (query.has(u"PageSize")) {
        const auto size = query.number(u"PageSize");
        if (!size || *size < 1)
            return refuse(20001, u"PageSize must be a positive integer"_s);
        if (*size > 1000 && !quirks.clampLargePages)
            return refuse(20007, u"Page size must be less than or equal to 1000"_s);
        request.size = std::min(*size, 1000);
    }
    if (query.has(u"Page")) {
        const auto page = query.number(u"Page");
        if (!page || *page < 0)
            return refuse(20001, u"Page must be a non-negative integer"_s);
        request.page = *page;
    }
    const QString token = query.value(u"PageToken");
    if (token.isEmpty())
        return request;
    const auto sid = QStringView(token).mid(2);
    if (sid.size() != 34 || (!token.startsWith(u"PA") && !token.startsWith(u"PB")))
        return refuse(21481, u"Invalid PageToken"_s);
    (token.startsWith(u"PA") ? request.afterSid : request.beforeSid) = sid.toString();
    return request;
}

namespace
{

/// The instant, and whether it names a whole day.
std::optional<std::pair<qint64, bool>> instantOrDay(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (text.size() == 10) {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        if (!day.isValid())
            return std::nullopt;
        return std::pair(day.startOfDay(Qt::UTC).toSecsSinceEpoch(), true);
    }
    QString iso = text;
    if (iso.size() > 10 && iso[10] == u' ' && iso[4] == u'-') // "2019-06-11 22:05:25.000"
        iso[10] = u'T';
    QDateTime instant = instantFromWire(iso.toStdString());
    if (!instant.isValid())
        return std::nullopt;
    return std::pair(instant.toSecsSinceEpoch(), false);
}

constexpr qint64 secondsADay = 86400;

} // namespace

InstantFilter InstantFilter::parse(const Form &query, QStringView name, Before before)
{
    InstantFilter filter;
    if (const auto exactly = instantOrDay(query.value(name))) {
        const qint64 day = exactly->first - (exactly->first % secondsADay + secondsADay) % secondsADay;
        filter.notBefore = day;
        filter.before = day + secondsADay;
        filter.isSet = true;
    }
    if (const auto from = instantOrDay(query.value(QString(name % u'>')))) {
        filter.notBefore = std::max(filter.notBefore, from->first);
        filter.isSet = true;
    }
    if (const auto to = instantOrDay(query.value(QString(name % u'<')))) {
        const auto &[instant, isDay] = *to;
        // "ts <= d 00:00:00", or to the end of the day d.
        const qint64 end = isDay && before == Before::IncludesTheDay ? instant + secondsADay : instant + 1;
        filter.before = std::min(filter.before, end);
        filter.isSet = true;
    }
    return filter;
}

} // namespace milassist::world
