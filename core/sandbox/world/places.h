// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <span>

namespace milassist::world
{

/// An area code of the North American plan and its main city.
struct Place {
    QStringView areaCode, locality, region, postalCode, rateCenter, lata;
    double latitude, longitude;
    QStringView country = u"US";
};

/// All area codes of which the sandbox sells numbers, by code.
std::span<const Place> places();
const Place *placeOfAreaCode(QStringView areaCode);
/// Miles along the surface.
double milesBetween(double latitude1, double longitude1, double latitude2, double longitude2);

} // namespace milassist::world
