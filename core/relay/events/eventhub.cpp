// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/events/eventhub.h"

#include "core/base/logging.h"
#include "core/relay/access/refusal.h"
#include "core/relay/events/eventsight.h"
#include "core/relay/masking/maskedjson.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<qint64> positionOf(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

} // namespace

EventHub::EventHub(SharedStore &store, Doorkeeper &door, HttpServer &server, PlanInForce plan, EventHubOptions options,
                   QObject *parent)
    : QObject(parent), m_store(store), m_handles(store), m_door(door), m_plan(std::move(plan)), m_options(options),
      m_sockets(server, options.socket)
{
    connect(&m_store, &SharedStore::notified, this, [this](const QString &channel) {
        if (channel == EventTable::channel())
            read();
    });
    connect(&m_store, &SharedStore::listening, this, &EventHub::read); // what was said before was missed
    connect(&m_revisit, &QTimer::timeout, this, &EventHub::read);
    m_again.setSingleShot(true);
    m_again.setInterval(m_options.again);
    connect(&m_again, &QTimer::timeout, this, &EventHub::read);
}

EventHub::~EventHub()
{
    for (const auto &[channel, desk] : m_desks)
        channel->disconnect(this);
}

void EventHub::answer(const HttpRequest &request, HttpResponder responder)
{
    whenDone(m_door.admit(request), this, [this, request, responder](const Result<Visitor> &visitor) {
        if (!visitor)
            return responder.send(doorRefusal(visitor.error(), Dialect::Platform));
        if (!visitor->may(Permission::Teamwork))
            return responder.send(roleRefusal(Permission::Teamwork, Dialect::Platform));
        const auto since = request.query().find(u"since");
        const auto position = since ? positionOf(*since) : std::nullopt;
        if (since && !position) {
            return responder.send(platformRefusal(400, "malformed"_L1, u"\"since\" is no number of an event."_s,
                                                  u"Leave it out, or give the last \"upTo\" that you were told."_s));
        }
        m_sockets.open(request, responder, [this, visitor = *visitor, position](WebSocketChannel *channel) {
            welcome(channel, visitor, position);
        });
    });
}

void EventHub::welcome(WebSocketChannel *channel, const Visitor &visitor, std::optional<qint64> since)
{
    auto plan = m_plan ? m_plan() : nullptr;
    const LineSight sight(visitor, plan.get());
    const Veil veil(visitor, sight, plan.get());
    m_desks.emplace(channel,
                    Desk{.visitor = visitor, .sight = sight, .veil = veil, .plan = std::move(plan), .tokenHash = {}, .at = since});
    connect(channel, &WebSocketChannel::received, this, [this, channel](const QString &text) { hear(channel, text); });
    connect(channel, &WebSocketChannel::closed, this, [this, channel] { forget(channel); });
    QTimer::singleShot(m_options.greeting, channel, [this, channel] {
        const auto desk = m_desks.find(channel);
        if (desk != m_desks.end() && !desk->second.at)
            channel->close(QWebSocketProtocol::CloseCodePolicyViolated, u"say {\"since\":N} first"_s);
    });
    come(visitor.name);
    if (m_desks.size() == 1)
        m_revisit.start(m_options.revisit);
    read();
}

void EventHub::hear(WebSocketChannel *channel, const QString &text)
{
    const auto desk = m_desks.find(channel);
    if (desk == m_desks.end())
        return;
    const QJsonObject said = QJsonDocument::fromJson(text.toUtf8()).object();
    if (const QJsonValue registered = said.value(u"registered"_s); registered.isBool()) {
        const bool isOff = !registered.toBool();
        if (std::exchange(desk->second.isTelephoneOff, isOff) != isOff)
            isOff ? leave(desk->second.visitor.name) : come(desk->second.visitor.name);
        return;
    }
    if (desk->second.at)
        return; // said already; we hold the position from then on
    const QJsonValue since = said.value(u"since"_s);
    const qint64 position = since.toInteger(-1);
    if (position < 0)
        return channel->close(QWebSocketProtocol::CloseCodePolicyViolated, u"say {\"since\":N} first"_s);
    desk->second.at = position;
    read();
}

void EventHub::forget(WebSocketChannel *channel)
{
    const auto desk = m_desks.find(channel);
    if (desk == m_desks.end())
        return;
    const Desk gone = std::move(desk->second);
    m_desks.erase(desk);
    if (m_desks.empty())
        m_revisit.stop();
    if (!gone.isTelephoneOff)
        leave(gone.visitor.name);
}

void EventHub::come(const QString &person)
{
    if (++m_present[person] == 1)
        Q_EMIT connected(person);
}

void EventHub::leave(const QString &person)
{
    if (--m_present[person] > 0)
        return;
    m_present.remove(person);
    Q_EMIT disconnected(person);
}

void EventHub::read()
{
    if (m_desks.empty())
        return;
    if (m_isReading) {
        m_readOnceMore = true; // one more covers whatever happens meanwhile
        return;
    }
    m_isReading = true;
    m_again.stop();
    ++m_reads;
    QList<qint64> positions;
    for (const auto &[channel, desk] : m_desks) {
        if (desk.at && !positions.contains(*desk.at))
            positions << *desk.at;
    }
    whenDone(m_store.read([positions, most = m_options.mostBehind](SqlConnection &db) { return readEvents(db, positions, most); }),
             this, [this, positions](const Result<EventReading> &outcome) { onRead(outcome, positions); });
}

