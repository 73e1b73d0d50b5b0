// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/address.h"
#include "core/domain/number.h"

#include <optional>

// Several numbers bought with one confirmation: pure functions over values. Nothing here waits, writes or asks.

namespace milassist {

/// What became of one number of an order.
enum class OrderLineState {
    Waiting,      ///< its turn has not come; can be called off
    Buying,       ///< asked of Twilio
    Bought,
    Refused,      ///< surely not bought, see error
    NotSure,      ///< the answer was lost and could not be found out; trying again looks first
    NeedsAddress, ///< not bought: Twilio wants the address of whoever uses it
    LeftOut,      ///< never asked: called off, or something before it went wrong for all
};

struct OrderLine {
    AvailableNumber number;
    OrderLineState state = OrderLineState::Waiting;
    Error error;              ///< of Refused, NotSure and NeedsAddress; of LeftOut when something went wrong, else as made
    PhoneNumberSid sid;       ///< of Bought
    bool operator==(const OrderLine &) const = default;
};

struct NumberOrder {
    QList<OrderLine> lines;
    AddressSid address;       ///< given along with numbers that want one; null = none chosen yet
    bool operator==(const NumberOrder &) const = default;
};

/// The order as it begins. A number that is in @p numbers twice is bought once.
NumberOrder orderOf(const QList<AvailableNumber> &numbers, AddressSid address = {});

/// The line to buy now: one after the other, so that the rest can still be called off; none while one is being bought.
std::optional<int> nextLine(const NumberOrder &order);
/// The address to give along: Twilio keeps one only where it wants one.
AddressSid addressFor(const NumberOrder &order, int line);

NumberOrder begun(NumberOrder order, int line);
/// A purchase has come to its end. What would go wrong with every number (no connection, no right, a full disk) leaves
/// out those that wait.
NumberOrder ended(NumberOrder order, int line, const Result<PhoneNumberSid> &outcome);
/// Calls off what waits, for its turn or for an address. What is being bought goes on to its end.
NumberOrder calledOff(NumberOrder order);
/// An address was chosen: lines that want one wait for their turn again.
NumberOrder withAddress(NumberOrder order, const AddressSid &address);
/// Lines that were left out, are not sure or failed for a reason that may have passed wait for their turn again.
NumberOrder triedAgain(NumberOrder order);
bool canBeTriedAgain(const OrderLine &line);

/// Nothing waits and nothing is being bought. (Lines may still want an address.)
bool isOver(const NumberOrder &order);
int countOf(const NumberOrder &order, OrderLineState state);
/// The first line that wants an address; none = no line does.
std::optional<int> needsAddress(const NumberOrder &order);

/// Twilio's codes for "this number is sold only with an address".
bool isAddressWanted(const Error &error);
/// Whether an address may do for a number with these requirements ("none", "any", "local", "foreign"); the last word is
/// Twilio's.
bool suits(const AddressData &address, const AvailableNumber &number);
/// Names (as in Fields<AddressData>) of what Twilio demands of an address and is not there.
QStringList missingFields(const AddressData &address);

} // namespace milassist
