// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/usagereport.h"

#include "core/sandbox/world/refusal.h"
#include "core/sandbox/world/shelf.h"
#include "core/sandbox/world/usageledger.h"
#include "core/sandbox/world/world.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

struct CategoryWords {
    QStringView name, description, countUnit, usageUnit;
};

/// In the order of enum Usage.
constexpr CategoryWords categoryWords[] = {
    {u"calls", u"Voice Minutes", u"calls", u"minutes"},
    {u"calls-inbound", u"Inbound Voice Minutes", u"calls", u"minutes"},
    {u"calls-inbound-local", u"Inbound Local Calls", u"calls", u"minutes"},
    {u"calls-inbound-mobile", u"Inbound Mobile Calls", u"calls", u"minutes"},
    {u"calls-inbound-tollfree", u"Inbound Toll Free Calls", u"calls", u"minutes"},
    {u"calls-outbound", u"Outbound Voice Minutes", u"calls", u"minutes"},
    {u"calls-client", u"Client Minutes", u"calls", u"minutes"},
    {u"calls-sip", u"SIP Minutes", u"calls", u"minutes"},
    {u"calls-sip-inbound", u"Inbound SIP Minutes", u"calls", u"minutes"},
    {u"calls-sip-outbound", u"Outbound SIP Minutes", u"calls", u"minutes"},
    {u"calls-recordings", u"Call Recordings", u"calls", u"minutes"},
    {u"recordings", u"Recordings", u"recordings", u"minutes"},
    {u"recordingstorage", u"Recording Storage", u"recordings", u"minutes"},
    {u"transcriptions", u"Transcriptions", u"transcriptions", u"minutes"},
    {u"sms", u"SMS", u"messages", u"messages"},
    {u"sms-inbound", u"Inbound SMS", u"messages", u"messages"},
    {u"sms-inbound-longcode", u"Inbound Long Code SMS", u"messages", u"messages"},
    {u"sms-outbound", u"Outbound SMS", u"messages", u"messages"},
    {u"sms-outbound-longcode", u"Outbound Long Code SMS", u"messages", u"messages"},
    {u"sms-messages-carrierfees", u"SMS Carrier Fees", u"messages", u"messages"},
    {u"mms", u"MMS", u"messages", u"messages"},
    {u"mms-inbound", u"Inbound MMS", u"messages", u"messages"},
    {u"mms-outbound", u"Outbound MMS", u"messages", u"messages"},
    {u"mediastorage", u"Media Storage", u"files", u"GB"},
    {u"phonenumbers", u"Phone Numbers", u"numbers", u"number-months"},
    {u"phonenumbers-local", u"Local Phone Numbers", u"numbers", u"number-months"},
    {u"phonenumbers-mobile", u"Mobile Phone Numbers", u"numbers", u"number-months"},
    {u"phonenumbers-tollfree", u"Toll Free Phone Numbers", u"numbers", u"number-months"},
    {u"phonenumbers-setups", u"Phone Number Setups", u"numbers", u"numbers"},
    {u"lookups", u"Lookups", u"lookups", u"lookups"},
    {u"calleridlookups", u"Caller ID Lookups", u"lookups", u"lookups"},
    {u"totalprice", u"Total Price", u"", u"usd"},
};
static_assert(std::size(categoryWords) == size_t(Usage::Count));

/// A day, or an offset such as "-30days" from today.
std::optional<QDate> readDay(const QString &text, QDate today)
{
    if (text.endsWith("days"_L1)) {
        bool readable = false;
        const int days = text.chopped(4).toInt(&readable);
        return readable ? std::optional(today.addDays(days)) : std::nullopt;
    }
    const QDate day = QDate::fromString(text, Qt::ISODate);
    return day.isValid() ? std::optional(day) : std::nullopt;
}

struct Span {
    QDate from, to;
};

