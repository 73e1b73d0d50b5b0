// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/linesight.h"
#include "core/relay/ledger/eventtable.h"

#include <QJsonObject>

namespace milassist::relay
{

/// An event as it goes out, and what decides who sees it.
struct OutgoingEvent {
    qint64 number = 0;
    QString json; ///< {"number":7,"at":"2026-11-23T08:00:00.000Z","kind":"call","body":{...}}
    QString masked; ///< the same for those who do not see numbers; empty: not made
    QJsonObject whole;
    QString kind;
    bool isAboutLine = false; ///< about a call, a text or a voicemail
    QList<Party> lines;       ///< body's "line", or "lines"
    QStringList people;       ///< body's "person", or "people": whom it is for all the same
};

/// A body that is no JSON object goes out as null.
OutgoingEvent outgoing(const LedgerEvent &event);

/// Whether @p visitor is told. What is about a line is for those who see the line or are named; a call, text or voicemail
/// that names no line is for those who see them all. People and tokens are for admins.
bool isTold(const Visitor &visitor, const LineSight &sight, const OutgoingEvent &event);

} // namespace milassist::relay
