// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/numberstock.h"

#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/places.h"
#include "core/sandbox/world/prices.h"
#include "core/sandbox/world/refusal.h"

#include <QRegularExpression>
#include <QStringBuilder>

#include <algorithm>

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

using StockKind = NumberStock::Kind;

/// A thousand numbers abroad that are nobody's.
struct Abroad {
    QStringView countryCode;
    StockKind kind;
    QStringView prefix; ///< three digits follow
    QStringView locality, addressRequirements;
    bool wantsBundle;
};
constexpr Abroad numbersAbroad[] = {
    {u"GB", StockKind::Local, u"+442079460", u"London", u"any", false},
    {u"GB", StockKind::Mobile, u"+447700900", u"", u"any", true},
    {u"DE", StockKind::Local, u"+493023125", u"Berlin", u"local", false},
};

const Abroad *abroad(QStringView e164)
{
    const auto *found = std::ranges::find_if(numbersAbroad, [e164](const Abroad &range) {
        return e164.startsWith(range.prefix) && e164.size() == range.prefix.size() + 3;
    });
    return found == std::end(numbersAbroad) ? nullptr : found;
}

constexpr QStringView tollFreeCodes[] = {u"800", u"833", u"844", u"855", u"866", u"877", u"888"};

QString fictional(QStringView areaCode, int line)
{
    return u"+1" % areaCode % u"555" % QString::number(100 + line).rightJustified(4, u'0');
}

QChar keypadDigit(QChar letter)
{
    static constexpr QStringView digits = u"22233344455566677778889999"; // a to z
    return digits[letter.toLower().unicode() - u'a'];
}

