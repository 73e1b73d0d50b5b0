// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/numberstore.h"
#include "core/numbers/numberorder.h"
#include "ui/models/linenames.h"
#include "ui/panels/numbers/numberservices.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist
{

/// Where something that comes in goes, as Twilio decides it.
struct Destination {
    QString icon;
    QString words; ///< "Webhook at phone.example.org"
    QString note;  ///< what is set beside it and ignored, or what happens when it goes nowhere; may be empty
    Tone tone = Tone::Neutral;
    bool operator==(const Destination &) const = default;
};
Destination callDestination(const NumberConfig &config);
/// @param service the Messaging Service that has the number: it decides, unless it leaves that to the number
Destination textDestination(const NumberConfig &config, const std::optional<MessagingService> &service = {});

RowView numberRowView(const NumberRow &row, const LineNames &lines);
QStringList capabilityWords(const Capabilities &capabilities);

/// "Voice URL" for "voice_url".
QString configFieldName(const QString &twilioName);
struct ConfigChange {
    QString field, before, now; ///< field in words
    bool operator==(const ConfigChange &) const = default;
};
/// What putting @p previous back would change, in the order of the form.
QList<ConfigChange> configChanges(const NumberConfig &previous, const NumberConfig &now);

/// Why a text cannot be an address of a webhook; empty when it can (an empty one means "none").
QString urlProblem(const QString &text);

/// "Buy 3 numbers for $3.45 a month". @param price of one
QString buyButtonText(int count, const std::optional<Money> &price);
std::optional<Money> sumOf(int count, const std::optional<Money> &price);
/// What one should know before buying these: the sum, papers, registration.
QString beforeBuying(const QList<AvailableNumber> &offers, NumberType type, const std::optional<Money> &price);

RowView offerRowView(const AvailableNumber &offer, const std::optional<Money> &price, const QString &home, Tick tick = Tick::None);
QString placeOfOffer(const AvailableNumber &offer);
/// What Twilio wants besides money; empty for nothing.
QString addressNeed(const QString &requirements);

/// What became of one number of an order, in words.
struct OutcomeWords {
    QString icon, title, note, code; ///< note and code may be empty
    Tone tone = Tone::Neutral;
    bool operator==(const OutcomeWords &) const = default;
};
OutcomeWords outcomeWords(const OrderLine &line);
/// "2 of 3 numbers are yours." and the like, for an order that is over or under way.
QString orderTitle(const NumberOrder &order);
/// "It must be in Germany.": which addresses do for a number.
QString addressRule(const AvailableNumber &number);
/// One line for a list: "Office: 1 Example St, Berlin, Germany".
QString addressLine(const AddressData &address);

/// What to drop when nothing was found: the strictest wish first; none when there is nothing to drop.
struct WishHint {
    QString sentence, action;
    NumberWish wish;
};
std::optional<WishHint> easierWish(const NumberWish &wish);

/// Countries to choose from: our own first, then those Twilio sells numbers in most, by name.
QList<std::pair<QString, QString>> sellingCountries(const QString &home);
/// Area codes and places can be asked for in these only.
bool hasAreaCodes(const QString &country);

} // namespace milassist
