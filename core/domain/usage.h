// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// What one category cost in one period; parents include their children ("totalprice" is the sum of all).
/// Source: Twilio OpenAPI api_v2010, Usage/Records.
struct UsageRecord {
    QString category;               ///< "calls-inbound", "sms", "totalprice", ...
    QString description;
    QDate startDate, endDate;       ///< UTC days, both included
    QString count, countUnit;       ///< decimal text as Twilio sends it; fractions occur
    QString usage, usageUnit;
    std::optional<Micros> price;    ///< positive = charged, unlike the price of a call
    QString priceUnit;              ///< lower case on the wire
    QDateTime asOf;                 ///< UTC
    bool operator==(const UsageRecord &) const = default;
};

template <>
struct Fields<UsageRecord> {
    static constexpr auto list = std::tuple{
        field("category", &UsageRecord::category),
        field("description", &UsageRecord::description),
        field("start_date", &UsageRecord::startDate),
        field("end_date", &UsageRecord::endDate),
        field("count", &UsageRecord::count),
        field("count_unit", &UsageRecord::countUnit),
        field("usage", &UsageRecord::usage),
        field("usage_unit", &UsageRecord::usageUnit),
        field("price", &UsageRecord::price),
        field("price_unit", &UsageRecord::priceUnit),
        field("as_of", &UsageRecord::asOf),
    };
};

} // namespace milassist
