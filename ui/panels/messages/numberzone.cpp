// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/numberzone.h"

#include "core/domain/phoneformat.h"

#include <QLocale>
#include <QTimeZone>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

struct Region {
    const char *code, *name, *zone; ///< as most people there have it
};

constexpr Region regions[] = {
    {"AL", "Alabama", "America/Chicago"},          {"AK", "Alaska", "America/Anchorage"},
    {"AZ", "Arizona", "America/Phoenix"},          {"AR", "Arkansas", "America/Chicago"},
    {"CA", "California", "America/Los_Angeles"},   {"CO", "Colorado", "America/Denver"},
    {"CT", "Connecticut", "America/New_York"},     {"DE", "Delaware", "America/New_York"},
    {"DC", "Washington D.C.", "America/New_York"}, {"FL", "Florida", "America/New_York"},
    {"GA", "Georgia", "America/New_York"},         {"HI", "Hawaii", "Pacific/Honolulu"},
    {"ID", "Idaho", "America/Boise"},              {"IL", "Illinois", "America/Chicago"},
    {"IN", "Indiana", "America/Indiana/Indianapolis"}, {"IA", "Iowa", "America/Chicago"},
    {"KS", "Kansas", "America/Chicago"},           {"KY", "Kentucky", "America/New_York"},
    {"LA", "Louisiana", "America/Chicago"},        {"ME", "Maine", "America/New_York"},
    {"MD", "Maryland", "America/New_York"},        {"MA", "Massachusetts", "America/New_York"},
    {"MI", "Michigan", "America/Detroit"},         {"MN", "Minnesota", "America/Chicago"},
    {"MS", "Mississippi", "America/Chicago"},      {"MO", "Missouri", "America/Chicago"},
    {"MT", "Montana", "America/Denver"},           {"NE", "Nebraska", "America/Chicago"},
    {"NV", "Nevada", "America/Los_Angeles"},       {"NH", "New Hampshire", "America/New_York"},
    {"NJ", "New Jersey", "America/New_York"},      {"NM", "New Mexico", "America/Denver"},
    {"NY", "New York", "America/New_York"},        {"NC", "North Carolina", "America/New_York"},
    {"ND", "North Dakota", "America/Chicago"},     {"OH", "Ohio", "America/New_York"},
    {"OK", "Oklahoma", "America/Chicago"},         {"OR", "Oregon", "America/Los_Angeles"},
    {"PA", "Pennsylvania", "America/New_York"},    {"RI", "Rhode Island", "America/New_York"},
    {"SC", "South Carolina", "America/New_York"},  {"SD", "South Dakota", "America/Chicago"},
    {"TN", "Tennessee", "America/Chicago"},        {"TX", "Texas", "America/Chicago"},
    {"UT", "Utah", "America/Denver"},              {"VT", "Vermont", "America/New_York"},
    {"VA", "Virginia", "America/New_York"},        {"WA", "Washington State", "America/Los_Angeles"},
    {"WV", "West Virginia", "America/New_York"},   {"WI", "Wisconsin", "America/Chicago"},
    {"WY", "Wyoming", "America/Denver"},           {"AB", "Alberta", "America/Edmonton"},
    {"BC", "British Columbia", "America/Vancouver"}, {"MB", "Manitoba", "America/Winnipeg"},
    {"NB", "New Brunswick", "America/Moncton"},    {"NL", "Newfoundland and Labrador", "America/St_Johns"},
    {"NS", "Nova Scotia", "America/Halifax"},      {"ON", "Ontario", "America/Toronto"},
    {"QC", "Quebec", "America/Toronto"},           {"SK", "Saskatchewan", "America/Regina"},
};

/// "Seattle, WA" or "Washington State".
QByteArray zoneAt(const QString &place)
{
    const QString code = place.contains(u", "_s) ? place.section(u", "_s, -1) : QString();
    for (const Region &region : regions) {
        if (code == QLatin1StringView(region.code) || place == QLatin1StringView(region.name))
            return region.zone;
    }
    return {};
}

} // namespace

NumberZone zoneOf(const Party &peer)
{
    const auto number = peer.number();
    const QString country = number ? countryOf(*number) : QString();
    const QLocale::Territory territory = country.isEmpty() ? QLocale::AnyTerritory : QLocale::codeToTerritory(country);
    if (territory == QLocale::AnyTerritory)
        return {};
    NumberZone zone{.all = QTimeZone::availableTimeZoneIds(territory), .likely = {}};
    if (zone.all.size() == 1)
        zone.likely = zone.all.first();
    else if (country == "US"_L1 || country == "CA"_L1)
        zone.likely = zoneAt(placeOf(*number, country, QLocale(QLocale::English, QLocale::UnitedStates)));
    if (!zone.likely.isEmpty() && !zone.all.contains(zone.likely))
        zone.all << zone.likely;
    return zone;
}

} // namespace milassist
