// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

/// The part of an address that somebody can set.
struct AddressData {
    QString friendlyName, customerName, street, streetSecondary, city, region, postalCode, isoCountry;
    bool emergencyEnabled = false;
    bool operator==(const AddressData &) const = default;
};

template <>
struct Fields<AddressData> {
    static constexpr auto list = std::tuple{
        field("friendly_name", &AddressData::friendlyName),
        field("customer_name", &AddressData::customerName),
        field("street", &AddressData::street),
        field("street_secondary", &AddressData::streetSecondary),
        field("city", &AddressData::city),
        field("region", &AddressData::region),
        field("postal_code", &AddressData::postalCode),
        field("iso_country", &AddressData::isoCountry),
        field("emergency_enabled", &AddressData::emergencyEnabled),
    };
};

/// A postal address that some countries want with a number. Source: Twilio OpenAPI api_v2010, Addresses.
struct Address {
    AddressSid sid;
    AddressData data;
    bool validated = false, verified = false;
    QDateTime createdAt, updatedAt; ///< UTC
    bool operator==(const Address &) const = default;
};

/// The flat part; data is read from the same object beside it.
template <>
struct Fields<Address> {
    static constexpr auto list = std::tuple{
        field("sid", &Address::sid),
        field("validated", &Address::validated),
        field("verified", &Address::verified),
        field("date_created", &Address::createdAt),
        field("date_updated", &Address::updatedAt),
    };
};

} // namespace milassist
