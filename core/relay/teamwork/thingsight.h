// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/linesight.h"
#include "core/relay/ledger/calltable.h"

#include <QJsonObject>

namespace milassist::relay
{

QJsonObject detailOf(const TraceStep &step);

/// Which of our lines a call is of, who is at the other end, and who of us called.
struct CallEnds {
    QString line, peer, person;
    bool isOutgoing = false;
};
CallEnds endsOf(const LedgerCall &call);
bool isSeen(const LineSight &sight, const LedgerCall &call);

/// What a note may be about: the sid of a call, text or recording, or somebody's number.
bool isThing(const QString &thing);

struct ThingView {
    bool isSeen = false;
    QString line; ///< empty: it is about none, or that is not known
};
/// Numbers are everybody's. What the ledger does not know is seen by those who see everything. Errors: Storage.
Result<ThingView> viewOf(SqlConnection &db, const LineSight &sight, const QString &thing);

} // namespace milassist::relay
