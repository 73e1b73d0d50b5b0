// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/form.h"
#include "core/relay/masking/maskedjson.h"

#include <optional>

namespace milassist::relay
{

// What somebody behind a veil asks, made into what is meant. A handle becomes its number where the request says whom it is
// about, and nowhere else: what is said, read out or sent to an address of theirs would tell it. Pure.

/// What a request to the private API names.
struct Asked {
    QJsonObject body;
    Form query;
    QStringList args; ///< parts of the path
    bool operator==(const Asked &) const = default;
};
enum class Naming {
    Looks,     ///< a number in full finds nothing, as it may be that of somebody hidden
    Keeps,     ///< a number in full is refused: the answer would tell its handle
    CallsThem, ///< who calls or texts a number may name it
};

QStringList handlesIn(const Asked &asked);
/// None: it names a number in full, or a handle that nobody has been given.
std::optional<Asked> revealed(const Asked &asked, const Veil &veil, Naming naming, const InItsPlace &numberOf);

/// A request to Twilio's own API.
enum class TwilioAsk { Look, NewCall, ChangedCall, NewText, Other };
QStringList handlesIn(const Form &fields);
/// @param ownBase "https://relay.example.org": where Twilio may report to
/// None: Twilio would tell somebody else, or the assistant, the number.
std::optional<Form> revealed(const Form &fields, TwilioAsk ask, const Veil &veil, const QString &ownBase, const InItsPlace &numberOf);

} // namespace milassist::relay
