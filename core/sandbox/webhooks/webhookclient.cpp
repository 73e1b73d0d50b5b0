// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/webhookclient.h"

#include "core/sandbox/webhooks/delivery.h"

#include <QNetworkProxy>
#include <QUrl>
#include <QUuid>

namespace milassist::webhooks {

namespace {

constexpr std::chrono::milliseconds longestHold{2'000};

} // namespace

WebhookClient::WebhookClient(Secret authToken, faults::Journal &journal, faults::FaultBox &faults, QObject *parent)
    : QObject(parent), m_authToken(std::move(authToken)), m_journal(journal), m_faults(faults)
{
    m_network.setProxy(QNetworkProxy::NoProxy); // what is listening for us is on this computer
    m_network.setAutoDeleteReplies(false);
}

void WebhookClient::send(const Webhook &webhook, const Done &done)
{
    const QByteArray token = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    const QByteArray path = QUrl(webhook.url).path().toUtf8();
    const faults::WebhookPlan plan = m_faults.planForWebhook(webhook.method, path);
    const auto tell = [this, webhook, token, plan, done] {
        start(webhook, token, plan.notes, [this, lane = webhook.lane, done](const WebhookOutcome &outcome) {
            leave(lane);
            done(outcome);
        });
        if (plan.twice)
            start(webhook, token, plan.notes, [](const WebhookOutcome &) {});
    };
    const auto go = [this, lane = webhook.lane, tell] { enter(lane, tell); };
    if (plan.heldBack) {
        m_heldBack.append(go);
        QTimer::singleShot(longestHold, this, &WebhookClient::releaseHeldBack); // there may be no next one
        return;
    }
    go();
    releaseHeldBack();
}

void WebhookClient::start(const Webhook &webhook, const QByteArray &token, const QByteArrayList &notes, const Done &done)
{
    ++m_underWay;
    new Delivery(*this, webhook, token, notes, done); // a child of this object
}

void WebhookClient::enter(const QString &lane, const std::function<void()> &go)
{
    if (lane.isEmpty())
        return go();
    if (const auto waiting = m_waiting.find(lane); waiting != m_waiting.end())
        return waiting->append(go);
    m_waiting.insert(lane, {});
    go();
}

void WebhookClient::leave(const QString &lane)
{
    const auto waiting = m_waiting.find(lane);
    if (waiting == m_waiting.end())
        return;
    if (waiting->isEmpty()) {
        m_waiting.erase(waiting);
        return;
    }
    const auto next = waiting->takeFirst();
    next();
}

void WebhookClient::releaseHeldBack()
{
    for (const auto &go : std::exchange(m_heldBack, {}))
        go();
}

} // namespace milassist::webhooks
