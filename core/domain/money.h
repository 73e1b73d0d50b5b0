// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace milassist {

/// An exact decimal amount in millionths, as Twilio writes it ("-0.00750" is -7500). Never a double.
struct Micros {
    qint64 value = 0;

    /// Reads "12", "-0.0075", "1.15000"; digits past the sixth decimal are rounded half away from zero.
    /// None for anything else, and for amounts beyond +-9 * 10^12.
    static std::optional<Micros> parse(QStringView text);
    /// Plain decimal with at least @p decimals places (0 to 6), more where the amount needs them: "-0.0075", "1.15".
    QString toText(int decimals = 2) const;

    bool operator==(const Micros &) const = default;
    auto operator<=>(const Micros &) const = default;
};

/// An amount with its currency. As in Twilio's records, negative = charged to us.
struct Money {
    qint64 micros = 0;
    QString currency; ///< ISO 4217, upper case
    bool operator==(const Money &) const = default;
};

} // namespace milassist
