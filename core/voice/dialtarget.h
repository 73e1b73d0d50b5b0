// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QList>

#include <chrono>
#include <variant>

namespace milassist {

/// What is sent after the other end has answered, in order.
struct Press {
    QString digits; ///< 0-9 * # A-D, not empty
    bool operator==(const Press &) const = default;
};
struct Pause {
    std::chrono::milliseconds length{2000};
    bool operator==(const Pause &) const = default;
};
struct AskFirst { ///< until the person says go on
    bool operator==(const AskFirst &) const = default;
};
using DigitStep = std::variant<Press, Pause, AskFirst>;
using DigitPlan = QList<DigitStep>;

/// ",,123#;45": each comma waits two seconds, a semicolon waits for the person. Spaces, dots, dashes and brackets are for the
/// eye. @return none when there is anything else in it, or more than 100 steps.
std::optional<DigitPlan> digitPlan(QStringView text);

/// What somebody wants to call, understood.
struct DialTarget {
    enum class Verdict {
        Good,
        Unusual,        ///< can be dialled; no such range is known
        Empty,
        NotANumber,
        NeedsCountry,
        NeedsAreaCode,
        TooShort,
        TooLong,
        UnknownCountry,
        Emergency,      ///< refused: an emergency call needs a line with an address on file
        ShortCode,      ///< cannot be called through Twilio
        BadDigits,      ///< what is to be pressed after the answer cannot be pressed
    };
    Verdict verdict = Verdict::Empty;
    Party peer;         ///< with Good and Unusual: a number or a sip: address
    DigitPlan digits;   ///< extension, pauses
    bool canBeDialled() const { return verdict == Verdict::Good || verdict == Verdict::Unusual; }
    bool operator==(const DialTarget &) const = default;
};

/// Numbers in any form, with "ext. 12", "x12" or ",,12#;3" behind them; sip: addresses; tel: links.
/// @param country in which national forms are read and emergency numbers known (ISO 3166)
DialTarget dialTarget(QStringView typed, const QString &country);

/// Where to send the INVITE: "sip:+12065550142@domain", a sip: address as it is. None when @p peer cannot be dialled, or
/// would smuggle anything more than an address in.
std::optional<QString> dialUri(const Party &peer, const QString &domain);

} // namespace milassist
