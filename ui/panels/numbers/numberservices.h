// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/numberstore.h"
#include "core/domain/address.h"
#include "core/domain/messagingservice.h"
#include "core/domain/money.h"
#include "ui/models/linenames.h"

#include <functional>

namespace milassist
{

enum class NumberType { Local, Mobile, TollFree };

/// What somebody looks for when buying a number.
struct NumberWish {
    QString country; ///< ISO 3166
    NumberType type = NumberType::Local;
    QString areaCode; ///< US and Canada only
    QString contains; ///< digits, letters, '*' for any digit
    QString place;    ///< US and Canada only
    bool voice = true, sms = true, mms = false;
    bool withoutAddress = false;
    bool operator==(const NumberWish &) const = default;
};

/// What the numbers screen works with. The store outlives it; the questions are answered by what deals with Twilio.
struct NumberServices {
    NumberStore &numbers;
    LineNames &lines;
    Clock clock = systemClock();

    std::function<QFuture<Result<QList<AvailableNumber>>>(NumberWish)> search;
    /// What such a number costs a month; of either sign.
    std::function<QFuture<Result<Money>>(QString country, NumberType)> price;
    /// Buys this very number, once, whatever happens. @p config only what is to be set; @p address null = none.
    std::function<QFuture<Result<IncomingNumber>>(AvailableNumber, NumberType, NumberConfig config, AddressSid address)> buy;
    /// The addresses that Twilio has of us.
    std::function<QFuture<Result<QList<Address>>>()> addresses;
    /// Once, whatever happens: an address that Twilio has already is that one.
    std::function<QFuture<Result<Address>>(AddressData)> createAddress;
    /// The Messaging Service that has this number; none for most.
    std::function<QFuture<Result<std::optional<MessagingService>>>(PhoneNumberSid)> serviceOf;
    /// Answer to both: Twilio's names of the fields that it kept otherwise.
    std::function<QFuture<Result<QStringList>>(PhoneNumberSid, NumberConfig wanted)> configure;
    std::function<QFuture<Result<QStringList>>(PhoneNumberSid)> restore;
    std::function<QFuture<Result<>>(PhoneNumberSid, QString lastFour)> release;
};

} // namespace milassist
