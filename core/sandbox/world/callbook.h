// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/calltable.h"
#include "core/sandbox/world/ground.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace milassist::world
{

class CallerIdBook;
class NumberBook;

/// The account's calls: what REST may do with them, and how they live. Without a telephone network (setNetwork) a call made
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
    Call receive(const QString &from, const QString &to, const CallOrders &orders = {});
    /// A leg made by <Dial>, or by a conference without a parent.
    Call dial(QStringView parentSid, const QString &from, const QString &to, const CallOrders &orders = {});
    /// Moves a call on. Never backwards; @return false when it was not moved. "completed" from "in-progress" sets end and
    /// duration.
    bool move(QStringView sid, CallState state);

    /// What else is told with the end of a call; before it is moved there.
    void leave(QStringView sid, const CallTrail &trail);
    CallTrail trail(QStringView sid) const;
    /// A call that REST has asked for is dialled now.
    void initiate(QStringView sid);
    void setAnsweredBy(QStringView sid, const QString &who);
    /// Milliseconds that a call made through REST waited for its turn.
    void setQueueTime(QStringView sid, qint64 milliseconds);

    /// From now on calls made through REST are not played out by a time plan: @p placed is told of each, and of the end
    /// that REST wants for one, and moves it on.
    struct Network {
        std::function<void(const QString &sid)> placed;
        std::function<void(const QString &sid, CallState state)> endWanted;
    };
    void setNetwork(Network network) { m_network = std::move(network); }

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
    QHash<int, CallTrail> m_trails;
    Network m_network;
};

} // namespace milassist::world