/// The rows' spans of time, newest first.
QList<Span> spansOf(UsageReport::Period period, QDate first, QDate today, std::optional<QDate> start, std::optional<QDate> end)
{
    using Period = UsageReport::Period;
    const QDate monthStart(today.year(), today.month(), 1);
    switch (period) {
    case Period::Today:
        return {{today, today}};
    case Period::Yesterday:
        return {{today.addDays(-1), today.addDays(-1)}};
    case Period::ThisMonth:
        return {{monthStart, today}};
    case Period::LastMonth:
        return {{monthStart.addMonths(-1), monthStart.addDays(-1)}};
    case Period::AllTime:
        return {{first, today}};
    default:
        break;
    }
    const QDate from = start.value_or(first);
    const QDate to = end.value_or(today);
    QList<Span> spans;
    if (period == Period::Records)
        return to < from ? spans : QList<Span>{{from, to}};
    for (QDate day = to; day >= from;) {
        const QDate begin = period == Period::Daily ? day
            : period == Period::Monthly             ? QDate(day.year(), day.month(), 1)
                                                    : QDate(day.year(), 1, 1);
        spans.append({std::max(begin, from), day});
        day = begin.addDays(-1);
    }
    return spans;
}

} // namespace

std::optional<UsageReport::Period> UsageReport::periodOf(QStringView word)
{
    static constexpr std::pair<QStringView, Period> words[] = {
        {u"", Period::Records},
        {u"AllTime", Period::AllTime},
        {u"Daily", Period::Daily},
        {u"Monthly", Period::Monthly},
        {u"Yearly", Period::Yearly},
        {u"ThisMonth", Period::ThisMonth},
        {u"LastMonth", Period::LastMonth},
        {u"Today", Period::Today},
        {u"Yesterday", Period::Yesterday},
    };
    for (const auto &[name, period] : words) {
        if (name == word)
            return period;
    }
    return std::nullopt;
}

QStringList UsageReport::categories()
{
    QStringList names;
    for (const CategoryWords &words : categoryWords)
        names.append(words.name.toString());
    return names;
}

Result<Slice<UsageRecord>> UsageReport::list(Period period, const Form &query) const
{
    const auto request = PageRequest::parse(query, m_world.ground().quirks);
    if (!request)
        return tl::unexpected(request.error());
    const QDate today = m_world.ground().now().date();
    std::optional<QDate> start, end;
    for (auto &[name, out] : {std::pair(u"StartDate"_s, &start), std::pair(u"EndDate"_s, &end)}) {
        if (!query.has(name))
            continue;
        *out = readDay(query.value(name), today);
        if (!*out)
            return refuse(20001, u"%1 is not a valid date: %2"_s.arg(name, query.value(name)));
    }
    const auto days = usageByDay(m_world);
    const QDate epoch(1970, 1, 1);
    const QDate first = days.empty() ? today : std::min(today, epoch.addDays(days.begin()->first));
    const QList<Span> spans = spansOf(period, first, today, start, end);

    QList<int> wanted;
    for (int category = 0; category < int(Usage::Count); ++category) {
        if (!query.has(u"Category") || query.value(u"Category") == categoryWords[category].name)
            wanted.append(category);
    }
    const QString asOf = m_world.ground().nowInSeconds().toString(u"yyyy-MM-ddTHH:mm:ss+00:00"_s);
    const auto recordAt = [&](int index) {
        const Span &span = spans[index / int(wanted.size())];
        const int category = wanted[index % int(wanted.size())];
        const CategoryWords &words = categoryWords[category];
        UsageTotal total;
        const auto last = days.upper_bound(epoch.daysTo(span.to));
        for (auto day = days.lower_bound(epoch.daysTo(span.from)); day != last; ++day)
            total.add(day->second[size_t(category)]);
        const bool isMoney = category == int(Usage::TotalPrice);
        UsageRecord record;
        record.asOf = asOf;
        record.category = words.name.toString();
        record.description = words.description.toString();
        record.count.value = isMoney ? std::nullopt : std::optional(total.count);
        record.countUnit = words.countUnit.toString();
        record.startDate = span.from.toString(Qt::ISODate);
        record.endDate = span.to.toString(Qt::ISODate);
        record.price = Micros{total.micros};
        record.priceUnit = m_world.ground().prices.currency.toLower();
        record.usage = isMoney ? Micros{total.micros}.toText(5) : QString::number(total.usage);
        record.usageUnit = words.usageUnit.toString();
        return record;
    };
    PageRequest counted = *request; // these rows have no sids: pages are counted
    counted.afterSid.clear();
    counted.beforeSid.clear();
    return cutPage<UsageRecord>(
        int(spans.size() * wanted.size()), counted, [](const QString &) { return -1; }, [](int) { return true; }, recordAt);
}

} // namespace milassist::world
