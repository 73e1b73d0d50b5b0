// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/pricing.h"

#include "core/sandbox/world/format.h"
#include "core/sandbox/world/shelf.h"

#include <QJsonArray>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject priced(Micros amount, QJsonObject with = {})
{
    with.insert("base_price"_L1, amount.toText(4));
    with.insert("current_price"_L1, amount.toText(4));
    return with;
}

QJsonObject ofType(const QString &type, Micros amount)
{
    return priced(amount, {{"number_type"_L1, type}});
}

QJsonObject voiceOf(const CountryPrices &country, Pricing::Version version)
{
    QJsonObject prefix{{"friendly_name"_L1, u"Programmable Outbound Minute - %1"_s.arg(country.name)}};
    const QJsonArray prefixes{country.dialCode};
    if (version == Pricing::Version::V1) {
        prefix.insert("prefixes"_L1, prefixes);
    } else {
        prefix.insert("destination_prefixes"_L1, prefixes);
        prefix.insert("origination_prefixes"_L1, QJsonArray{u"ALL"_s});
    }
    QJsonArray inbound{ofType(u"local"_s, country.callIn)};
    if (country.tollFreeNumber.value > 0)
        inbound.append(ofType(u"toll free"_s, country.callInTollFree));
    return {{"outbound_prefix_prices"_L1, QJsonArray{priced(country.callOut, prefix)}}, {"inbound_call_prices"_L1, inbound}};
}

QJsonObject messagingOf(const CountryPrices &country)
{
    const QJsonArray types{ofType(u"local"_s, country.textOut), ofType(u"toll free"_s, country.textOut)};
    const QJsonObject carrier{{"carrier"_L1, u"Other"_s}, {"mcc"_L1, u"310"_s}, {"mnc"_L1, u"000"_s}, {"prices"_L1, types}};
    const QJsonArray inbound{ofType(u"local"_s, country.textIn), ofType(u"toll free"_s, country.textIn)};
    return {{"outbound_sms_prices"_L1, QJsonArray{carrier}}, {"inbound_sms_prices"_L1, inbound}};
}

QJsonObject numbersOf(const CountryPrices &country)
{
    QJsonArray prices;
    if (country.localNumber.value > 0)
        prices.append(ofType(u"local"_s, country.localNumber));
    if (country.mobileNumber.value > 0)
        prices.append(ofType(u"mobile"_s, country.mobileNumber));
    if (country.tollFreeNumber.value > 0)
        prices.append(ofType(u"toll free"_s, country.tollFreeNumber));
    return {{"phone_number_prices"_L1, prices}};
}

QJsonObject named(const CountryPrices &country, QJsonObject with = {})
{
    with.insert("country"_L1, country.name);
    with.insert("iso_country"_L1, country.isoCountry);
    return with;
}

} // namespace

Slice<QJsonObject> Pricing::countries(Product, const PageRequest &request) const
{
    QList<CountryPrices> sorted = m_prices.countries;
    std::ranges::sort(sorted, {}, &CountryPrices::name);
    // These lists have no sids: the token carries the country code, and Page alone is enough.
    PageRequest counted = request;
    counted.afterSid.clear();
    counted.beforeSid.clear();
    return cutPage<QJsonObject>(
        int(sorted.size()), counted, [](const QString &) { return -1; }, [](int) { return true; },
        [&](int index) { return named(sorted[index]); });
}

Result<QJsonObject> Pricing::country(Product product, Version version, const QString &iso) const
{
    const CountryPrices *country = m_prices.country(iso);
    if (!country)
        return noSuchThing();
    QJsonObject answer = product == Product::Voice ? voiceOf(*country, version)
        : product == Product::Messaging            ? messagingOf(*country)
                                                   : numbersOf(*country);
    answer.insert("price_unit"_L1, m_prices.currency);
    return named(*country, answer);
}

Result<QJsonObject> Pricing::number(Version version, const QString &e164, const QString &origination) const
{
    const CountryPrices *country = m_prices.countryOf(e164);
    if (!country || !isE164(e164))
        return noSuchThing();
    QJsonObject answer{{"price_unit"_L1, m_prices.currency}};
    const Micros inbound = isTollFree(e164) ? country->callInTollFree : country->callIn;
    const bool isHome = country == &m_prices.countries.first();
    answer.insert("inbound_call_price"_L1,
                  priced(inbound,
                         {{"number_type"_L1,
                           isHome ? QJsonValue(isTollFree(e164) ? u"toll free"_s : u"local"_s) : QJsonValue(u"national"_s)}}));
    if (version == Version::V1) {
        answer.insert("number"_L1, e164);
        answer.insert("outbound_call_price"_L1, priced(country->callOut));
    } else {
        answer.insert("destination_number"_L1, e164);
        answer.insert("origination_number"_L1, origination.isEmpty() ? QJsonValue() : QJsonValue(origination));
        answer.insert("outbound_call_prices"_L1,
                      QJsonArray{priced(country->callOut, {{"origination_prefixes"_L1, QJsonArray{u"ALL"_s}}})});
    }
    return named(*country, answer);
}

} // namespace milassist::world
