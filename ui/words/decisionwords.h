// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"
#include "ui/widgets/tokens.h"

#include <QList>

namespace milassist
{

/// One thing on the way of a call, as it is told.
struct TraceLine {
    enum class Kind { Hours, Route, Rings, Waits, Message, Skipped, Remark };
    Kind kind = Kind::Remark;
    QString sentence;
    QString note; ///< may be empty
    bool operator==(const TraceLine &) const = default;
};

/// Why a call went where it went, or would go.
struct Trace {
    QString summary; ///< "Anna, then Ben, then voicemail, after 40 s at most"
    QList<TraceLine> lines;
    bool operator==(const Trace &) const = default;
};

/// @param plan that the names are taken from; may be another than the one that decided
/// @param change when the line next opens or closes, as closed lines tell until when; may be invalid
Trace traceOf(const routing::Decision &decision, const routing::Plan &plan, const QDateTime &change = {});

/// "Closed: Thanksgiving, until Fri 09:00 New York time"
QString openingSentence(const routing::Opening &opening, const QDateTime &at, const QDateTime &change = {});

/// The icon of a line, and its tone.
QString iconOf(TraceLine::Kind kind);
Tone toneOf(TraceLine::Kind kind);

/// What is different now, for "what would happen now": in a sentence; empty when it is the same way.
QString difference(const Trace &then, const Trace &now);

} // namespace milassist
