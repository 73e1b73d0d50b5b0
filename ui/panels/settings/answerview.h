// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/number.h"
#include "ui/widgets/tokens.h"

namespace milassist {

/// One of our numbers, as far as it matters who answers its calls.
struct AnsweredNumber {
    PhoneNumberSid sid;
    QString name;
    bool isHere = false;    ///< its calls and texts come to this computer
    bool isChanging = false;
    bool operator==(const AnsweredNumber &) const = default;
};

/// Somebody of the plan.
struct PlannedPerson {
    QString id, name;
    bool operator==(const PlannedPerson &) const = default;
};

/// How it stands with answering calls on this computer.
struct AnswerFacts {
    enum class Is {
        NoToken,     ///< connected by an API key: what comes from Twilio cannot be told from what only says so
        NoSoftphone, ///< there is nothing to ring
        Off,
        Starting,
        On,
        Failed,
    } is = Is::NoToken;
    QString publicUrl;      ///< as it was typed last
    QString localUrl;       ///< where the tunnel has to lead to
    QString person;         ///< of the plan, who is rung here
    QList<PlannedPerson> people; ///< of the plan that was made on this computer, while it is off
    QString here;           ///< whose computer this is, by id; empty: not known
    qint64 heard = 0;       ///< genuine requests of Twilio since the start
    std::optional<Error> error;
    QList<AnsweredNumber> numbers;
    bool operator==(const AnswerFacts &) const = default;
};

/// What the card shows of them. Pure.
struct AnswerView {
    QString text;      ///< what it is, or what is missing
    QString state;     ///< one line while it is on or starting
    Tone tone = Tone::Neutral;
    QString warning;   ///< what happens when this computer is off
    bool asksAddress = false, asksPerson = false, canStart = false, canStop = false, showsNumbers = false;
    bool operator==(const AnswerView &) const = default;
};
AnswerView viewOf(const AnswerFacts &facts);

/// What is wrong with an address that Twilio is to reach us at, in words; empty: nothing.
QString addressFlaw(const QString &typed);

} // namespace milassist
