// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/gateway/mediapipe.h"

#include "core/base/logging.h"
#include "core/twilio/network.h"
#include "core/twilio/redirect.h"

#include <QRegularExpression>

namespace milassist::relay
{

namespace
{

constexpr qint64 held = 256 * 1024;
constexpr std::chrono::seconds longestSilence{30};

void letGo(QNetworkReply *reply)
{
    reply->abort();
    reply->deleteLater(); // we may be inside one of its signals
}

/// What is played or looked at; nothing that a browser would run.
QByteArray harmlessType(const QByteArray &type)
{
    const QByteArray kind = type.split(';').first().trimmed().toLower(); // parameters say nothing that a player needs
    const bool isFine = kind.startsWith("audio/") || kind.startsWith("video/")
        || (kind.startsWith("image/") && !kind.startsWith("image/svg")) || kind.startsWith("text/vcard");
    return isFine && !kind.contains('\n') ? kind : QByteArray("application/octet-stream");
}

/// "1024", "bytes 0-99/1024", "bytes */1024".
bool isLengthOrRange(const QByteArray &value)
{
    static const QRegularExpression form(QStringLiteral("^(bytes (\\d{1,19}-\\d{1,19}|\\*)/)?(\\d{1,19}|\\*)\\z"));
    return form.match(QString::fromLatin1(value)).hasMatch();
}

} // namespace

MediaPipe::MediaPipe(QNetworkAccessManager &network, const Credentials &credentials, const QUrl &url, const HttpRequest &request,
                     HttpResponder responder, Upstream::Refuse refuse, std::function<bool()> goOnRefused)
    : m_network(network), m_credentials(credentials), m_home(url), m_range(request.headers.value("Range")),
      m_isHead(request.isHead), m_responder(std::move(responder)), m_refuse(std::move(refuse)), m_goOnRefused(std::move(goOnRefused)), m_reply(nullptr, letGo)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(longestSilence);
    connect(&m_silence, &QTimer::timeout, this, [this] { m_socket ? stop() : this->refuse(0); });
    ask(url);
}

MediaPipe::~MediaPipe()
{
    if (m_reply)
        m_reply->disconnect(this);
    if (m_socket) {
        m_socket->disconnect(this);
        if (m_socket->state() == QAbstractSocket::ConnectedState)
            m_socket->abort();
    }
}

void MediaPipe::ask(const QUrl &url)
{
    QNetworkRequest request = apiRequest(url, m_home, m_credentials);
    request.setRawHeader("User-Agent", "MilAssistRelay/" MILASSIST_VERSION);
    request.setRawHeader("Accept-Encoding", "identity"); // lengths and ranges are those of the thing itself
    if (!m_range.isEmpty())
        request.setRawHeader("Range", m_range);
    m_reply.reset(m_isHead ? m_network.head(request) : m_network.get(request));
    m_reply->setReadBufferSize(held);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &MediaPipe::onHeaders);
    connect(m_reply.get(), &QNetworkReply::finished, this, &MediaPipe::onFinished, Qt::QueuedConnection);
    m_silence.start();
}

void MediaPipe::onHeaders()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_socket || ((status == 200 || status == 206) && begin(status)))
        pump();
}

void MediaPipe::onFinished()
{
    if (m_hasEnded)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!m_socket && isRedirect(status)) {
        const auto target = redirectTarget(m_reply->url(), m_reply->rawHeader("Location"), m_hops++, Elsewhere::Allowed);
        return target ? ask(*target) : refuse(0);
    }
    if (!m_socket && status == 401 && m_goOnRefused())
        return ask(m_home);
    const bool isGood = m_reply->error() == QNetworkReply::NoError && (status == 200 || status == 206);
    if (!isGood)
        return m_socket ? stop() : refuse(status);
    if (!m_socket && !begin(status)) // empty, or only its headers were asked for
        return;
    m_isWhole = true;
    pump();
}

/// Sends the headers. False when the client cannot be given a stream; then it is answered, and this is over.
bool MediaPipe::begin(int status)
{
    m_socket = m_responder.takeOver({});
    if (!m_socket) {
        refuse(429);
        return false;
    }
    m_socket->setParent(nullptr);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &MediaPipe::pump);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &MediaPipe::stop);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\nContent-Type: "
        + harmlessType(m_reply->rawHeader("Content-Type"))
        + "\r\nAccept-Ranges: bytes\r\nCache-Control: private, no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n";
    for (const char *name : {"Content-Length", "Content-Range"}) {
        if (const QByteArray value = m_reply->rawHeader(name); isLengthOrRange(value))
            head += QByteArray(name) + ": " + value + "\r\n";
    }
    m_socket->write(head + "\r\n");
    return true;
}

void MediaPipe::pump()
{
    if (m_hasEnded || !m_socket)
        return;
    m_silence.start();
    while (m_socket->bytesToWrite() < held) {
        const QByteArray piece = m_reply->isOpen() ? m_reply->read(held / 4) : QByteArray();
        if (piece.isEmpty())
            break;
        m_socket->write(piece);
    }
    if (m_isWhole && m_reply->bytesAvailable() == 0 && m_socket->bytesToWrite() == 0)
        m_socket->disconnectFromHost(); // and then it is over
}

void MediaPipe::refuse(int status)
{
    if (m_hasEnded)
        return;
    qCInfo(lcRelay) << "a recording or attachment could not be fetched: HTTP" << status;
    m_responder.send(m_refuse(status));
    stop();
}

void MediaPipe::stop()
{
    if (std::exchange(m_hasEnded, true))
        return;
    m_silence.stop();
    m_reply->disconnect(this);
    QMetaObject::invokeMethod(this, &MediaPipe::ended, Qt::QueuedConnection);
}

} // namespace milassist::relay
