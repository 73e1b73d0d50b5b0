// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/callbook.h"

#include "core/sandbox/world/callrules.h"
#include "core/sandbox/world/dice.h"
#include "core/sandbox/world/format.h"
#include "core/sandbox/world/numberbook.h"
#include "core/sandbox/world/patch.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

CallBook::CallBook(Ground &ground, Interner &parties, const NumberBook &numbers, const CallerIdBook &callerIds)
    : m_ground(ground), m_parties(parties), m_numbers(numbers), m_callerIds(callerIds), m_table(ground.sids, parties)
{
}

Result<Call> CallBook::fetch(QStringView sid) const
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    return m_table.call(index);
}

CallOrders CallBook::orders(QStringView sid) const
{
    return m_orders.value(m_table.find(sid));
}

int CallBook::add(const QString &from, const QString &to, CallWay way, CallState state)
{
    const QDateTime now = m_ground.nowInSeconds();
    CallRow row;
    row.created = row.updated = secondsOf(now);
    row.from = m_parties.idOf(from);
    row.to = m_parties.idOf(to);
    row.way = way;
    row.state = state;
    const IncomingNumber *own = m_numbers.byNumber(way == CallWay::Inbound ? to : from);
    if (own) {
        if (const auto serial = m_ground.sids.serialOf("PN", own->sid))
            row.numberSerial = qint32(*serial);
    }
    return m_table.append(row);
}

Result<Call> CallBook::create(const Form &form)
{
    auto order = readCallOrder(form, {m_numbers, m_callerIds, m_ground.isTrial});
    if (!order)
        return tl::unexpected(order.error());
    const int index = add(order->from, order->to, CallWay::OutboundApi, CallState::Queued);
    m_orders.insert(index, order->orders);
    if (m_network.placed)
        m_network.placed(m_table.sid(index));
    else
        planLife(index);
    return m_table.call(index);
}

Result<Call> CallBook::update(QStringView sid, const Form &form)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    const CallState state = m_table.row(index).state;
    const QString status = form.value(u"Status");
    if (!status.isEmpty() && status != "canceled"_L1 && status != "completed"_L1)
        return refuse(20001, u"Status is not valid: %1"_s.arg(status));
    const bool redirects = form.has(u"Url") || form.has(u"Twiml");
    if (redirects && state != CallState::InProgress)
        return refuse(21220, u"Call is not in-progress. Cannot redirect."_s);
    if (status == "canceled"_L1 && state != CallState::Queued && state != CallState::Ringing)
        return refuse(21220, u"Call is not queued or ringing. Cannot cancel."_s);
    if (hasEnded(state) && !form.pairs().isEmpty())
        return refuse(21220, u"Call is not in-progress. Cannot redirect."_s);

    CallOrders changed = m_orders.value(index);
    const auto outcome = Patch(form)
                             .url(u"Url", changed.url)
                             .method(u"Method", changed.method)
                             .text(u"Twiml", changed.twiml, 4000)
                             .url(u"FallbackUrl", changed.fallbackUrl)
                             .method(u"FallbackMethod", changed.fallbackMethod)
                             .url(u"StatusCallback", changed.statusCallback)
                             .method(u"StatusCallbackMethod", changed.statusCallbackMethod)
                             .number(u"TimeLimit", changed.timeLimit, 1, 86400)
                             .outcome();
    if (!outcome)
        return tl::unexpected(outcome.error());
    m_orders.insert(index, changed);
    m_table.row(index).updated = secondsOf(m_ground.now());
    if (!status.isEmpty()) {
        const CallState end = state == CallState::InProgress ? CallState::Completed : CallState::Canceled;
        if (m_network.endWanted)
            m_network.endWanted(m_table.sid(index), end);
        if (!hasEnded(m_table.row(index).state))
            finish(index, end);
    } else if (redirects) {
        Q_EMIT redirected(m_table.call(index));
    }
    return m_table.call(index);
}

Result<> CallBook::remove(QStringView sid)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return noSuchThing();
    if (!hasEnded(m_table.row(index).state) && !m_ground.quirks.deleteLiveCalls)
        return refuse(20009, u"Call is not complete. Cannot delete."_s);
    m_table.row(index).isDeleted = true;
    m_orders.remove(index);
    m_trails.remove(index);
    return {};
}

Call CallBook::receive(const QString &from, const QString &to, const CallOrders &orders)
{
    const int index = add(from, to, CallWay::Inbound, CallState::Ringing);
    m_orders.insert(index, orders);
    m_table.row(index).started = m_table.row(index).created;
    progress(index, u"ringing"_s);
    return m_table.call(index);
}