/// Twilio's Contains as an expression over the digits behind the plus sign. Errors: 20001.
Result<QRegularExpression> readPattern(const QString &contains)
{
    QString expression;
    for (const QChar c : contains) {
        if (c.isDigit())
            expression += c;
        else if ((c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'))
            expression += keypadDigit(c);
        else if (c == u'*')
            expression += "[0-9]"_L1;
        else if (c == u'%')
            expression += "[0-9]*"_L1;
        else if (c == u'+' && expression.isEmpty())
            expression += u'^';
        else if (c == u'$')
            expression += u'$';
        else
            return refuse(20001, u"Invalid Pattern Provided"_s);
    }
    if (contains.size() < 2 || contains.size() > 16)
        return refuse(20001, u"Invalid Pattern Provided"_s);
    return QRegularExpression(expression);
}

/// The filters about where a number is at home.
class PlaceFilter
{
public:
    static Result<PlaceFilter> parse(const Form &query)
    {
        PlaceFilter filter(query);
        filter.m_miles = query.number(u"Distance").value_or(25);
        if (filter.m_miles < 0 || filter.m_miles > 500)
            return refuse(20001, u"Distance must be at most 500 miles"_s);
        if (query.has(u"NearLatLong")) {
            const QStringList parts = query.value(u"NearLatLong").split(u',');
            bool first = false, second = false;
            filter.m_latitude = parts.value(0).toDouble(&first);
            filter.m_longitude = parts.value(1).toDouble(&second);
            if (parts.size() != 2 || !first || !second)
                return refuse(20001, u"NearLatLong is not valid: %1"_s.arg(query.value(u"NearLatLong")));
            filter.m_isNear = true;
        } else if (query.has(u"NearNumber")) {
            const auto number = normalised(query.value(u"NearNumber"));
            const Place *place = number ? placeOfAreaCode(QStringView(*number).mid(2, 3)) : nullptr;
            if (!place)
                return refuse(20001, u"NearNumber is not valid: %1"_s.arg(query.value(u"NearNumber")));
            filter.m_latitude = place->latitude;
            filter.m_longitude = place->longitude;
            filter.m_isNear = true;
        }
        return filter;
    }

    bool accepts(const Place &place) const
    {
        const auto fits = [this](QStringView name, QStringView value) {
            const QString wanted = m_query.value(name);
            return wanted.isEmpty() || value.compare(wanted, Qt::CaseInsensitive) == 0;
        };
        return fits(u"AreaCode", place.areaCode) && fits(u"InPostalCode", place.postalCode) && fits(u"InRegion", place.region)
            && fits(u"InRateCenter", place.rateCenter) && fits(u"InLata", place.lata) && fits(u"InLocality", place.locality)
            && (!m_isNear || milesBetween(m_latitude, m_longitude, place.latitude, place.longitude) <= m_miles);
    }

private:
    explicit PlaceFilter(const Form &query) : m_query(query) {}
    const Form &m_query;
    bool m_isNear = false;
    double m_latitude = 0, m_longitude = 0;
    int m_miles = 25;
};

bool canDo(const Capabilities &capabilities, const Form &query)
{
    const auto fits = [&query](QStringView name, bool able) { return !query.has(name) || query.flag(name, able) == able; };
    return fits(u"VoiceEnabled", capabilities.voice) && fits(u"SmsEnabled", capabilities.sms)
        && fits(u"MmsEnabled", capabilities.mms) && fits(u"FaxEnabled", capabilities.fax);
}

bool isExcluded(const AvailableNumber &number, const Form &query)
{
    const auto leavesOut = [&query](QStringView name) { return query.flag(name, false); };
    const QString &need = number.addressRequirements;
    return need != "none"_L1
        && (leavesOut(u"ExcludeAllAddressRequired") || (need == "local"_L1 && leavesOut(u"ExcludeLocalAddressRequired"))
            || (need == "foreign"_L1 && leavesOut(u"ExcludeForeignAddressRequired")));
}

} // namespace

QList<StockCountry> NumberStock::countries() const
{
    return {{u"CA"_s, u"Canada"_s},
            {.countryCode = u"DE"_s, .country = u"Germany"_s, .hasTollFree = false},
            {.countryCode = u"GB"_s, .country = u"United Kingdom"_s, .hasMobile = true, .hasTollFree = false},
            {u"US"_s, u"United States"_s}};
}

std::optional<StockCountry> NumberStock::country(QStringView code) const
{
    for (const StockCountry &country : countries()) {
        if (country.countryCode == code)
            return country;
    }
    return std::nullopt;
}

bool NumberStock::isFree(const QString &e164) const
{
    return !m_taken.contains(e164) && Dice::mix(m_seed ^ QStringView(e164).mid(2).toULongLong()) % 100 < 40;
}

AvailableNumber NumberStock::describe(const QString &e164) const
{
    AvailableNumber number;
    number.phoneNumber = e164;
    number.friendlyName = formatted(e164);
    if (const Abroad *range = abroad(e164)) {
        number.isoCountry = range->countryCode.toString();
        number.addressRequirements = range->addressRequirements.toString();
        if (!range->locality.isEmpty())
            number.locality = range->locality.toString();
        number.capabilities = {.voice = true, .sms = range->kind == Kind::Mobile, .mms = false, .fax = false};
        return number;
    }
    const Place *place = placeOfAreaCode(QStringView(e164).mid(2, 3));
    if (!place) { // toll-free: at home nowhere
        number.capabilities = {.voice = true, .sms = true, .mms = true, .fax = false};
        return number;
    }
    // Numbers of one city lie a little apart, so that a map does not put them all on one spot.
    const quint64 spread = Dice::mix(QStringView(e164).mid(2).toULongLong());
    const double latitude = place->latitude + double(spread % 1000) / 20000 - 0.025;
    const double longitude = place->longitude + double(spread / 1000 % 1000) / 20000 - 0.025;
    number.lata = place->lata.toString();
    number.locality = place->locality.toString();
    number.rateCenter = place->rateCenter.toString();
    number.latitude = QString::number(latitude, 'f', 6);
    number.longitude = QString::number(longitude, 'f', 6);
    number.region = place->region.toString();
    number.postalCode = place->postalCode.toString();
    number.isoCountry = place->country.toString();
    number.capabilities = {
        .voice = true, .sms = spread % 10 != 0, .mms = spread % 10 != 0 && spread % 7 != 0, .fax = spread % 3 == 0};
    return number;
}

Result<QList<AvailableNumber>> NumberStock::search(QStringView countryCode, Kind kind, const Form &query, int limit) const
{
    const auto where = country(countryCode);
    const bool isSold = where && (kind == Kind::Local ? where->hasLocal : kind == Kind::Mobile ? where->hasMobile : where->hasTollFree);
    if (!isSold)
        return noSuchThing(); // in North America a mobile number is a local one
    std::optional<QRegularExpression> pattern;
    if (query.has(u"Contains")) {
        auto read = readPattern(query.value(u"Contains"));
        if (!read)
            return tl::unexpected(read.error());
        pattern = *std::move(read);
    }
    const auto placeFilter = PlaceFilter::parse(query);
    if (!placeFilter)
        return tl::unexpected(placeFilter.error());

    QStringList areaCodes;
    if (kind == Kind::TollFree) {
        const QString wanted = query.value(u"AreaCode");
        for (const QStringView code : tollFreeCodes) {
            if (wanted.isEmpty() || wanted == code)
                areaCodes.append(code.toString());
        }
    } else {
        for (const Place &place : places()) {
            if (place.country == countryCode && placeFilter->accepts(place))
                areaCodes.append(place.areaCode.toString());
        }
    }
    QList<AvailableNumber> found;
    const auto offer = [&](const QString &e164) {
        if (found.size() >= limit || !isFree(e164) || (pattern && !pattern->match(QStringView(e164).mid(1)).hasMatch()))
            return;
        AvailableNumber number = describe(e164);
        number.isoCountry = where->countryCode;
        if (canDo(number.capabilities, query) && !isExcluded(number, query))
            found.append(std::move(number));
    };
    for (const Abroad &range : numbersAbroad) {
        for (int line = 0; range.countryCode == countryCode && range.kind == kind && line < 1000; ++line)
            offer(range.prefix % QString::number(line).rightJustified(3, u'0'));
    }
    // Area codes take turns, so that a search without filters shows more than one city.
    for (int line = 0; line < 100 && found.size() < limit; ++line) {
        for (const QString &areaCode : areaCodes)
            offer(fictional(areaCode, line));
    }
    return found;
}

std::optional<AvailableNumber> NumberStock::find(QStringView e164) const
{
    const QString number = e164.toString();
    const QStringView areaCode = QStringView(number).mid(2, 3);
    const bool isSold = placeOfAreaCode(areaCode) || std::ranges::find(tollFreeCodes, areaCode) != std::end(tollFreeCodes);
    const bool isFictional = number.size() == 12 && number.startsWith("+1"_L1) && QStringView(number).mid(5, 5) == u"55501";
    if ((!(isSold && isFictional) && !abroad(number)) || !isFree(number))
        return std::nullopt;
    return describe(number);
}

NumberStock::Kind NumberStock::kindOf(QStringView e164) const
{
    if (const Abroad *range = abroad(e164))
        return range->kind;
    return std::ranges::find(tollFreeCodes, e164.mid(2, 3)) != std::end(tollFreeCodes) ? Kind::TollFree : Kind::Local;
}

bool NumberStock::wantsBundle(QStringView e164) const
{
    const Abroad *range = abroad(e164);
    return range && range->wantsBundle;
}

std::optional<AvailableNumber> NumberStock::anyIn(QStringView areaCode) const
{
    for (int line = 0; line < 100; ++line) {
        if (auto number = find(fictional(areaCode, line)))
            return number;
    }
    return std::nullopt;
}

} // namespace milassist::world
