// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(NumberKind kind)
{
    switch (kind) {
    case NumberKind::Mobile:
        return u"/Mobile"_s;
    case NumberKind::TollFree:
        return u"/TollFree"_s;
    case NumberKind::Local:
        break;
    }
    return u"/Local"_s;
}

void addFlag(Parameters &form, QStringView name, const std::optional<bool> &flag)
{
    if (flag)
        form.add(name, *flag ? u"true"_s : u"false"_s);
}

QUrl pricingUrl(const Credentials &credentials, const QString &path, const Parameters &query = {})
{
    return productUrl(credentials.baseUrl, Product::Pricing, path, query.encoded());
}

} // namespace

QFuture<Result<Page<IncomingNumber>>> TwilioClient::numbers(NumberQuery query, Paging paging)
{
    Parameters filters;
    filters.addFilled(u"PhoneNumber", query.phoneNumber);
    filters.addFilled(u"FriendlyName", query.friendlyName);
    const QString resource = u"IncomingPhoneNumbers"_s + (query.kind ? pathOf(*query.kind) : QString());
    return list<IncomingNumber>(resource, std::move(filters), "incoming_phone_numbers", std::move(paging));
}

QFuture<Result<IncomingNumber>> TwilioClient::number(PhoneNumberSid sid)
{
    return fetch<IncomingNumber>(url(u"IncomingPhoneNumbers/"_s + sid.text()));
}

QFuture<Result<IncomingNumber>> TwilioClient::buyNumber(NumberPurchase purchase)
{
    Parameters form;
    form.addFilled(u"PhoneNumber", purchase.phoneNumber.text());
    if (purchase.phoneNumber.isEmpty())
        form.addFilled(u"AreaCode", purchase.areaCode);
    addDifferences(form, NumberConfig(), purchase.config);
    form.addFilled(u"AddressSid", purchase.address.text());
    form.addFilled(u"BundleSid", purchase.bundleSid);
    return post<IncomingNumber>(url(u"IncomingPhoneNumbers"_s), form, Effect::Once);
}

