// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/account.h"
#include "core/domain/address.h"
#include "core/domain/application.h"
#include "core/domain/callerid.h"
#include "core/domain/number.h"
#include "core/domain/pricing.h"
#include "core/domain/sip.h"
#include "core/twilio/jsonreader.h"

namespace milassist {

// What Fields<> cannot say: parts that stand in the same object, and objects within.

template <>
struct Extra<IncomingNumber> {
    static void read(const simdjson::dom::object &object, IncomingNumber &number, int &odd)
    {
        readFields(object, number.config, odd);
        simdjson::dom::element capabilities;
        if (!object.at_key("capabilities").get(capabilities))
            readValue(capabilities, number.capabilities, odd);
    }
};

template <>
struct Extra<AvailableNumber> {
    static void read(const simdjson::dom::object &object, AvailableNumber &number, int &odd)
    {
        simdjson::dom::element capabilities;
        if (!object.at_key("capabilities").get(capabilities))
            readValue(capabilities, number.capabilities, odd);
    }
};

template <>
struct Extra<NumberCountry> {
    static void read(const simdjson::dom::object &object, NumberCountry &country, int &)
    {
        simdjson::dom::object kinds; // only those that exist are listed
        if (object.at_key("subresource_uris").get(kinds))
            return;
        country.local = !stringAt(kinds, "local").isEmpty();
        country.mobile = !stringAt(kinds, "mobile").isEmpty();
        country.tollFree = !stringAt(kinds, "toll_free").isEmpty();
    }
};

template <>
struct Extra<Address> {
    static void read(const simdjson::dom::object &object, Address &address, int &odd) { readFields(object, address.data, odd); }
};

template <>
struct Extra<Application> {
    static void read(const simdjson::dom::object &object, Application &application, int &odd) { readFields(object, application.config, odd); }
};

template <>
struct Extra<SipDomain> {
    static void read(const simdjson::dom::object &object, SipDomain &domain, int &odd) { readFields(object, domain.config, odd); }
};

template <>
inline bool isUsable(const AvailableNumber &number)
{
    return number.phoneNumber.isNumber();
}

template <>
inline bool isUsable(const NumberCountry &country)
{
    return country.code.size() == 2;
}

template <>
inline bool isUsable(const PricedCountry &country)
{
    return country.isoCountry.size() == 2;
}

template <>
inline bool isUsable(const Balance &balance)
{
    return balance.balance.has_value();
}

} // namespace milassist