Call CallBook::dial(QStringView parentSid, const QString &from, const QString &to, const CallOrders &orders)
{
    const int index = add(from, to, CallWay::OutboundDial, CallState::Queued);
    m_orders.insert(index, orders);
    m_table.row(index).parent = m_table.find(parentSid);
    progress(index, u"initiated"_s);
    return m_table.call(index);
}

void CallBook::leave(QStringView sid, const CallTrail &trail)
{
    if (const int index = m_table.find(sid); index >= 0)
        m_trails.insert(index, trail);
}

CallTrail CallBook::trail(QStringView sid) const
{
    return m_trails.value(m_table.find(sid));
}

void CallBook::initiate(QStringView sid)
{
    if (const int index = m_table.find(sid); index >= 0 && !hasEnded(m_table.row(index).state))
        progress(index, u"initiated"_s);
}

void CallBook::setAnsweredBy(QStringView sid, const QString &who)
{
    if (const int index = m_table.find(sid); index >= 0)
        m_table.row(index).answeredBy = m_parties.idOf(who);
}

void CallBook::setQueueTime(QStringView sid, qint64 milliseconds)
{
    if (const int index = m_table.find(sid); index >= 0)
        m_table.row(index).queueTime = qint32(std::min<qint64>(milliseconds, std::numeric_limits<qint32>::max()));
}

bool CallBook::move(QStringView sid, CallState state)
{
    const int index = m_table.find(sid);
    if (index < 0)
        return false;
    CallRow &row = m_table.row(index);
    if (hasEnded(row.state) || state <= row.state)
        return false;
    if (hasEnded(state)) {
        finish(index, state);
        return true;
    }
    row.state = state;
    row.updated = secondsOf(m_ground.now());
    if (state == CallState::InProgress || row.started == 0)
        row.started = row.updated;
    progress(index, state == CallState::InProgress ? u"answered"_s : QString::fromLatin1(wordOf(state)));
    return true;
}

void CallBook::finish(int index, CallState state)
{
    CallRow &row = m_table.row(index);
    const bool wasAnswered = row.state == CallState::InProgress;
    row.state = state;
    row.ended = row.updated = secondsOf(m_ground.now());
    if (row.started == 0)
        row.started = row.ended;
    if (state == CallState::Completed && wasAnswered)
        row.duration = qint32(row.ended - row.started);
    else if (m_ground.quirks.unansweredDurationIsZero)
        row.duration = 0;
    planPrice(index);
    progress(index, u"completed"_s);
}

void CallBook::planPrice(int index)
{
    m_ground.timeline.after(milliseconds(m_ground.pace.callPrice), [this, index] {
        CallRow &row = m_table.row(index);
        const bool isCharged = row.state == CallState::Completed && row.duration > 0;
        const Micros price = isCharged
            ? callPrice(m_ground.prices, m_parties.text(row.from), m_parties.text(row.to), row.way, row.duration)
            : Micros{};
        row.price = -qint32(price.value);
        row.updated = secondsOf(m_ground.now());
    });
}

void CallBook::progress(int index, const QString &event)
{
    Q_EMIT progressed(m_table.call(index), event);
}

/// Until there is a telephone network: dialled, ringing, and then what the number's end decides.
void CallBook::planLife(int index)
{
    const QString sid = m_table.sid(index);
    const Pace &pace = m_ground.pace;
    Dice dice(Dice::mix(m_ground.seed ^ quint64(index)));
    const CallEnd end = callEndOf(m_parties.text(m_table.row(index).to), dice);
    Timeline &timeline = m_ground.timeline;

    timeline.after(milliseconds(pace.callInitiated), [this, index] {
        if (!hasEnded(m_table.row(index).state))
            progress(index, u"initiated"_s);
    });
    if (end == CallEnd::Fails) {
        timeline.after(milliseconds(pace.callRinging), [this, sid] { move(sid, CallState::Failed); });
        return;
    }
    timeline.after(milliseconds(pace.callRinging), [this, sid] { move(sid, CallState::Ringing); });
    const int answered = pace.callRinging + pace.callAnswered;
    const int timeout = m_orders.value(index).timeout * 1000 + pace.callRinging;
    if (end == CallEnd::IsBusy) {
        timeline.after(milliseconds(std::min(answered, timeout)), [this, sid] { move(sid, CallState::Busy); });
        return;
    }
    if (end == CallEnd::NobodyAnswers || answered > timeout) {
        timeline.after(milliseconds(timeout), [this, sid] { move(sid, CallState::NoAnswer); });
        return;
    }
    const int limit = m_orders.value(index).timeLimit;
    const int talk = std::min(pace.callTalk * dice.between(10, 30) / 10, limit * 1000);
    timeline.after(milliseconds(answered), [this, sid] { move(sid, CallState::InProgress); });
    timeline.after(milliseconds(answered + talk), [this, sid] { move(sid, CallState::Completed); });
}

} // namespace milassist::world
