// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/exchange.h"

#include "core/net/network.h"
#include "core/net/oneshotbody.h"

#include <QNetworkAccessManager>

#include <cerrno>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

Error diskError(const QFile &file)
{
    const auto kind = file.error() == QFileDevice::ResourceError || errno == ENOSPC ? Error::Kind::DiskFull : Error::Kind::Storage;
    return {.kind = kind, .detail = u"the file cannot be written: "_s + file.errorString()};
}

} // namespace

Exchange::Exchange(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &verb, const QByteArray &form,
                   bool repeatable, const QString &file, const ExchangeLimits &limits, const Clock &clock, QObject *parent)
    : QObject(parent), m_limits(limits), m_clock(clock)
{
    if (!file.isEmpty())
        m_file = std::make_unique<QFile>(file);
    request.setTransferTimeout(int(limits.silence.count()));

    if (verb == "GET") {
        m_reply = network.get(request);
    } else if (verb == "DELETE") {
        m_reply = network.deleteResource(request);
    } else if (repeatable) {
        m_reply = network.post(request, form);
    } else {
        auto body = std::make_unique<OneShotBody>(form);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, form.size());
        m_reply = network.post(request, body.get());
        body.release()->setParent(m_reply);
    }

    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_sent = true; });
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) { m_sent = m_sent || sent > 0; });
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::takeBytes);
    connect(m_reply, &QNetworkReply::downloadProgress, this, &Exchange::progressed);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_result.sslErrors.push_back(error.error());
    });

    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        m_timedOut = true;
        m_reply->abort();
    });
    if (!m_file) // a file may be large and the line slow: only silence ends it
        m_deadline.start(limits.whole);
}

Exchange::~Exchange()
{
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater(); // we may be inside one of its signals
    if (m_file && m_file->isOpen())
        m_file->remove();
}

bool Exchange::isForFile() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return m_file && status >= 200 && status < 300;
}

// Straight to where the body grows: a page has two megabytes.
bool Exchange::takeIntoMemory()
{
    const qsizetype before = m_result.body.size();
    m_result.body.resize(before + qsizetype(m_reply->bytesAvailable()));
    const qint64 read = m_reply->read(m_result.body.data() + before, m_result.body.size() - before);
    m_result.body.truncate(before + qsizetype(std::max<qint64>(0, read)));
    return m_result.body.size() <= m_limits.largestBody;
}

bool Exchange::takeIntoFile(const QByteArray &bytes)
{
    if (!m_file->isOpen() && !m_file->open(QIODevice::WriteOnly | QIODevice::Truncate)) {
        m_result.fileError = diskError(*m_file);
        return false;
    }
    if (m_file->write(bytes) != bytes.size()) {
        m_result.fileError = diskError(*m_file);
        return false;
    }
    m_result.fileSize += bytes.size();
    return m_result.fileSize <= m_limits.largestFile;
}

void Exchange::takeBytes()
{
    if (m_tooLarge || m_result.fileError)
        return;
    if (m_result.body.isEmpty() && !m_file) {
        const qint64 expected = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        constexpr qint64 parserRoom = 64; // the JSON parser reads a little past the end
        if (expected > 0 && expected <= m_limits.largestBody)
            m_result.body.reserve(qsizetype(expected + parserRoom));
    }
    if (isForFile() ? takeIntoFile(m_reply->readAll()) : takeIntoMemory())
        return;
    m_tooLarge = !m_result.fileError;
    m_reply->abort();
}

Failure Exchange::failureOf(int status) const
{
    using Cause = Failure::Cause;
    const auto error = m_result.network;
    Failure failure{.cause = Cause::Lost, .sent = m_sent || status != 0, .httpStatus = status};
    if (status >= 400)
        failure.cause = Cause::Answered;
    else if (m_tooLarge)
        failure.cause = Cause::Lost;
    else if (m_timedOut || error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError
             || error == QNetworkReply::ProxyTimeoutError)
        failure.cause = Cause::TimedOut; // nobody else aborts: whoever gives up deletes the Exchange
    else if (status == 0 && isBeforeSending(error) && !m_sent)
        failure.cause = Cause::NotConnected;
    failure.retryAfter = retryAfterFrom(m_reply->rawHeader("Retry-After"), m_clock());
    return failure;
}

void Exchange::finish()
{
    m_deadline.stop();
    m_result.network = m_reply->error();
    if (m_reply->isOpen() && m_reply->bytesAvailable() > 0)
        takeBytes();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_result.status = status;
    m_result.contentType = m_reply->rawHeader("Content-Type");
    m_result.location = m_reply->rawHeader("Location");
    m_result.requestId = m_reply->rawHeader("Twilio-Request-Id").left(64);
    m_result.serverTime = httpDate(m_reply->rawHeader("Date"));

    const bool isFine = status >= 200 && status < 400 && m_result.network == QNetworkReply::NoError && !m_tooLarge;
    if (!isFine)
        m_result.failure = failureOf(status);
    if (m_file && !m_file->isOpen() && isFine && status < 300 && !m_result.fileError
        && !m_file->open(QIODevice::WriteOnly | QIODevice::Truncate)) // an empty file is a file
        m_result.fileError = diskError(*m_file);
    if (m_file && m_file->isOpen()) {
        if (!m_file->flush() && !m_result.fileError)
            m_result.fileError = diskError(*m_file);
        m_file->close();
        if (m_result.failure || m_result.fileError)
            m_file->remove();
    }
    Q_EMIT ended(m_result);
}

} // namespace milassist
