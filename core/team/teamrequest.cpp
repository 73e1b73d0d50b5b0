// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamrequest.h"

#include "core/net/network.h"
#include "core/net/oneshotbody.h"

namespace milassist
{

TeamRequest::TeamRequest(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb, const QByteArray &body,
                         bool isRepeatable, const TeamLimits &limits, QObject *parent)
    : QObject(parent), m_largestBody(limits.largestBody)
{
    m_exchange.isCreate = verb != "GET";
    request.setTransferTimeout(int(limits.silence.count()));
    if (!m_exchange.isCreate || body.isEmpty()) {
        m_reply = network.sendCustomRequest(request, verb);
    } else if (isRepeatable) {
        m_reply = network.sendCustomRequest(request, verb, body);
    } else {
        auto once = std::make_unique<OneShotBody>(body);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        m_reply = network.sendCustomRequest(request, verb, once.get());
        once.release()->setParent(m_reply);
    }
    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_exchange.sent = true; });
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 all) {
        m_exchange.sent |= sent > 0;
        if (all > 0)
            Q_EMIT progressed(sent, all);
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &TeamRequest::takeBytes);
    connect(m_reply, &QNetworkReply::finished, this, &TeamRequest::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_exchange.certificate << error.error();
    });
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_exchange.timedOut = true;
        m_reply->abort();
    });
    m_deadline.start(limits.whole);
}

TeamRequest::~TeamRequest()
{
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater(); // we may be inside one of its signals
}

void TeamRequest::takeBytes()
{
    if (m_exchange.tooLarge)
        return;
    m_exchange.body += m_reply->readAll();
    if (m_exchange.body.size() > m_largestBody) {
        m_exchange.tooLarge = true;
        m_exchange.body.clear();
        m_reply->abort();
    }
}

void TeamRequest::finish()
{
    m_deadline.stop();
    m_exchange.network = m_reply->error();
    m_exchange.networkWords = m_reply->errorString();
    if (m_reply->isOpen() && m_reply->bytesAvailable() > 0)
        takeBytes();
    m_exchange.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    using Network = QNetworkReply::NetworkError;
    if (m_exchange.network == Network::OperationCanceledError || m_exchange.network == Network::TimeoutError)
        m_exchange.timedOut = !m_exchange.tooLarge; // nobody else aborts: whoever gives up deletes us
    Q_EMIT ended(replyOf(m_exchange));
}

} // namespace milassist
