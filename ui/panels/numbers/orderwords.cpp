// SPDX-License-Identifier: GPL-3.0-or-later
// The words of buying: what it costs, what Twilio wants, what became of it.
#include "ui/panels/numbers/numberwords.h"
#include "ui/widgets/words.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int goneMeanwhile = 21422;

QString inOrders(const char *text)
{
    return QCoreApplication::translate("Orders", text);
}

QString countryName(const QString &code)
{
    const QLocale::Territory territory = QLocale::codeToTerritory(code);
    return territory == QLocale::AnyTerritory ? code : QLocale::territoryToString(territory);
}

QString codeOf(const Error &error)
{
    return error.twilioCode > 0 ? u"Twilio %1"_s.arg(error.twilioCode) : QString();
}

} // namespace

std::optional<Money> sumOf(int count, const std::optional<Money> &price)
{
    return price ? std::optional(Money{price->micros * count, price->currency}) : std::nullopt;
}

QString buyButtonText(int count, const std::optional<Money> &price)
{
    const auto sum = sumOf(count, price);
    if (count == 1)
        return sum ? inOrders("Buy 1 number for %1 a month").arg(moneyText(*sum)) : inOrders("Buy 1 number");
    return sum ? inOrders("Buy %1 numbers for %2 a month").arg(count).arg(moneyText(*sum)) : inOrders("Buy %1 numbers").arg(count);
}

QString beforeBuying(const QList<AvailableNumber> &offers, NumberType type, const std::optional<Money> &price)
{
    QStringList words;
    const bool one = offers.size() == 1;
    const auto sum = sumOf(int(offers.size()), price);
    words.append(!sum ? inOrders("Twilio did not tell the price. It is charged today and every month.")
                 : one ? inOrders("%1 today and every month until you give it back.").arg(moneyText(*sum))
                       : inOrders("%1 today and every month until you give them back.").arg(moneyText(*sum)));
    const auto needy = std::ranges::find_if(offers, [](const AvailableNumber &offer) { return !addressNeed(offer.addressRequirements).isEmpty(); });
    if (needy != offers.cend())
        words.append(addressNeed(needy->addressRequirements) + u'.' + u' ' + inOrders("You choose or enter it in the next step."));
    const bool unregistered = type != NumberType::TollFree && std::ranges::any_of(offers, [](const AvailableNumber &offer) {
        return offer.isoCountry == "US"_L1 && offer.capabilities.sms;
    });
    if (unregistered)
        words.append(one ? inOrders("It cannot text US mobiles until the account is registered for that (A2P 10DLC, 30034).")
                         : inOrders("They cannot text US mobiles until the account is registered for that (A2P 10DLC, 30034)."));
    return words.join(u' ');
}

OutcomeWords outcomeWords(const OrderLine &line)
{
    const ErrorText error = errorText(line.error);
    switch (line.state) {
    case OrderLineState::Waiting:
        return {.icon = u"clock"_s, .title = inOrders("Waits for its turn."), .note = {}, .code = {}};
    case OrderLineState::Buying:
        return {.icon = u"sync"_s, .title = inOrders("Being bought."), .note = {}, .code = {}};
    case OrderLineState::Bought:
        return {.icon = u"check-circle"_s, .title = inOrders("Yours."), .note = {}, .code = {}, .tone = Tone::Good};
    case OrderLineState::Refused:
        return {.icon = u"error"_s,
                .title = inOrders("Not bought: %1").arg(error.title),
                .note = line.error.twilioCode == goneMeanwhile ? QString() : error.whatToDo, // of others perhaps some were bought
                .code = error.code,
                .tone = Tone::Danger};
    case OrderLineState::NotSure:
        return {.icon = u"warning"_s,
                .title = inOrders("Not sure whether it was bought."),
                .note = inOrders("The answer was lost. Trying again looks first; it is never bought twice."),
                .code = {},
                .tone = Tone::Warning};
    case OrderLineState::NeedsAddress:
        return {.icon = u"building"_s,
                .title = inOrders("Not bought yet: Twilio wants an address."),
                .note = {},
                .code = codeOf(line.error),
                .tone = Tone::Warning};
    case OrderLineState::LeftOut:
        break;
    }
    if (line.error == Error())
        return {.icon = u"minus"_s, .title = inOrders("Called off, not bought."), .note = {}, .code = {}};
    return {.icon = u"minus"_s, .title = inOrders("Not tried: %1").arg(error.title), .note = {}, .code = {}};
}

QString orderTitle(const NumberOrder &order)
{
    const int all = int(order.lines.size()), bought = countOf(order, OrderLineState::Bought);
    if (!isOver(order)) {
        const int done = all - countOf(order, OrderLineState::Waiting) - countOf(order, OrderLineState::Buying);
        return inOrders("Buying %1 of %2").arg(std::min(done + 1, all)).arg(all);
    }
    if (needsAddress(order))
        return inOrders("Twilio wants an address");
    if (bought == all)
        return all == 1 ? inOrders("The number is yours.") : inOrders("All %1 numbers are yours.").arg(all);
    return bought == 0 ? inOrders("Nothing was bought.") : inOrders("%1 of %2 numbers are yours.").arg(bought).arg(all);
}

QString addressRule(const AvailableNumber &number)
{
    const QString country = countryName(number.isoCountry);
    if (number.addressRequirements == "local"_L1)
        return inOrders("It must be in %1, of whoever will use the number.").arg(country);
    if (number.addressRequirements == "foreign"_L1)
        return inOrders("It must be outside %1, of whoever will use the number.").arg(country);
    return inOrders("Any address of whoever will use the number.");
}

QString addressLine(const AddressData &address)
{
    QStringList parts;
    for (const QString &part : {address.street, address.city, countryName(address.isoCountry)}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    const QString &name = address.friendlyName.isEmpty() ? address.customerName : address.friendlyName;
    return name.isEmpty() ? parts.join(u", "_s) : name + u": "_s + parts.join(u", "_s);
}

} // namespace milassist
