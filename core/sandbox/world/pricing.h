// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/paging.h"
#include "core/sandbox/world/prices.h"

#include <QJsonObject>

namespace milassist::world
{

/// The answers of the Pricing API (v1 and v2), without their urls. Prices are texts, as Twilio has them.
class Pricing
{
public:
    enum class Product { Voice, Messaging, PhoneNumbers };
    enum class Version { V1, V2 };
    explicit Pricing(const Prices &prices) : m_prices(prices) {}

    /// Countries, by name: country, iso_country.
    Slice<QJsonObject> countries(Product product, const PageRequest &request) const;
    /// Errors: 20404.
    Result<QJsonObject> country(Product product, Version version, const QString &iso) const;
    /// Voice/Numbers/{E.164}. Errors: 20404 for a country that has no price.
    Result<QJsonObject> number(Version version, const QString &e164, const QString &origination = {}) const;

private:
    const Prices &m_prices;
};

} // namespace milassist::world
