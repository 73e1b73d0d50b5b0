// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/webhooks/overrides.h"
#include "core/sandbox/webhooks/webhookclient.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

class QNetworkReply;

namespace milassist::webhooks {

/// One webhook on its way: attempts, redirects, the fallback; deletes itself when it is done.
class Delivery : public QObject {
    Q_OBJECT

public:
    Delivery(WebhookClient &client, Webhook webhook, QByteArray token, QByteArrayList notes, WebhookClient::Done done);
    ~Delivery() override;

private:
    void begin(const QString &url, const QByteArray &method);
    void attempt(const QString &url, const QByteArray &method);
    QNetworkReply *post(QNetworkRequest request, const QByteArray &body);
    void onFinished(QNetworkReply *reply, const QByteArray &method, const QByteArray &sentUrl, const QByteArray &body);
    void journal(QNetworkReply *reply, const QByteArray &method, const QByteArray &sentUrl, const QByteArray &body, int status,
                 const QByteArray &answer);
    bool followRedirect(QNetworkReply *reply, const QByteArray &method, int status);
    void failed(Attempt attempt, int status, int errorCode);
    void finish();

    WebhookClient &m_client;
    const Webhook m_webhook;
    const QByteArray m_token;       ///< the same for every attempt: who receives two knows that they are one
    const QByteArrayList m_notes;
    const WebhookClient::Done m_done;
    SignedFields m_fields;
    QString m_url;                  ///< primary or fallback
    QByteArray m_method;
    Overrides m_overrides;
    WebhookOutcome m_outcome;
    QPointer<QNetworkReply> m_reply;
    QTimer m_total;
    QElapsedTimer m_clock;
    int m_attempts = 0, m_redirects = 0;
    bool m_isFallback = false, m_timedOut = false;
};

} // namespace milassist::webhooks
