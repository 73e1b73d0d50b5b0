// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/twilio/retry.h"

#include <QFile>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace milassist {

/// How long and how much one attempt may take.
struct ExchangeLimits {
    std::chrono::milliseconds silence{30000};   ///< without a byte in either direction
    std::chrono::milliseconds whole{120000};    ///< for answers kept in memory: a slow drip ends here
    qint64 largestBody = 64 * 1024 * 1024;      ///< bytes kept in memory, unpacked
    qint64 largestFile = 2LL * 1024 * 1024 * 1024;
};

/// What one attempt brought.
struct ExchangeResult {
    int status = 0;                  ///< 0 = no answer
    QByteArray body;                 ///< empty when it went to a file
    qint64 fileSize = 0;
    QByteArray contentType, location, requestId;
    QDateTime serverTime;            ///< its Date header, UTC; invalid when absent
    std::optional<Failure> failure;  ///< none when the status is 2xx or 3xx and the body is whole
    std::optional<Error> fileError;  ///< the disk refused
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QList<QSslError::SslError> sslErrors;
};

/// One HTTP request and its answer, once: no retries, no redirects. Deletes nothing of itself; its owner does.
class Exchange : public QObject {
    Q_OBJECT
public:
    /// @param verb        GET, POST or DELETE
    /// @param form        the body to POST
    /// @param repeatable  false: the body is given out once only, so that nothing below us can send it a second time
    /// @param file        where a 2xx answer goes instead of memory; empty = memory
    Exchange(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb, const QByteArray &form,
             bool repeatable, const QString &file, const ExchangeLimits &limits, const Clock &clock, QObject *parent);
    ~Exchange() override;

Q_SIGNALS:
    void progressed(qint64 received, qint64 total); ///< total -1 when unknown
    void ended(const milassist::ExchangeResult &result);

private:
    void takeBytes();
    void finish();
    bool isForFile() const;
    bool takeIntoMemory();
    bool takeIntoFile(const QByteArray &bytes);
    Failure failureOf(int status) const;

    ExchangeLimits m_limits;
    Clock m_clock;
    QTimer m_deadline;
    std::unique_ptr<QFile> m_file;
    QNetworkReply *m_reply = nullptr;
    ExchangeResult m_result;
    bool m_sent = false;
    bool m_timedOut = false;
    bool m_tooLarge = false;
};

} // namespace milassist