void EventHub::endReading()
{
    m_isReading = false;
    if (std::exchange(m_readOnceMore, false))
        read();
}

void EventHub::onRead(const Result<EventReading> &outcome, const QList<qint64> &positions)
{
    if (!outcome) {
        qCWarning(lcRelay) << "events cannot be read:" << outcome.error().detail;
        m_again.start();
        return endReading();
    }
    std::vector<OutgoingEvent> events;
    events.reserve(size_t(outcome->events.size()));
    for (const LedgerEvent &event : outcome->events)
        events.push_back(outgoing(event));
    QHash<QString, const User *> people;
    for (const User &user : outcome->people)
        people.insert(user.name, &user);

    QList<WebSocketChannel *> channels; // closing one may change the map
    bool hidesNumbers = false;
    for (const auto &[channel, desk] : m_desks)
        channels << channel;
    for (WebSocketChannel *channel : channels) {
        const auto found = m_desks.find(channel);
        if (found == m_desks.end() || !channel->isOpen())
            continue;
        if (!isStillAllowed(found->second, people))
            channel->close(QWebSocketProtocol::CloseCodePolicyViolated, u"this token does not work any more"_s);
        else
            hidesNumbers = hidesNumbers || found->second.veil.isDrawn();
    }
    if (hidesNumbers)
        return mask(*outcome, std::move(events), positions);
    serveAll(*outcome, events, positions);
    endReading();
}

/// Once for all who do not see numbers.
void EventHub::mask(const EventReading &reading, std::vector<OutgoingEvent> events, const QList<qint64> &positions)
{
    const auto veiled = std::find_if(m_desks.begin(), m_desks.end(), [](const auto &desk) { return desk.second.veil.isDrawn(); });
    const Veil veil = veiled == m_desks.end() ? Veil() : veiled->second.veil; // our lines are the same for all
    QSet<QString> numbers;
    for (const OutgoingEvent &event : events) {
        for (const QString &number : hiddenIn(event.whole, veil))
            numbers.insert(number);
    }
    whenDone(m_handles.handlesOf(numbers.values()), this,
             [=, this, events = std::move(events)](const Result<HandleBook::Pairs> &handles) mutable {
                 if (!handles) {
                     qCWarning(lcRelay) << "numbers in events cannot be hidden:" << handles.error().detail;
                     m_again.start();
                     return endReading();
                 }
                 for (OutgoingEvent &event : events) {
                     const QJsonValue body = masked(event.whole, veil, [&](const QString &number) { return handles->value(number); });
                     event.masked = QString::fromUtf8(QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact));
                 }
                 serveAll(reading, events, positions);
                 endReading();
             });
}

void EventHub::serveAll(const EventReading &reading, const std::vector<OutgoingEvent> &events, const QList<qint64> &positions)
{
    QList<WebSocketChannel *> channels;
    for (const auto &[channel, desk] : m_desks)
        channels << channel;
    for (WebSocketChannel *channel : channels) {
        const auto found = m_desks.find(channel);
        if (found == m_desks.end() || !channel->isOpen() || found->second.tokenHash.isEmpty())
            continue;
        if (found->second.at && positions.contains(*found->second.at)) // who came meanwhile is in the next look
            serve(channel, found->second, reading, events);
    }
}

bool EventHub::isStillAllowed(Desk &desk, const QHash<QString, const User *> &people) const
{
    const User *user = people.value(desk.visitor.name);
    if (!user || user->isRevoked() || !user->role.isKnown())
        return false;
    if (desk.tokenHash.isEmpty())
        desk.tokenHash = user->tokenHash;
    if (desk.tokenHash != user->tokenHash)
        return false;
    auto plan = m_plan ? m_plan() : nullptr;
    if (const Role role = user->role.valueOr(Role::Assistant); role != desk.visitor.role || plan != desk.plan) {
        desk.visitor.role = role;
        desk.plan = std::move(plan);
        desk.sight = LineSight(desk.visitor, desk.plan.get());
        desk.veil = Veil(desk.visitor, desk.sight, desk.plan.get());
    }
    return true;
}

void EventHub::serve(WebSocketChannel *channel, Desk &desk, const EventReading &reading, const std::vector<OutgoingEvent> &events)
{
    if (!reading.serves(*desk.at)) {
        desk.at = reading.latest;
        channel->send(u"{\"reset\":true,\"latest\":%1}"_s.arg(reading.latest));
        return;
    }
    const bool isVeiled = desk.veil.isDrawn();
    if (isVeiled && std::any_of(events.begin(), events.end(), [](const OutgoingEvent &event) { return event.masked.isEmpty(); }))
        return; // came while nobody else needed it: with the next look
    constexpr qsizetype mostInOne = 200;
    QStringList batch;
    qint64 last = *desk.at;
    const auto send = [&] {
        desk.at = last;
        return channel->send(u"{\"events\":[%1],\"upTo\":%2}"_s.arg(std::exchange(batch, {}).join(u',')).arg(last));
    };
    for (const OutgoingEvent &event : events) {
        if (event.number <= *desk.at)
            continue;
        last = event.number;
        if (isTold(desk.visitor, desk.sight, event))
            batch << (isVeiled ? event.masked : event.json);
        if (batch.size() == mostInOne && !send())
            return; // too slow, and closed
    }
    if (last != *desk.at)
        send();
}

} // namespace milassist::relay
