// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/money.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace milassist::world
{

/// What a country costs. Amounts are positive; calls by the begun minute.
struct CountryPrices {
    QString name, isoCountry;
    QString dialCode;                                                         ///< "1", "44"
    Micros localNumber{1'000'000}, tollFreeNumber{2'150'000}, mobileNumber{}; ///< a month; 0 = not sold
    Micros callIn{8'500}, callInTollFree{22'000};
    Micros callOut{13'000};
    Micros textIn{7'900}, textOut{7'900};
    Micros pictureIn{10'000}, pictureOut{20'000}; ///< a message with media, whatever its length
};

/// The sandbox's price list. The default is the integration guide's table, with Twilio's published ratios where it is silent.
struct Prices {
    QString currency = QStringLiteral("USD");
    QList<CountryPrices> countries; ///< the first is home
    Micros recordingMinute{2'500};
    Micros recordingStorageMinute{500}; ///< a minute and month, beyond the free 10,000 minutes
    Micros transcriptionMinute{15'000};
    Micros lookupLineType{8'000}, lookupCallerName{10'000};
    Micros carrierFee{}; ///< a text to a mobile, on top

    static Prices standard();
    /// Reads a price list in JSON (docs/sandbox-files.md); fields left out keep their standard. Errors: Malformed, naming the
    /// field.
    static Result<Prices> parse(const QByteArray &json);

    /// The country of an E.164 number by its longest dial code; none for an unknown one.
    const CountryPrices *countryOf(QStringView e164) const;
    const CountryPrices *country(QStringView iso) const;
};

/// +1 8xx toll-free codes.
bool isTollFree(QStringView e164);

/// Begun minutes, at least 1 for a call that was answered.
int billedMinutes(qint64 seconds);

} // namespace milassist::world
