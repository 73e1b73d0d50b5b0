// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/httpresponder.h"
#include "core/twilio/credentials.h"
#include "core/twilio/exchange.h"
#include "core/twilio/knownsecrets.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <deque>
#include <functional>
#include <set>

namespace milassist::relay
{

class MediaPipe;

struct UpstreamOptions {
    ExchangeLimits limits{.silence = std::chrono::seconds(20), .whole = std::chrono::seconds(60), .largestBody = 16 * 1024 * 1024};
    int atOnce = 16;   ///< requests under way
    int waiting = 256; ///< requests that wait for their turn; more are not taken
    int pipes = 64;    ///< sound and pictures under way
    KnownSecrets *secrets = nullptr; ///< in place of the credentials' own one; outlives the upstream
};

/// Twilio, or the sandbox, asked with the account's own credential: each thing once, so that a create is never sent twice.
/// Main thread.
class Upstream : public QObject
{
    Q_OBJECT
public:
    explicit Upstream(Credentials credentials, UpstreamOptions options = {}, QObject *parent = nullptr);
    ~Upstream() override;

    struct Ask {
        QByteArray verb = "GET"; ///< GET, POST or DELETE
        QUrl url;
        QByteArray form; ///< for POST
    };
    using Done = std::function<void(const ExchangeResult &)>;
    /// @return false when too much waits already: nothing was sent, and @p done is not called
    bool send(Ask ask, Done done);

    /// Lets the body at @p url flow to whoever asked, with the range they ask for, at the pace at which they take it; answers
    /// what goes wrong before the first byte in the words of @p refuse. The address and its redirects stay here.
    using Refuse = std::function<HttpResponse(int upstreamStatus)>; ///< 0: no answer
    void pipe(const QUrl &url, const HttpRequest &request, const HttpResponder &responder, Refuse refuse);

    const Credentials &credentials() const { return m_credentials; }
    /// All that Twilio might take.
    QList<Secret> secrets() const { return m_options.secrets ? m_options.secrets->all() : QList<Secret>{m_credentials.secret}; }
    int pipeCount() const { return int(m_pipes.size()); }
    int waitingCount() const { return int(m_waiting.size()); }

private:
    struct Job {
        Ask ask;
        Done done;
        Secret secret = {};   ///< with which it was sent
        int refusals = 0; ///< of secrets
    };
    void startNext();
    void onEnded(Exchange *exchange, Job job, const ExchangeResult &result);
    /// Whether there is another secret to ask with, which m_credentials has then.
    bool goOnAfter(const Secret &refused, int refusals);
    void takeSecret();

    Credentials m_credentials;
    UpstreamOptions m_options;
    QNetworkAccessManager m_network;
    std::deque<Job> m_waiting;
    std::set<Exchange *> m_running;
    std::set<MediaPipe *> m_pipes;
};

} // namespace milassist::relay
