// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/contactstore.h"
#include "ui/models/linenames.h"
#include "ui/shell/phone/popupview.h"

#include <QHash>

namespace milassist {

/// "Texted yesterday: running late", "Missed 2 calls today", "You called on Tuesday, 2:05": what happened with somebody,
/// newest first. Missed calls of one day are one line. Pure.
/// @param items newest first
QStringList lastWords(const QList<TimelineItem> &items, const QDateTime &now);

/// Who is who, for calls that are there now: asks the stores once for each party and remembers until names change.
class CallerBook : public QObject {
    Q_OBJECT

public:
    CallerBook(ContactStore &contacts, const LineNames &lines, Clock clock, QObject *parent = nullptr);

    /// What is known by now; when that is nothing yet it is asked for, and changed() follows.
    CallerFacts callerOf(const Party &party);
    CallFacts factsOf(const LiveCall &call);
    /// Asks again at the next question: a call has been added to what happened with them.
    void forget(const Party &party) { m_known.remove(party); }
    const LineNames &lines() const { return m_lines; }

Q_SIGNALS:
    void changed();

private:
    void ask(const Party &party);

    ContactStore &m_contacts;
    const LineNames &m_lines;
    Clock m_clock;
    QHash<Party, CallerFacts> m_known;
};

} // namespace milassist
