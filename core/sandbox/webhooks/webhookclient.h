// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/domain/signature.h"
#include "core/sandbox/faults/faultbox.h"
#include "core/sandbox/faults/journal.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>

#include <functional>

namespace milassist::webhooks {

/// One event to be told to somebody's server.
struct Webhook {
    QString url;                       ///< as configured, with its fragment and any user:password@
    QByteArray method = "POST";        ///< or GET: then the fields go into the query
    QString fallbackUrl;               ///< tried when nothing else helps; may be empty
    QByteArray fallbackMethod = "POST";
    SignedFields fields;
    QByteArray space = "+";            ///< how a space is written: "+" for messages, "%20" for calls
    QString lane;                      ///< of one lane each is told when the one before has been answered; empty: at once
};

/// How it went in the end.
struct WebhookOutcome {
    bool isDelivered = false; ///< answered with 2xx
    int errorCode = 0;        ///< 11200 HTTP error, 11205 no connection, 11210 no such host, 11215 redirects, 11100 bad URL
    int status = 0;           ///< of the last answer; 0 = none
    QByteArray contentType, body;
    QString url;              ///< the last one asked
    QByteArray requestVariables, responseHeaders;
};

/// Sends webhooks as Twilio does: signed, with retries and redirects, then to the fallback address. Every attempt is journaled.
class WebhookClient : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const WebhookOutcome &)>;

    WebhookClient(Secret authToken, faults::Journal &journal, faults::FaultBox &faults, QObject *parent = nullptr);

    /// Calls @p done once, later, in this thread; not at all if this object goes first.
    void send(const Webhook &webhook, const Done &done);
    /// Nothing under way and nothing held back.
    bool isQuiet() const { return m_underWay == 0 && m_heldBack.isEmpty(); }

private:
    friend class Delivery;
    void start(const Webhook &webhook, const QByteArray &token, const QByteArrayList &notes, const Done &done);
    void enter(const QString &lane, const std::function<void()> &go);
    void leave(const QString &lane);
    void releaseHeldBack();

    const Secret m_authToken;
    faults::Journal &m_journal;
    faults::FaultBox &m_faults;
    QNetworkAccessManager m_network;
    QList<std::function<void()>> m_heldBack;
    QHash<QString, QList<std::function<void()>>> m_waiting; ///< by lane; there is an entry while one of it is under way
    int m_underWay = 0;
};

} // namespace milassist::webhooks
