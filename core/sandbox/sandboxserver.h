// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpserver.h"
#include "core/sandbox/documents.h"
#include "core/sandbox/exchange/leg.h"
#include "core/sandbox/faults/faultbox.h"
#include "core/sandbox/faults/journal.h"
#include "core/sandbox/practice.h"
#include "core/sandbox/rest/dialect.h"
#include "core/sandbox/sandboxoptions.h"
#include "core/sandbox/webhooks/webhooks.h"
#include "core/sandbox/world/world.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace milassist {

class Control;
class Phones;

namespace exchange {
class Exchange;
class Jukebox;
}
namespace world {
class Speaker;
}

/// The sandbox itself, in the thread it was made in: the world, two HTTP servers in front of it (REST and the host of
/// attachments), the webhooks behind it, the faults and the journal beside it.
class SandboxServer : public QObject, public exchange::CallSink {
    Q_OBJECT

public:
    explicit SandboxServer(SandboxOptions options, QObject *parent = nullptr);
    ~SandboxServer() override;

    Result<SandboxAddress> start();
    void stop(std::chrono::milliseconds grace); ///< stopped() follows

    world::World &world() { return *m_world; }
    faults::FaultBox &faults() { return m_faults; }
    faults::Journal &journal() { return m_journal; }
    const rest::Accounts &accounts() const { return *m_accounts; }
    Result<> addFaults(const QByteArray &json);
    bool isQuiet() const;
    /// The telephone network of the main account.
    exchange::Exchange &telephony() { return *m_exchanges.front(); }
    Phones &phones() { return *m_phones; }
    Documents &documents() { return m_documents; }
    QUrl documentUrl(const QString &name) const;
    Practice &practice() { return m_practice; }
    /// The demo's callers begin to call our lines. Errors: NotFound (the world has no lines).
    Result<> practise(const Practice::Pace &pace);
    /// Somebody else than phones() calls phones: for tests.
    void setSipEdge(exchange::SipEdge *edge);
    void incoming(std::unique_ptr<exchange::Leg> leg, const exchange::IncomingCall &call) override;
    const SandboxOptions &options() const { return m_options; }

Q_SIGNALS:
    void stopped();

private:
    struct Exchange;
    using ExchangePtr = std::shared_ptr<Exchange>;

    Result<> makeWorld();
    void attach(world::World &world);
    Result<> listen();
    void onRequest(const HttpRequest &request, const HttpResponder &responder);
    void onMediaRequest(const HttpRequest &request, const HttpResponder &responder);
    void proceed(const ExchangePtr &exchange);
    void finish(const ExchangePtr &exchange, HttpResponse response);
    void write(const ExchangePtr &exchange, const HttpResponse *response);
    void onServerStopped();

    const SandboxOptions m_options;
    faults::FaultBox m_faults;
    faults::Journal m_journal;
    std::unique_ptr<world::World> m_world;
    std::unique_ptr<world::Pacemaker> m_pacemaker;
    std::unique_ptr<rest::Accounts> m_accounts;
    std::unique_ptr<world::Speaker> m_speaker;
    std::unique_ptr<exchange::Jukebox> m_jukebox;
    std::unique_ptr<Phones> m_phones; ///< outlives the calls of the exchanges
    std::vector<std::unique_ptr<webhooks::Webhooks>> m_webhooks;   ///< one a world
    std::vector<std::unique_ptr<exchange::Exchange>> m_exchanges;  ///< one a world
    exchange::SipEdge *m_edge = nullptr;
    Documents m_documents;
    std::unique_ptr<rest::Dialect> m_dialect;
    std::unique_ptr<Control> m_control;
    HttpServer m_rest, m_media;
    Practice m_practice;
    QByteArray m_base;
    int m_listening = 0;
};

} // namespace milassist
