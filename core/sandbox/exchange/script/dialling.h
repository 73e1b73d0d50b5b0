// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/exchange/leg.h"
#include "core/sandbox/world/calltable.h"
#include "core/twiml/nouns.h"

#include <functional>

namespace milassist::exchange {

/// Whom a leg is to reach, and as whom.
struct Target {
    enum class Kind { Number, Sip, Client };
    Kind kind = Kind::Number;
    QString to;       ///< E.164, or a SIP URI with its parameters and headers
    QString callerId;
    QString sendDigits, username, password;
    twiml::Address screen;
    twiml::LegNews news;
    twiml::Detection detection;
};

/// What is known about who dials.
struct Dialler {
    QString from, to;                                ///< of the parent leg
    bool isInbound = true;
    std::function<bool(const QString &)> mayShow;    ///< whether a number is the account's or verified
};

/// The target of a noun, or Twilio's number for why it cannot be called: 13214 callerId, 13223 and 13224 number, 13243 SIP
/// URI, 13247 and 13248 callerId for SIP, 13252 and 13253 SIP headers, 13215 a client (there are none here).
Result<Target> targetOf(const twiml::Noun &noun, const QString &callerId, const Dialler &dialler);

/// What a leg's end makes of its call. @p wasAnswered it had been talking; @p weGaveUp we hung up while it rang, because
/// nobody answered in time (`weWereLate`) or because nobody wants to know any more.
enum class GaveUp { No, TimedOut, Cancelled };
world::CallState stateOf(const LegEnd &end, bool wasAnswered, GaveUp gaveUp);
/// As the SIP code of that end is told.
int sipCodeOf(const LegEnd &end, bool wasAnswered, GaveUp gaveUp);

} // namespace milassist::exchange
