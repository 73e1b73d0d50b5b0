// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/accountrecords.h"
#include "core/base/result.h"
#include "core/sandbox/world/form.h"

#include <QSet>

namespace milassist::world
{

struct StockCountry {
    QString countryCode, country;
    bool beta = false;
    bool hasLocal = true, hasMobile = false, hasTollFree = true;
};

/// The numbers that can be bought: +1 NXX 555 01XX of every area code there is, toll-free ones, and those that the British
/// and the German regulator have set aside for fiction, which want papers as they do at Twilio. Which of them are free follows
/// from the seed; what is bought leaves the stock and comes back when released.
class NumberStock
{
public:
    enum class Kind { Local, Mobile, TollFree };
    explicit NumberStock(quint64 seed) : m_seed(seed) {}

    QList<StockCountry> countries() const;
    std::optional<StockCountry> country(QStringView code) const;
    /// Twilio's filters (reference 6.2), at most @p limit. An empty list when nothing fits.
    /// Errors: 20404 for a country or kind that is not sold.
    Result<QList<AvailableNumber>> search(QStringView country, Kind kind, const Form &query, int limit = 50) const;
    /// The number as the stock describes it; none when it is not for sale.
    std::optional<AvailableNumber> find(QStringView e164) const;
    Kind kindOf(QStringView e164) const;
    /// Whether Twilio sells it only against a regulatory bundle.
    bool wantsBundle(QStringView e164) const;
    /// The first free one of an area code.
    std::optional<AvailableNumber> anyIn(QStringView areaCode) const;

    void take(const QString &e164) { m_taken.insert(e164); }
    void giveBack(const QString &e164) { m_taken.remove(e164); }

private:
    AvailableNumber describe(const QString &e164) const;
    bool isFree(const QString &e164) const;

    quint64 m_seed;
    QSet<QString> m_taken;
};

} // namespace milassist::world
