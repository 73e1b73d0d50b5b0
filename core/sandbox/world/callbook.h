// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/calltable.h"
#include "core/sandbox/world/ground.h"

#include <QHash>
#include <QObject>

namespace milassist::world
{

class CallerIdBook;
class NumberBook;

/// The account's calls: what REST may do with them, and how they live. Until there is a telephone network, a call made
/// through REST goes queued, initiated, ringing and to a plausible end by a time plan.
class CallBook : public QObject
{
    Q_OBJECT
public:
    CallBook(Ground &ground, Interner &parties, const NumberBook &numbers, const CallerIdBook &callerIds);

    Result<Slice<Call>> list(const Form &query) const { return m_table.list(query, m_ground.quirks); }
    Result<Call> fetch(QStringView sid) const;
    /// POST Calls. Errors: 21201, 21213, 21205, 21210, 21211, 21212, 21214 to 21219, 21620 ... with Twilio's wording.
    Result<Call> create(const Form &form);
    /// POST Calls/{sid}. Errors: 20404, 21220, 20001.
    Result<Call> update(QStringView sid, const Form &form);
    /// DELETE Calls/{sid}. Errors: 20404, 20009 while it has not ended.
    Result<> remove(QStringView sid);

    /// What was asked for with the call; nothing set for calls that came in.
    CallOrders orders(QStringView sid) const;

    /// Somebody calls: an inbound leg, ringing from the start. The rest is up to the caller of this function.
    Call receive(const QString &from, const QString &to);
    /// A leg made by <Dial>.
    Call dial(QStringView parentSid, const QString &from, const QString &to);
    /// Moves a call on. Never backwards; @return false when it was not moved. "completed" from "in-progress" sets end and
    /// duration.
    bool move(QStringView sid, CallState state);

    CallTable &table() { return m_table; }
    const CallTable &table() const { return m_table; }

Q_SIGNALS:
    /// @p event one of Twilio's: "initiated", "ringing", "answered", "completed" (the end, whatever status it came to).
    void progressed(const milassist::world::Call &call, const QString &event);
    /// A live call was given a new Url or Twiml.
    void redirected(const milassist::world::Call &call);

private:
    int add(const QString &from, const QString &to, CallWay way, CallState state);
    void planLife(int index);
    void finish(int index, CallState state);
    void planPrice(int index);
    void progress(int index, const QString &event);

    Ground &m_ground;
    Interner &m_parties;
    const NumberBook &m_numbers;
    const CallerIdBook &m_callerIds;
    CallTable m_table;
    QHash<int, CallOrders> m_orders;
};

} // namespace milassist::world
