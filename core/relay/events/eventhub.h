// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/websocket/websocketdoor.h"
#include "core/relay/access/doorkeeper.h"
#include "core/relay/access/linesight.h"
#include "core/relay/events/eventreading.h"
#include "core/relay/masking/handlebook.h"
#include "core/relay/masking/veil.h"

#include <QTimer>

#include <map>

namespace milassist::relay
{

struct OutgoingEvent;

struct EventHubOptions {
    WebSocketLimits socket;
    int mostBehind = 2000;                       ///< events; a desk that lacks more reads everything anew
    std::chrono::milliseconds greeting{10'000};  ///< for a desk to say where it stands
    std::chrono::milliseconds revisit{10'000};   ///< whether everybody is still allowed, also when nothing happens
    std::chrono::milliseconds again{1'000};      ///< after a database that did not answer
};

/// Live events for desks: GET /api/events, a WebSocket. A desk says up to which number it has everything, {"since":7} as its
/// first message or ?since=7, and is told each event after that once and in order:
///     {"events":[{"number":8,"at":"...","kind":"call","body":{...}}],"upTo":8}
/// `upTo` is what it says next time; what the person may not see is left out, but counted. A desk that cannot go on from
/// where it stands gets {"reset":true,"latest":9}: it reads everything anew and has everything up to 9.
///
/// A desk whose telephone is not connected says so, {"registered":false}, and {"registered":true} when it is; who says nothing
/// is taken to have one that is.
///
/// One look at the ledger serves all desks, whoever committed the events: a job of this relay or of another one. Who was
/// revoked, or got another token, is told nothing more and is closed with 1008. Main thread.
class EventHub : public QObject
{
    Q_OBJECT
public:
    /// @p store must listen to EventTable::channel().
    EventHub(SharedStore &store, Doorkeeper &door, HttpServer &server, PlanInForce plan, EventHubOptions options = {},
             QObject *parent = nullptr);
    ~EventHub() override;

    void answer(const HttpRequest &request, HttpResponder responder);

    int deskCount() const { return int(m_desks.size()); }
    quint64 readCount() const { return m_reads; } ///< looks at the ledger, since the start
    /// Who have a desk that listens and has not said that its telephone is off, in any order.
    QStringList people() const { return m_present.keys(); }

Q_SIGNALS:
    void connected(const QString &person);    ///< by the first of their desks with a telephone
    void disconnected(const QString &person); ///< by the last of them

private:
    struct Desk {
        Visitor visitor;
        LineSight sight;
        Veil veil;
        std::shared_ptr<const routing::Plan> plan; ///< of which these were made
        QString tokenHash;                         ///< with which they came; empty until the first reading
        std::optional<qint64> at;                  ///< has everything up to here; none until it has said so
        bool isTelephoneOff = false;
    };

    void welcome(WebSocketChannel *channel, const Visitor &visitor, std::optional<qint64> since);
    void hear(WebSocketChannel *channel, const QString &text);
    void forget(WebSocketChannel *channel);
    void read();
    void onRead(const Result<EventReading> &outcome, const QList<qint64> &positions);
    void mask(const EventReading &reading, std::vector<OutgoingEvent> events, const QList<qint64> &positions);
    void serveAll(const EventReading &reading, const std::vector<OutgoingEvent> &events, const QList<qint64> &positions);
    void endReading();
    bool isStillAllowed(Desk &desk, const QHash<QString, const User *> &people) const;
    static void serve(WebSocketChannel *channel, Desk &desk, const EventReading &reading,
                      const std::vector<OutgoingEvent> &events);
    void come(const QString &person);
    void leave(const QString &person);

    SharedStore &m_store;
    HandleBook m_handles;
    Doorkeeper &m_door;
    PlanInForce m_plan;
    EventHubOptions m_options;
    WebSocketDoor m_sockets;
    std::map<WebSocketChannel *, Desk> m_desks;
    QHash<QString, int> m_present; ///< desks of each person with a telephone
    QTimer m_revisit, m_again;
    bool m_isReading = false, m_readOnceMore = false;
    quint64 m_reads = 0;
};

} // namespace milassist::relay
