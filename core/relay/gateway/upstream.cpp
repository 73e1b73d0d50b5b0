// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/upstream.h"

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
    for (Exchange *exchange : m_running)
        delete exchange;
    for (MediaPipe *pipe : std::exchange(m_pipes, {}))
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
            [this, exchange, done = std::move(job.done)](const ExchangeResult &result) {
                m_running.erase(exchange);
                exchange->deleteLater();
                done(result);
                startNext();
            },
            Qt::QueuedConnection);
    }
}

void Upstream::pipe(const QUrl &url, const HttpRequest &request, const HttpResponder &responder, Refuse refuse)
{
    if (int(m_pipes.size()) >= m_options.pipes)
        return responder.send(refuse(429));
    auto *pipe = new MediaPipe(m_network, m_credentials, url, request, responder, std::move(refuse));
    m_pipes.insert(pipe);
    connect(pipe, &MediaPipe::ended, this, [this, pipe] {
        m_pipes.erase(pipe);
        pipe->deleteLater();
    });
}

} // namespace milassist::relay
