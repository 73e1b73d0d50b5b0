// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbers/numberorder.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;
using State = OrderLineState;

namespace {

bool wantsAddress(const AvailableNumber &number)
{
    return !number.addressRequirements.isEmpty() && number.addressRequirements != "none"_L1;
}

// What the next number would meet as well.
bool hitsAll(const Error &error)
{
    constexpr int trialHasOne = 21404;
    using enum Error::Kind;
    switch (error.kind) {
    case Offline:
    case Unauthorised:
    case Forbidden:
    case RateLimited:
    case Storage:
    case DiskFull:
    case Cancelled:
        return true;
    default:
        return error.twilioCode == trialHasOne;
    }
}

} // namespace

NumberOrder orderOf(const QList<AvailableNumber> &numbers, AddressSid address)
{
    NumberOrder order{.address = std::move(address)};
    for (const AvailableNumber &number : numbers) {
        const bool known = std::ranges::any_of(order.lines, [&](const OrderLine &line) { return line.number.phoneNumber == number.phoneNumber; });
        if (!known)
            order.lines.push_back({.number = number});
    }
    return order;
}

std::optional<int> nextLine(const NumberOrder &order)
{
    if (countOf(order, State::Buying) > 0)
        return std::nullopt;
    const auto found = std::ranges::find(order.lines, State::Waiting, &OrderLine::state);
    return found == order.lines.cend() ? std::nullopt : std::optional(int(found - order.lines.cbegin()));
}

AddressSid addressFor(const NumberOrder &order, int line)
{
    const OrderLine &wanted = order.lines.at(line);
    return wantsAddress(wanted.number) || isAddressWanted(wanted.error) ? order.address : AddressSid();
}

NumberOrder begun(NumberOrder order, int line)
{
    order.lines[line].state = State::Buying;
    return order;
}

NumberOrder ended(NumberOrder order, int line, const Result<PhoneNumberSid> &outcome)
{
    OrderLine &done = order.lines[line];
    done.error = outcome ? Error() : outcome.error();
    if (outcome) {
        done.state = State::Bought;
        done.sid = *outcome;
        return order;
    }
    done.state = outcome.error().kind == Error::Kind::OutcomeUnknown ? State::NotSure
               : isAddressWanted(outcome.error())                    ? State::NeedsAddress
                                                                     : State::Refused;
    if (!hitsAll(outcome.error()))
        return order;
    for (OrderLine &other : order.lines) {
        if (other.state != State::Waiting)
            continue;
        other.state = State::LeftOut;
        other.error = outcome.error();
    }
    return order;
}

NumberOrder calledOff(NumberOrder order)
{
    for (OrderLine &line : order.lines) {
        if (line.state == State::Waiting || line.state == State::NeedsAddress) {
            line.state = State::LeftOut;
            line.error = {};
        }
    }
    return order;
}

NumberOrder withAddress(NumberOrder order, const AddressSid &address)
{
    order.address = address;
    for (OrderLine &line : order.lines) {
        if (line.state == State::NeedsAddress)
            line.state = State::Waiting; // its error stays: it says that the address is wanted
    }
    return order;
}

bool canBeTriedAgain(const OrderLine &line)
{
    using enum Error::Kind;
    const bool mayHavePassed = line.error.kind == Offline || line.error.kind == RateLimited || line.error.kind == ServerFailed
                            || line.error.kind == Malformed || line.error.kind == Storage || line.error.kind == DiskFull;
    return line.state == State::LeftOut || line.state == State::NotSure || (line.state == State::Refused && mayHavePassed);
}

NumberOrder triedAgain(NumberOrder order)
{
    for (OrderLine &line : order.lines) {
        if (canBeTriedAgain(line))
            line = {.number = line.number};
    }
    return order;
}

bool isOver(const NumberOrder &order)
{
    return countOf(order, State::Waiting) == 0 && countOf(order, State::Buying) == 0;
}

int countOf(const NumberOrder &order, OrderLineState state)
{
    return int(std::ranges::count(order.lines, state, &OrderLine::state));
}

std::optional<int> needsAddress(const NumberOrder &order)
{
    const auto found = std::ranges::find(order.lines, State::NeedsAddress, &OrderLine::state);
    return found == order.lines.cend() ? std::nullopt : std::optional(int(found - order.lines.cbegin()));
}

bool isAddressWanted(const Error &error)
{
    constexpr std::array codes{21613, 21615, 21631};
    return std::ranges::find(codes, error.twilioCode) != codes.end();
}

bool suits(const AddressData &address, const AvailableNumber &number)
{
    const bool isThere = address.isoCountry.compare(number.isoCountry, Qt::CaseInsensitive) == 0;
    if (number.addressRequirements == "local"_L1)
        return isThere;
    return number.addressRequirements != "foreign"_L1 || !isThere;
}

QStringList missingFields(const AddressData &address)
{
    QStringList missing;
    const auto check = [&missing](const QString &value, const char *name) {
        if (value.trimmed().isEmpty())
            missing.push_back(QLatin1StringView(name));
    };
    check(address.customerName, "customer_name");
    check(address.street, "street");
    check(address.city, "city");
    check(address.region, "region");
    check(address.postalCode, "postal_code");
    if (address.isoCountry.trimmed().size() != 2)
        missing.push_back(u"iso_country"_s);
    return missing;
}

} // namespace milassist
