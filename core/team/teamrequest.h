// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamreply.h"

#include <QObject>
#include <QTimer>

class QNetworkAccessManager;

namespace milassist
{

struct TeamLimits {
    std::chrono::milliseconds silence{15'000}; ///< without a byte in either direction
    std::chrono::milliseconds whole{60'000};   ///< a slow drip ends here
    qint64 largestBody = 16 * 1024 * 1024;     ///< bytes, unpacked
};

/// One HTTP request to a relay and its answer. Its owner deletes it; before the end that drops the connection.
class TeamRequest : public QObject
{
    Q_OBJECT
public:
    /// @param isRepeatable the relay knows it again: Qt may send it a second time over a new connection
    TeamRequest(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb, const QByteArray &body,
                bool isRepeatable, const TeamLimits &limits, QObject *parent);
    ~TeamRequest() override;

    /// What is answered is a file, not JSON.
    void takeFile() { m_exchange.isFile = true; }

Q_SIGNALS:
    void progressed(qint64 sent, qint64 all); ///< bytes of the body
    void ended(const milassist::TeamReply &reply);

private:
    void takeBytes();
    void finish();

    qint64 m_largestBody;
    QTimer m_deadline;
    QNetworkReply *m_reply = nullptr;
    TeamExchange m_exchange;
};

} // namespace milassist
