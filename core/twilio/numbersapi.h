// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/address.h"
#include "core/domain/callerid.h"
#include "core/domain/lookup.h"
#include "core/domain/number.h"
#include "core/domain/pricing.h"
#include "core/twilio/page.h"

#include <QFuture>

namespace milassist {

enum class NumberKind { Local, Mobile, TollFree };

struct NumberQuery {
    QString phoneNumber;         ///< part of the number, '*' = any digit; empty = all
    QString friendlyName;        ///< exact match; empty = any
    std::optional<NumberKind> kind;
};

/// What somebody looks for when buying a number.
struct NumberSearch {
    QString country;             ///< ISO 3166, two letters
    NumberKind kind = NumberKind::Local;
    QString areaCode;            ///< US and Canada only
    QString contains;            ///< 2 to 16: digits, letters, '*' any digit, '%' any digits, '+' and '$' anchor
    std::optional<bool> voice, sms, mms; ///< none = whatever
    bool withoutAddress = false; ///< leave out those that want an address
    QString nearNumber, postalCode, region, locality;
    int limit = 50;
};

/// One purchase: a certain number, or any one in an area code (US and Canada).
struct NumberPurchase {
    Party phoneNumber;
    QString areaCode;
    NumberConfig config;         ///< only what is not empty is sent
    AddressSid address;
    QString bundleSid;
};

/// The numbers we have, could have and may show; what things cost. See callsapi.h for threads.
class NumbersApi {
public:
    virtual ~NumbersApi() = default;

    virtual QFuture<Result<Page<IncomingNumber>>> numbers(NumberQuery query, Paging paging) = 0;
    virtual QFuture<Result<IncomingNumber>> number(PhoneNumberSid sid) = 0;
    /// Buys once. Offline: surely not bought. OutcomeUnknown: the answer was lost, list our numbers to find out.
    /// Rejected: 21422 taken meanwhile, 21421 no such number, 21452 none in the area code, 21631 address wanted.
    virtual QFuture<Result<IncomingNumber>> buyNumber(NumberPurchase purchase) = 0;
    /// Sends what differs between the two, an emptied value as empty. Safe to repeat.
    virtual QFuture<Result<IncomingNumber>> configureNumber(PhoneNumberSid sid, NumberConfig current, NumberConfig wanted) = 0;
    /// Gives the number back for good.
    virtual QFuture<Result<>> releaseNumber(PhoneNumberSid sid) = 0;

    virtual QFuture<Result<Page<NumberCountry>>> numberCountries(Paging paging) = 0;
    /// Numbers for sale, at most search.limit; NotFound when the country has none of that kind.
    virtual QFuture<Result<QList<AvailableNumber>>> availableNumbers(NumberSearch search) = 0;

    virtual QFuture<Result<Page<OutgoingCallerId>>> callerIds(Paging paging) = 0;
    /// Twilio calls the number and asks for the code in the answer. Errors besides the usual: OutcomeUnknown.
    virtual QFuture<Result<CallerIdValidation>> createCallerId(Party number, QString friendlyName) = 0;
    virtual QFuture<Result<OutgoingCallerId>> renameCallerId(PhoneNumberSid sid, QString friendlyName) = 0;
    virtual QFuture<Result<>> deleteCallerId(PhoneNumberSid sid) = 0;

    virtual QFuture<Result<Page<Address>>> addresses(Paging paging) = 0;
    virtual QFuture<Result<Address>> address(AddressSid sid) = 0;
    virtual QFuture<Result<Address>> createAddress(AddressData address) = 0;
    /// Sends what differs between the two.
    virtual QFuture<Result<Address>> updateAddress(AddressSid sid, AddressData current, AddressData wanted) = 0;
    virtual QFuture<Result<>> deleteAddress(AddressSid sid) = 0;

    /// Monthly rent of numbers in a country (ISO 3166). Source: pricing_v1 PhoneNumbers/Countries/{Iso}
    virtual QFuture<Result<NumberPricing>> numberPricing(QString country) = 0;
    virtual QFuture<Result<MessagePricing>> messagePricing(QString country) = 0;
    /// Per minute and prefix. Source: pricing_v2 Voice/Countries/{Iso}
    virtual QFuture<Result<VoicePricing>> voicePricing(QString country) = 0;
    /// @p origin may be empty. Source: pricing_v2 Voice/Numbers/{Number}
    virtual QFuture<Result<CallPricing>> callPricing(PhoneNumber destination, Party origin) = 0;
    /// Which countries have prices of numbers.
    virtual QFuture<Result<Page<PricedCountry>>> pricedCountries(Paging paging) = 0;

    /// @p fields: "caller_name", "line_type_intelligence", ...; each costs money, none is free.
    /// @p country (ISO 3166) is for numbers in national form, else empty. Source: lookups_v2 PhoneNumbers/{Number}
    virtual QFuture<Result<NumberLookup>> lookup(QString number, QStringList fields, QString country) = 0;
};

} // namespace milassist
