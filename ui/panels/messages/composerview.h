// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/optoutstore.h"
#include "core/domain/money.h"
#include "core/domain/segments.h"
#include "ui/widgets/tokens.h"

#include <optional>

namespace milassist
{

/// What is known while somebody writes a text.
struct ComposerInput {
    QString body;
    int pictures = 0;
    bool hasPeer = true;
    bool hasLine = true;         ///< there is a number of ours that can text
    bool peerCanBeTexted = true; ///< a number or short code, not a hidden caller or a word
    OptOut optOut;
    std::optional<Money> pricePerPart;
};

/// What the composer shows of it; pure.
struct ComposerView {
    bool canSend = false;
    QString whyNot;  ///< why Send is off; empty when it is on or there is simply nothing yet
    QString counter; ///< "142 / 2 parts, about $0.016"; empty while nobody needs it
    Tone counterTone = Tone::Neutral;
    QString costly;          ///< "The curly quote ’ makes it 2 parts instead of 1."; empty when nothing costs more
    bool canReplace = false; ///< the costly characters have plain look-alikes
    bool isClosed = false;   ///< the other side opted out: no box to write in
    QString closedTitle, closedWhy;
    bool operator==(const ComposerView &) const = default;
};

ComposerView composerViewOf(const ComposerInput &input);

/// "curly quote", "dash", "emoji", "letter": what @p sign is, in words, without the sign itself.
QString nameOfSign(const QString &sign);

/// The web address of a picture as somebody pasted it, ready for Twilio to fetch: https (or http) with a host.
/// Errors: Malformed.
Result<QString> pictureAddress(const QString &text);

} // namespace milassist
