// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

#include <QList>
#include <QStringList>

namespace milassist {

/// One price of one kind of number or call.
struct PriceLine {
    QString numberType;             ///< "local", "mobile", "national", "toll free" (with a space)
    std::optional<Micros> basePrice;
    std::optional<Micros> currentPrice; ///< with our discount
    bool operator==(const PriceLine &) const = default;
};

template <>
struct Fields<PriceLine> {
    static constexpr auto list = std::tuple{
        field("number_type", &PriceLine::numberType),
        field("base_price", &PriceLine::basePrice),
        field("current_price", &PriceLine::currentPrice),
    };
};

/// What a call to numbers that begin so costs a minute.
struct PrefixPrice {
    QStringList destinationPrefixes; ///< v1 calls them "prefixes"
    QStringList originationPrefixes; ///< v2 only; "ALL" matches every origin
    QString friendlyName;
    std::optional<Micros> basePrice, currentPrice;
    bool operator==(const PrefixPrice &) const = default;
};

template <>
struct Fields<PrefixPrice> {
    static constexpr auto list = std::tuple{
        field("destination_prefixes", &PrefixPrice::destinationPrefixes),
        field("prefixes", &PrefixPrice::destinationPrefixes),
        field("origination_prefixes", &PrefixPrice::originationPrefixes),
        field("friendly_name", &PrefixPrice::friendlyName),
        field("base_price", &PrefixPrice::basePrice),
        field("current_price", &PrefixPrice::currentPrice),
    };
};

/// What a text to one carrier costs a segment.
struct CarrierPrice {
    QString carrier, mcc, mnc;
    QList<PriceLine> prices;
    bool operator==(const CarrierPrice &) const = default;
};

template <>
struct Fields<CarrierPrice> {
    static constexpr auto list = std::tuple{
        field("carrier", &CarrierPrice::carrier),
        field("mcc", &CarrierPrice::mcc),
        field("mnc", &CarrierPrice::mnc),
        field("prices", &CarrierPrice::prices),
    };
};

/// A row of the country lists.
struct PricedCountry {
    QString country, isoCountry;
    bool operator==(const PricedCountry &) const = default;
};

template <>
struct Fields<PricedCountry> {
    static constexpr auto list = std::tuple{
        field("country", &PricedCountry::country),
        field("iso_country", &PricedCountry::isoCountry),
    };
};

/// Monthly rent of numbers. Source: Twilio OpenAPI pricing_v1, PhoneNumbers/Countries.
struct NumberPricing {
    QString country, isoCountry, priceUnit;
    QList<PriceLine> prices;        ///< a month
    bool operator==(const NumberPricing &) const = default;
};

template <>
struct Fields<NumberPricing> {
    static constexpr auto list = std::tuple{
        field("country", &NumberPricing::country),
        field("iso_country", &NumberPricing::isoCountry),
        field("price_unit", &NumberPricing::priceUnit),
        field("phone_number_prices", &NumberPricing::prices),
    };
};

/// Texts in and out. Source: Twilio OpenAPI pricing_v1, Messaging/Countries.
struct MessagePricing {
    QString country, isoCountry, priceUnit;
    QList<PriceLine> inbound;
    QList<CarrierPrice> outbound;
    bool operator==(const MessagePricing &) const = default;
};

template <>
struct Fields<MessagePricing> {
    static constexpr auto list = std::tuple{
        field("country", &MessagePricing::country),
        field("iso_country", &MessagePricing::isoCountry),
        field("price_unit", &MessagePricing::priceUnit),
        field("inbound_sms_prices", &MessagePricing::inbound),
        field("outbound_sms_prices", &MessagePricing::outbound),
    };
};

/// Calls in and out, a minute. Source: Twilio OpenAPI pricing_v1 and pricing_v2, Voice/Countries.
struct VoicePricing {
    QString country, isoCountry, priceUnit;
    QList<PriceLine> inbound;
    QList<PrefixPrice> outbound;
    bool operator==(const VoicePricing &) const = default;
};

template <>
struct Fields<VoicePricing> {
    static constexpr auto list = std::tuple{
        field("country", &VoicePricing::country),
        field("iso_country", &VoicePricing::isoCountry),
        field("price_unit", &VoicePricing::priceUnit),
        field("inbound_call_prices", &VoicePricing::inbound),
        field("outbound_prefix_prices", &VoicePricing::outbound),
    };
};

/// What a call to one number costs. Source: Twilio OpenAPI pricing_v2, Voice/Numbers.
struct CallPricing {
    Party destination, origin;
    QString country, isoCountry, priceUnit;
    QList<PrefixPrice> outbound;
    PriceLine inbound;              ///< empty unless the number is ours
    bool operator==(const CallPricing &) const = default;
};

template <>
struct Fields<CallPricing> {
    static constexpr auto list = std::tuple{
        field("destination_number", &CallPricing::destination),
        field("number", &CallPricing::destination),
        field("origination_number", &CallPricing::origin),
        field("country", &CallPricing::country),
        field("iso_country", &CallPricing::isoCountry),
        field("price_unit", &CallPricing::priceUnit),
        field("outbound_call_prices", &CallPricing::outbound),
        field("outbound_call_price", &CallPricing::outbound),
        field("inbound_call_price", &CallPricing::inbound),
    };
};

} // namespace milassist
