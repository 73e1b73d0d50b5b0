// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/api/statuspage.h"
#include "core/relay/drift/drift.h"
#include "core/relay/doctor/probefinding.h"

#include <QNetworkAccessManager>

namespace milassist::relay
{

struct Diagnosis {
    QDateTime at; ///< UTC
    QString publicUrl;
    Remarks remarks;
    bool isWell() const; ///< nothing is wrong
};
QJsonObject jsonOf(const Diagnosis &diagnosis);

/// Examines a relay from the outside in: what the status page looks at, a signed request through the public address, and where
/// the account's numbers lead. Everybody who asks while it looks gets the same diagnosis. GET /api/team/doctor. Main thread.
class Doctor : public QObject
{
    Q_OBJECT
public:
    struct Here {
        WebhookTrust trust;
        bool isServing = true; ///< false: asked beside a relay, of whose desks and webhooks nothing is known
        std::chrono::milliseconds patience{12'000};
    };
    Doctor(SharedStore &store, TwilioApi &twilio, StatusPage &status, Here here, QObject *parent = nullptr);

    std::vector<ApiRoute> routes();
    /// Within its patience; never an error.
    QFuture<Diagnosis> examine(const QDateTime &now);

private:
    struct Look;
    void sendProbe(const std::shared_ptr<Look> &look);
    void finish(const std::shared_ptr<Look> &look);

    SharedStore &m_store;
    TwilioApi &m_twilio;
    StatusPage &m_status;
    Here m_here;
    QNetworkAccessManager m_network;
    std::shared_ptr<Look> m_current;
};

} // namespace milassist::relay
