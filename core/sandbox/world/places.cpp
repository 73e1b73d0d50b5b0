// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/places.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace milassist::world
{

namespace
{

constexpr Place known[] = {
    {u"202", u"Washington", u"DC", u"20001", u"WSHNGTNZN1", u"236", 38.9072, -77.0369},
    {u"206", u"Seattle", u"WA", u"98101", u"SEATTLE", u"674", 47.6062, -122.3321},
    {u"207", u"Portland", u"ME", u"04101", u"PORTLAND", u"120", 43.6591, -70.2568},
    {u"208", u"Boise", u"ID", u"83702", u"BOISE", u"652", 43.6150, -116.2023},
    {u"210", u"San Antonio", u"TX", u"78205", u"SANANTONIO", u"566", 29.4241, -98.4936},
    {u"212", u"New York", u"NY", u"10001", u"NWYRCYZN01", u"132", 40.7128, -74.0060},
    {u"213", u"Los Angeles", u"CA", u"90012", u"LSAN DA 01", u"730", 34.0522, -118.2437},
    {u"214", u"Dallas", u"TX", u"75201", u"DALLAS", u"552", 32.7767, -96.7970},
    {u"215", u"Philadelphia", u"PA", u"19102", u"PHILA ZN01", u"228", 39.9526, -75.1652},
    {u"216", u"Cleveland", u"OH", u"44113", u"CLEVELAND", u"320", 41.4993, -81.6944},
    {u"253", u"Tacoma", u"WA", u"98402", u"TACOMA", u"674", 47.2529, -122.4443},
    {u"302", u"Wilmington", u"DE", u"19801", u"WILMINGTON", u"228", 39.7391, -75.5398},
    {u"303", u"Denver", u"CO", u"80202", u"DENVER", u"656", 39.7392, -104.9903},
    {u"305", u"Miami", u"FL", u"33130", u"MIAMI", u"460", 25.7617, -80.1918},
    {u"312", u"Chicago", u"IL", u"60601", u"CHICAGO Z1", u"358", 41.8781, -87.6298},
    {u"313", u"Detroit", u"MI", u"48226", u"DETROITZN1", u"340", 42.3314, -83.0458},
    {u"314", u"St. Louis", u"MO", u"63101", u"SAINTLOUIS", u"520", 38.6270, -90.1994},
    {u"317", u"Indianapolis", u"IN", u"46204", u"INDIANAPLS", u"336", 39.7684, -86.1581},
    {u"360", u"Olympia", u"WA", u"98501", u"OLYMPIA", u"674", 47.0379, -122.9007},
    {u"385", u"Salt Lake City", u"UT", u"84101", u"SALT LAKE", u"660", 40.7608, -111.8910},
    {u"401", u"Providence", u"RI", u"02903", u"PROVIDENCE", u"130", 41.8240, -71.4128},
    {u"402", u"Omaha", u"NE", u"68102", u"OMAHA", u"644", 41.2565, -95.9345},
    {u"404", u"Atlanta", u"GA", u"30303", u"ATLANTA", u"438", 33.7490, -84.3880},
    {u"405", u"Oklahoma City", u"OK", u"73102", u"OKLA CITY", u"536", 35.4676, -97.5164},
    {u"408", u"San Jose", u"CA", u"95113", u"SAN JOSE N", u"722", 37.3382, -121.8863},
    {u"412", u"Pittsburgh", u"PA", u"15222", u"PITTSBGHZ1", u"234", 40.4406, -79.9959},
    {u"413", u"Springfield", u"MA", u"01103", u"SPRINGFLD", u"126", 42.1015, -72.5898},
    {u"414", u"Milwaukee", u"WI", u"53202", u"MILWAUKEE", u"356", 43.0389, -87.9065},
    {u"415", u"San Francisco", u"CA", u"94105", u"SNFC CNTRL", u"722", 37.7749, -122.4194},
    {u"416", u"Toronto", u"ON", u"M5H", u"TORONTO", u"888", 43.6532, -79.3832, u"CA"},
    {u"425", u"Bellevue", u"WA", u"98004", u"BELLEVUE", u"674", 47.6101, -122.2015},
    {u"458", u"Eugene", u"OR", u"97401", u"EUGENE", u"670", 44.0521, -123.0868},
    {u"480", u"Scottsdale", u"AZ", u"85251", u"PHOENIX", u"666", 33.4942, -111.9261},
    {u"502", u"Louisville", u"KY", u"40202", u"LOUISVILLE", u"462", 38.2527, -85.7585},
    {u"503", u"Portland", u"OR", u"97204", u"PORTLAND", u"672", 45.5152, -122.6784},
    {u"504", u"New Orleans", u"LA", u"70112", u"NEWORLEANS", u"490", 29.9511, -90.0715},
    {u"505", u"Albuquerque", u"NM", u"87102", u"ALBUQUERQU", u"664", 35.0844, -106.6504},
    {u"509", u"Spokane", u"WA", u"99201", u"SPOKANE", u"676", 47.6588, -117.4260},
    {u"510", u"Oakland", u"CA", u"94607", u"OKLD MN-PD", u"722", 37.8044, -122.2712},
    {u"512", u"Austin", u"TX", u"78701", u"AUSTIN", u"558", 30.2672, -97.7431},
    {u"514", u"Montreal", u"QC", u"H2X", u"MONTREAL", u"888", 45.5017, -73.5673, u"CA"},
    {u"515", u"Des Moines", u"IA", u"50309", u"DES MOINES", u"632", 41.5868, -93.6250},
    {u"518", u"Albany", u"NY", u"12207", u"ALBANY", u"134", 42.6526, -73.7562},
    {u"602", u"Phoenix", u"AZ", u"85004", u"PHOENIX", u"666", 33.4484, -112.0740},
    {u"603", u"Manchester", u"NH", u"03101", u"MANCHESTER", u"122", 42.9956, -71.4548},
    {u"604", u"Vancouver", u"BC", u"V6B", u"VANCOUVER", u"888", 49.2827, -123.1207, u"CA"},
    {u"605", u"Sioux Falls", u"SD", u"57104", u"SIOUXFALLS", u"640", 43.5446, -96.7311},
    {u"608", u"Madison", u"WI", u"53703", u"MADISON", u"354", 43.0731, -89.4012},
    {u"612", u"Minneapolis", u"MN", u"55401", u"TWINCITIES", u"628", 44.9778, -93.2650},
    {u"614", u"Columbus", u"OH", u"43215", u"COLUMBUS", u"324", 39.9612, -82.9988},
    {u"615", u"Nashville", u"TN", u"37203", u"NASHVILLE", u"470", 36.1627, -86.7816},
    {u"617", u"Boston", u"MA", u"02108", u"BOSTON", u"128", 42.3601, -71.0589},
    {u"619", u"San Diego", u"CA", u"92101", u"SNDG SNDG", u"732", 32.7157, -117.1611},
    {u"701", u"Fargo", u"ND", u"58102", u"FARGO", u"636", 46.8772, -96.7898},
    {u"702", u"Las Vegas", u"NV", u"89101", u"LAS VEGAS", u"721", 36.1699, -115.1398},
    {u"713", u"Houston", u"TX", u"77002", u"HOUSTON", u"560", 29.7604, -95.3698},
    {u"718", u"Brooklyn", u"NY", u"11201", u"NWYRCYZN08", u"132", 40.6782, -73.9442},
    {u"773", u"Chicago", u"IL", u"60614", u"CHICAGO Z3", u"358", 41.9210, -87.6500},
    {u"801", u"Salt Lake City", u"UT", u"84111", u"SALT LAKE", u"660", 40.7500, -111.8800},
    {u"802", u"Burlington", u"VT", u"05401", u"BURLINGTON", u"124", 44.4759, -73.2121},
    {u"803", u"Columbia", u"SC", u"29201", u"COLUMBIA", u"434", 34.0007, -81.0348},
    {u"804", u"Richmond", u"VA", u"23219", u"RICHMOND", u"248", 37.5407, -77.4360},
    {u"808", u"Honolulu", u"HI", u"96813", u"HONOLULU", u"834", 21.3069, -157.8583},
    {u"816", u"Kansas City", u"MO", u"64106", u"KANSASCITY", u"524", 39.0997, -94.5786},
    {u"901", u"Memphis", u"TN", u"38103", u"MEMPHIS", u"468", 35.1495, -90.0490},
    {u"904", u"Jacksonville", u"FL", u"32202", u"JACKSONVL", u"452", 30.3322, -81.6557},
    {u"907", u"Anchorage", u"AK", u"99501", u"ANCHORAGE", u"832", 61.2181, -149.9003},
    {u"919", u"Raleigh", u"NC", u"27601", u"RALEIGH", u"426", 35.7796, -78.6382},
};

} // namespace

std::span<const Place> places()
{
    return known;
}

const Place *placeOfAreaCode(QStringView areaCode)
{
    const auto *found = std::ranges::find(known, areaCode, &Place::areaCode);
    return found == std::end(known) ? nullptr : found;
}

double milesBetween(double latitude1, double longitude1, double latitude2, double longitude2)
{
    constexpr double degree = std::numbers::pi / 180;
    const double a = std::pow(std::sin((latitude2 - latitude1) * degree / 2), 2)
        + std::cos(latitude1 * degree) * std::cos(latitude2 * degree)
            * std::pow(std::sin((longitude2 - longitude1) * degree / 2), 2);
    return 2 * 3958.8 * std::asin(std::min(1.0, std::sqrt(a)));
}

} // namespace milassist::world
