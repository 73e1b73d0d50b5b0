// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/upstream.h"

#include "core/base/logging.h"
#include "core/relay/gateway/mediapipe.h"
#include "core/twilio/network.h"

namespace milassist::relay
{

Upstream::Upstream(Credentials credentials, UpstreamOptions options, QObject *parent)
    : QObject(parent), m_credentials(std::move(credentials)), m_options(options)
{
    prepareNetwork(m_network);
}

Upstream::~Upstream()
{
    // Also those that have ended and wait to be deleted: their replies go with m_network, which goes before children do.
    for (Exchange *exchange : findChildren<Exchange *>(Qt::FindDirectChildrenOnly))
        delete exchange;
    m_pipes.clear();
    for (MediaPipe *pipe : findChildren<MediaPipe *>(Qt::FindDirectChildrenOnly))
        delete pipe;
}

bool Upstream::send(Ask ask, Done done)
{
    if (int(m_waiting.size()) >= m_options.waiting)
        return false;
    m_waiting.push_back({std::move(ask), std::move(done)});
    startNext();
    return true;
}

void Upstream::startNext()
{
    while (int(m_running.size()) < m_options.atOnce && !m_waiting.empty()) {
        Job job = std::move(m_waiting.front());
        m_waiting.pop_front();
        takeSecret();
        job.secret = m_credentials.secret;
        QNetworkRequest request = apiRequest(job.ask.url, job.ask.url, m_credentials);
        request.setRawHeader("User-Agent", "MilAssistRelay/" MILASSIST_VERSION);
        if (job.ask.verb != "DELETE")
            request.setRawHeader("Accept", "application/json");
        if (job.ask.verb == "POST")
            request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
        auto *exchange = new Exchange(m_network, request, job.ask.verb, job.ask.form, false, {}, m_options.limits,
                                      systemClock(), this);
        m_running.insert(exchange);
        // Queued: it is deleted on the way and must not be inside its own signal then.
        connect(
            exchange, &Exchange::ended, this,
            [this, exchange, job = std::move(job)](const ExchangeResult &result) { onEnded(exchange, job, result); }, Qt::QueuedConnection);
    }
}

void Upstream::onEnded(Exchange *exchange, Job job, const ExchangeResult &result)
{
    m_running.erase(exchange);
    exchange->deleteLater();
    if (result.status == 401 && goOnAfter(job.secret, job.refusals)) { // nothing was done
        ++job.refusals;
        m_waiting.push_front(std::move(job));
    } else {
        job.done(result);
    }
    startNext();
}

void Upstream::takeSecret()
{
    if (m_options.secrets)
        m_credentials.secret = m_options.secrets->current();
}

bool Upstream::goOnAfter(const Secret &refused, int refusals)
{
    if (!m_options.secrets || !m_options.secrets->goOnAfter(refused, refusals))
        return false;
    takeSecret();
    qCWarning(lcRelay) << "Twilio refuses the account's auth token; going on with number" << m_options.secrets->place() << "of those known";
    return true;
}

void Upstream::pipe(const QUrl &url, const HttpRequest &request, const HttpResponder &responder, Refuse refuse)
{
    if (int(m_pipes.size()) >= m_options.pipes)
        return responder.send(refuse(429));
    takeSecret();
    const auto goOn = [this, refused = m_credentials.secret, refusals = 0]() mutable {
        const bool isOther = goOnAfter(refused, refusals++);
        refused = m_credentials.secret;
        return isOther;
    };
    auto *pipe = new MediaPipe(m_network, m_credentials, url, request, responder, std::move(refuse), goOn);
    pipe->setParent(this);
    m_pipes.insert(pipe);
    connect(pipe, &MediaPipe::ended, this, [this, pipe] {
        m_pipes.erase(pipe);
        pipe->deleteLater();
    });
}

} // namespace milassist::relay
