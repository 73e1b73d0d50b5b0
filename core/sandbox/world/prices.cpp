// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/prices.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

struct Amount {
    const char *name;
    Micros CountryPrices::*member;
};
constexpr Amount countryAmounts[] = {
    {"local_number", &CountryPrices::localNumber},
    {"toll_free_number", &CountryPrices::tollFreeNumber},
    {"mobile_number", &CountryPrices::mobileNumber},
    {"call_in", &CountryPrices::callIn},
    {"call_in_toll_free", &CountryPrices::callInTollFree},
    {"call_out", &CountryPrices::callOut},
    {"text_in", &CountryPrices::textIn},
    {"text_out", &CountryPrices::textOut},
    {"picture_in", &CountryPrices::pictureIn},
    {"picture_out", &CountryPrices::pictureOut},
};

struct GeneralAmount {
    const char *name;
    Micros Prices::*member;
};
constexpr GeneralAmount generalAmounts[] = {
    {"recording_minute", &Prices::recordingMinute},         {"recording_storage_minute", &Prices::recordingStorageMinute},
    {"transcription_minute", &Prices::transcriptionMinute}, {"lookup_line_type", &Prices::lookupLineType},
    {"lookup_caller_name", &Prices::lookupCallerName},      {"carrier_fee", &Prices::carrierFee},
};

CountryPrices abroad(QString name, QString iso, QString dialCode, qint64 callOut, qint64 textOut, qint64 localNumber)
{
    CountryPrices country;
    country.name = std::move(name);
    country.isoCountry = std::move(iso);
    country.dialCode = std::move(dialCode);
    country.callOut = {callOut};
    country.textOut = {textOut};
    country.localNumber = {localNumber};
    country.tollFreeNumber = {};
    return country;
}

/// Reads an amount written as a text ("0.0085"); a JSON number would be a binary fraction.
Result<> readAmount(const QJsonObject &object, const char *name, Micros &out)
{
    const QJsonValue value = object.value(QLatin1StringView(name));
    if (value.isUndefined())
        return {};
    const auto amount = value.isString() ? Micros::parse(value.toString()) : std::nullopt;
    if (!amount || amount->value < 0)
        return fail(Error::Kind::Malformed, u"price list: \"%1\" must be an amount in quotes"_s.arg(QLatin1StringView(name)));
    out = *amount;
    return {};
}

Result<CountryPrices> readCountry(const QJsonObject &object, const Prices &standard)
{
    const QString iso = object.value("iso_country"_L1).toString();
    if (iso.size() != 2)
        return fail(Error::Kind::Malformed, u"price list: \"iso_country\" must have two letters"_s);
    const CountryPrices *known = standard.country(iso);
    CountryPrices country = known ? *known : CountryPrices();
    country.isoCountry = iso;
    country.name = object.value("country"_L1).toString(country.name);
    country.dialCode = object.value("dial_code"_L1).toString(country.dialCode);
    if (country.name.isEmpty() || country.dialCode.isEmpty())
        return fail(Error::Kind::Malformed, u"price list: %1 needs \"country\" and \"dial_code\""_s.arg(iso));
    for (const auto &[name, member] : countryAmounts) {
        if (auto read = readAmount(object, name, country.*member); !read)
            return tl::unexpected(read.error());
    }
    return country;
}

} // namespace

Prices Prices::standard()
{
    Prices prices;
    CountryPrices home;
    home.name = u"United States"_s;
    home.isoCountry = u"US"_s;
    home.dialCode = u"1"_s;
    prices.countries.append(home);
    CountryPrices canada = home;
    canada.name = u"Canada"_s;
    canada.isoCountry = u"CA"_s;
    prices.countries.append(canada);
    prices.countries.append(abroad(u"France"_s, u"FR"_s, u"33"_s, 18'000, 79'800, 1'150'000));
    prices.countries.append(abroad(u"Germany"_s, u"DE"_s, u"49"_s, 19'000, 111'900, 1'150'000));
    prices.countries.append(abroad(u"Mexico"_s, u"MX"_s, u"52"_s, 17'300, 57'300, 6'250'000));
    CountryPrices britain = abroad(u"United Kingdom"_s, u"GB"_s, u"44"_s, 15'800, 52'400, 1'150'000);
    britain.mobileNumber = {1'150'000};
    prices.countries.append(britain);
    return prices;
}

Result<Prices> Prices::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(Error::Kind::Malformed, u"price list: %1"_s.arg(error.errorString()));
    Prices prices = standard();
    const QJsonObject object = document.object();
    prices.currency = object.value("currency"_L1).toString(prices.currency);
    for (const auto &[name, member] : generalAmounts) {
        if (auto read = readAmount(object, name, prices.*member); !read)
            return tl::unexpected(read.error());
    }
    if (!object.contains("countries"_L1))
        return prices;
    const Prices usual = standard();
    prices.countries.clear();
    for (const QJsonValue value : object.value("countries"_L1).toArray()) {
        auto country = readCountry(value.toObject(), usual);
        if (!country)
            return tl::unexpected(country.error());
        prices.countries.append(*std::move(country));
    }
    if (prices.countries.isEmpty())
        return fail(Error::Kind::Malformed, u"price list: \"countries\" must name at least one"_s);
    return prices;
}

const CountryPrices *Prices::countryOf(QStringView e164) const
{
    if (!e164.startsWith(u'+'))
        return nullptr;
    const CountryPrices *best = nullptr;
    for (const CountryPrices &country : countries) {
        const bool fits = e164.mid(1).startsWith(country.dialCode);
        if (fits && (!best || country.dialCode.size() > best->dialCode.size()))
            best = &country;
    }
    return best;
}

const CountryPrices *Prices::country(QStringView iso) const
{
    for (const CountryPrices &country : countries) {
        if (country.isoCountry.compare(iso, Qt::CaseInsensitive) == 0)
            return &country;
    }
    return nullptr;
}

bool isTollFree(QStringView e164)
{
    static constexpr QStringView codes[] = {u"+1800", u"+1833", u"+1844", u"+1855", u"+1866", u"+1877", u"+1888"};
    return std::ranges::any_of(codes, [e164](QStringView code) { return e164.startsWith(code); });
}

int billedMinutes(qint64 seconds)
{
    return int(std::max<qint64>(1, (seconds + 59) / 60));
}

} // namespace milassist::world