QFuture<Result<IncomingNumber>> TwilioClient::configureNumber(PhoneNumberSid sid, NumberConfig current, NumberConfig wanted)
{
    Parameters form;
    addDifferences(form, current, wanted);
    return post<IncomingNumber>(url(u"IncomingPhoneNumbers/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::releaseNumber(PhoneNumberSid sid)
{
    return remove(url(u"IncomingPhoneNumbers/"_s + sid.text()));
}

QFuture<Result<Page<NumberCountry>>> TwilioClient::numberCountries(Paging paging)
{
    return list<NumberCountry>(u"AvailablePhoneNumbers"_s, {}, "countries", std::move(paging));
}

QFuture<Result<QList<AvailableNumber>>> TwilioClient::availableNumbers(NumberSearch search)
{
    Parameters filters;
    filters.addFilled(u"AreaCode", search.areaCode);
    filters.addFilled(u"Contains", search.contains);
    addFlag(filters, u"VoiceEnabled", search.voice);
    addFlag(filters, u"SmsEnabled", search.sms);
    addFlag(filters, u"MmsEnabled", search.mms);
    if (search.withoutAddress)
        filters.add(u"ExcludeAllAddressRequired", u"true"_s);
    filters.addFilled(u"NearNumber", search.nearNumber);
    filters.addFilled(u"InPostalCode", search.postalCode);
    filters.addFilled(u"InRegion", search.region);
    filters.addFilled(u"InLocality", search.locality);
    filters.add(u"PageSize", QString::number(qBound(1, search.limit, Paging::largestPage)));
    const QString resource = u"AvailablePhoneNumbers/"_s + search.country + pathOf(search.kind);
    return run<QList<AvailableNumber>>(Request{.url = url(resource, filters.encoded())},
                                       [](HttpAnswer &answer) -> Result<QList<AvailableNumber>> {
                                           auto page = readPage<AvailableNumber>(std::move(answer.body), "available_phone_numbers");
                                           if (!page)
                                               return fail(std::move(page.error()));
                                           return std::move(page->records);
                                       });
}

QFuture<Result<Page<OutgoingCallerId>>> TwilioClient::callerIds(Paging paging)
{
    return list<OutgoingCallerId>(u"OutgoingCallerIds"_s, {}, "outgoing_caller_ids", std::move(paging));
}

QFuture<Result<CallerIdValidation>> TwilioClient::createCallerId(Party number, QString friendlyName)
{
    Parameters form;
    form.add(u"PhoneNumber", number.text());
    form.addFilled(u"FriendlyName", friendlyName);
    return post<CallerIdValidation>(url(u"OutgoingCallerIds"_s), form, Effect::Once);
}

QFuture<Result<OutgoingCallerId>> TwilioClient::renameCallerId(PhoneNumberSid sid, QString friendlyName)
{
    Parameters form;
    form.add(u"FriendlyName", friendlyName);
    return post<OutgoingCallerId>(url(u"OutgoingCallerIds/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteCallerId(PhoneNumberSid sid)
{
    return remove(url(u"OutgoingCallerIds/"_s + sid.text()));
}

QFuture<Result<Page<Address>>> TwilioClient::addresses(Paging paging)
{
    return list<Address>(u"Addresses"_s, {}, "addresses", std::move(paging));
}

QFuture<Result<Address>> TwilioClient::address(AddressSid sid)
{
    return fetch<Address>(url(u"Addresses/"_s + sid.text()));
}

QFuture<Result<Address>> TwilioClient::createAddress(AddressData address)
{
    Parameters form;
    addDifferences(form, AddressData(), address);
    return post<Address>(url(u"Addresses"_s), form, Effect::Once);
}

QFuture<Result<Address>> TwilioClient::updateAddress(AddressSid sid, AddressData current, AddressData wanted)
{
    Parameters form;
    addDifferences(form, current, wanted);
    return post<Address>(url(u"Addresses/"_s + sid.text()), form, Effect::Repeat);
}

QFuture<Result<>> TwilioClient::deleteAddress(AddressSid sid)
{
    return remove(url(u"Addresses/"_s + sid.text()));
}

QFuture<Result<NumberPricing>> TwilioClient::numberPricing(QString country)
{
    return fetch<NumberPricing>(pricingUrl(credentials(), u"/v1/PhoneNumbers/Countries/"_s + country));
}

QFuture<Result<MessagePricing>> TwilioClient::messagePricing(QString country)
{
    return fetch<MessagePricing>(pricingUrl(credentials(), u"/v1/Messaging/Countries/"_s + country));
}

QFuture<Result<VoicePricing>> TwilioClient::voicePricing(QString country)
{
    return fetch<VoicePricing>(pricingUrl(credentials(), u"/v2/Voice/Countries/"_s + country));
}

QFuture<Result<CallPricing>> TwilioClient::callPricing(PhoneNumber destination, Party origin)
{
    Parameters query;
    query.addFilled(u"OriginationNumber", origin.text());
    return fetch<CallPricing>(pricingUrl(credentials(), u"/v2/Voice/Numbers/"_s + destination.e164(), query));
}

QFuture<Result<Page<PricedCountry>>> TwilioClient::pricedCountries(Paging paging)
{
    Parameters query;
    query.add(u"PageSize", QString::number(qBound(1, paging.pageSize, Paging::largestPage)));
    return list<PricedCountry>(Product::Pricing, pricingUrl(credentials(), u"/v1/PhoneNumbers/Countries"_s, query), "countries",
                               std::move(paging), [](QList<PricedCountry> &) {});
}

QFuture<Result<NumberLookup>> TwilioClient::lookup(QString number, QStringList fields, QString country)
{
    Parameters query;
    query.addFilled(u"Fields", fields.join(u','));
    query.addFilled(u"CountryCode", country);
    return fetch<NumberLookup>(productUrl(credentials().baseUrl, Product::Lookups, u"/v2/PhoneNumbers/"_s + number, query.encoded()));
}

} // namespace milassist
