// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/twilio/credentials.h"
#include "core/twilio/exchange.h"
#include "core/twilio/knownsecrets.h"
#include "core/twilio/page.h"
#include "core/twilio/redirect.h"

#include <QNetworkAccessManager>

#include <functional>
#include <unordered_map>

namespace milassist {

/// How patient the client is; tests use small numbers.
struct TransportOptions {
    ExchangeLimits limits;
    RetryLimits retries;
    int concurrency = 4;      ///< requests under way at once, at least 2
    QList<std::chrono::milliseconds> freshPauses{std::chrono::milliseconds(1000), std::chrono::milliseconds(2000),
                                                 std::chrono::milliseconds(3000), std::chrono::milliseconds(4000)};
    std::function<double()> random; ///< 0 <= x < 1; empty = a real one
    KnownSecrets *secrets = nullptr; ///< in place of the credentials' own one; outlives the transport
    QByteArray userAgent = "MilAssistDesk/" MILASSIST_VERSION;
};

/// One thing to ask for, before we know how often it takes.
struct Request {
    QByteArray verb = "GET";
    QUrl url;
    QByteArray form;                            ///< for POST
    Effect effect = Effect::Read;
    Priority priority = Priority::UserWaiting;
    Elsewhere redirects = Elsewhere::Refused;   ///< only GETs are ever redirected
    QByteArray accept = "application/json";
    QString file;                               ///< a 2xx body goes here instead of memory
    bool isFresh = false;                       ///< a 404 may mean "not yet"
    int attempts = 0;                           ///< fewer than usual; 0 = as usual
    std::chrono::milliseconds patience{0};      ///< less than usual, for one attempt; 0 = as usual
};

struct HttpAnswer {
    int status = 0;
    QByteArray body, contentType;
    QString requestId;
    qint64 fileSize = 0;
};

/// An error with what only the credential check wants to know.
struct Trouble {
    Error error;
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QList<QSslError::SslError> sslErrors;
    QByteArray contentType;
    bool isIntercepted = false; ///< something else than the API answered: a sign-in page, a redirect elsewhere
};

/// Sends requests: a few at a time, the most urgent first, again where that is right, and with credentials only to the
/// server they belong to. Main thread.
class Transport : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(tl::expected<HttpAnswer, Trouble>)>;
    using Progress = std::function<void(qint64 received, qint64 total)>;
    using Id = quint64;

    Transport(Credentials credentials, TransportOptions options, Clock clock, QObject *parent = nullptr);
    ~Transport() override;

    Id send(Request request, Done done, Progress progress = {});
    /// Drops or aborts a request; its Done is destroyed without being called.
    void abandon(Id id);
    /// Everything still under way ends with Cancelled.
    void close();

    const Credentials &credentials() const { return m_credentials; }
    /// This computer's clock minus the server's, as of the latest answer; none before the first.
    std::optional<std::chrono::seconds> clockSkew() const { return m_skew; }
    int runningCount() const { return m_running; }

Q_SIGNALS:
    void clockSkewChanged(std::chrono::seconds skew);

private:
    struct Job {
        Request request;
        Done done;
        Progress progress;
        QUrl url; ///< where the current hop goes
        int attempt = 0, hops = 0, freshTries = 0;
        Secret secret; ///< with which it was sent
        int refusals = 0; ///< of secrets
        std::unique_ptr<Exchange> exchange;
        std::unique_ptr<QTimer> pause;
    };

    void startNext();
    std::optional<Id> mostUrgent();
    void start(Id id);
    void onEnded(Id id, const ExchangeResult &result);
    bool follow(Id id, const ExchangeResult &result);
    void repeatAfter(Id id, std::chrono::milliseconds pause);
    void enqueue(Id id);
    void finish(Id id, tl::expected<HttpAnswer, Trouble> outcome);
    void noteServerTime(const QDateTime &serverTime);
    QNetworkRequest networkRequest(const Job &job) const;

    Credentials m_credentials;
    TransportOptions m_options;
    Clock m_clock;
    QNetworkAccessManager m_network;
    std::unordered_map<Id, Job> m_jobs;
    QList<Id> m_waiting[3]; ///< by Priority
    Id m_lastId = 0;
    int m_running = 0, m_runningBackground = 0;
    std::optional<std::chrono::seconds> m_skew;
};

} // namespace milassist
