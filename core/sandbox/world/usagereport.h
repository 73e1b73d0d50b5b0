// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/paging.h"
#include "core/sandbox/world/wire.h"

#include <QDate>

namespace milassist::world
{

class World;

/// Source: Twilio OpenAPI api_v2010, api.v2010.account.usage.usage_record (and _daily, _monthly, ...).
struct UsageRecord {
    QString asOf; ///< "2026-08-11T16:20:00+00:00"
    QString category, description;
    Digits count;
    QString countUnit;
    QString startDate, endDate;  ///< "2026-08-01"
    std::optional<Micros> price; ///< positive
    QString priceUnit;           ///< "usd": lower case, unlike elsewhere
    QString usage, usageUnit;
    bool operator==(const UsageRecord &) const = default;
};

/// Usage, counted from the world's records each time it is asked for, so that the sums are the records' own prices.
class UsageReport
{
public:
    enum class Period { Records, AllTime, Daily, Monthly, Yearly, ThisMonth, LastMonth, Today, Yesterday };
    explicit UsageReport(const World &world) : m_world(world) {}

    static std::optional<Period> periodOf(QStringView word); ///< "Daily"; "" is Records
    /// Filters: Category StartDate EndDate (YYYY-MM-DD or an offset such as -30days). Newest period first.
    /// Errors: 20001 for a date or category that is none.
    Result<Slice<UsageRecord>> list(Period period, const Form &query) const;
    static QStringList categories();

private:
    const World &m_world;
};

} // namespace milassist::world

namespace milassist
{

template <>
struct Fields<world::UsageRecord> {
    static constexpr auto list = std::tuple{
        field("as_of", &world::UsageRecord::asOf),
        field("category", &world::UsageRecord::category),
        field("description", &world::UsageRecord::description),
        field("count", &world::UsageRecord::count),
        field("count_unit", &world::UsageRecord::countUnit),
        field("start_date", &world::UsageRecord::startDate),
        field("end_date", &world::UsageRecord::endDate),
        field("price", &world::UsageRecord::price),
        field("price_unit", &world::UsageRecord::priceUnit),
        field("usage", &world::UsageRecord::usage),
        field("usage_unit", &world::UsageRecord::usageUnit),
    };
};

} // namespace milassist
