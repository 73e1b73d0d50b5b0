// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teamevents.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/net/network.h"

#include <QJsonDocument>
#include <QRandomGenerator>

namespace milassist
{

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace
{

// A number that never was: the relay answers with the newest, and we begin there.
constexpr qint64 fromNowOn = (1LL << 53) - 1;

QUrl socketUrl(const TeamClient &client, qint64 since)
{
    QUrl url = client.urlOf(u"/api/events"_s, QUrlQuery{{u"since"_s, QString::number(since < 0 ? fromNowOn : since)}});
    url.setScheme(url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    return url;
}

} // namespace

TeamEvents::TeamEvents(TeamClient &client, EventPosition position, EventsTaste taste, QObject *parent)
    : QObject(parent), m_client(client), m_kept(std::move(position)), m_taste(taste), m_upTo(m_kept.read())
{
    m_retry.setSingleShot(true);
    m_settled.setSingleShot(true);
    m_keep.setSingleShot(true);
    m_pulse.setInterval(m_taste.pulse);
    connect(&m_retry, &QTimer::timeout, this, &TeamEvents::connectNow);
    connect(&m_pulse, &QTimer::timeout, this, &TeamEvents::feelPulse);
    connect(&m_settled, &QTimer::timeout, this, [this] { m_failures = 0; });
    connect(&m_keep, &QTimer::timeout, this, [this] { m_kept.write(m_upTo); });
}

TeamEvents::~TeamEvents()
{
    drop();
    if (m_keep.isActive())
        m_kept.write(m_upTo);
}

void TeamEvents::start()
{
    if (m_link == Link::Off)
        connectNow();
}

void TeamEvents::stop()
{
    drop();
    m_retry.stop();
    setLink(Link::Off);
}

void TeamEvents::tryNow()
{
    if (m_link == Link::Waiting || m_link == Link::Refused)
        connectNow();
}

void TeamEvents::say(const QJsonObject &message)
{
    if (isLive() && m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void TeamEvents::connectNow()
{
    drop();
    m_retry.stop();
    m_socket = std::make_unique<QWebSocket>();
    QWebSocket *socket = m_socket.get();
    constexpr quint64 largest = 16 * 1024 * 1024;
    socket->setMaxAllowedIncomingMessageSize(largest);
    const QUrl url = socketUrl(m_client, m_upTo);
    const auto proxies = SystemProxy().queryProxy(QNetworkProxyQuery(m_client.urlOf(u"/api/events"_s)));
    socket->setProxy(proxies.value(0, QNetworkProxy(QNetworkProxy::NoProxy)));
    connect(socket, &QWebSocket::connected, this, [this] {
        m_unanswered = 0;
        m_pulse.start();
        m_settled.start(m_taste.settled);
        setLink(Link::Live);
    });
    connect(socket, &QWebSocket::textMessageReceived, this, &TeamEvents::hear);
    connect(socket, &QWebSocket::pong, this, [this] { m_unanswered = 0; });
    // Both may come, in either order, and from within a call of ours; the first one counts.
    const auto gone = [this, socket] {
        if (m_socket.get() == socket)
            lost();
    };
    connect(socket, &QWebSocket::disconnected, this, gone, Qt::QueuedConnection);
    connect(socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, gone, Qt::QueuedConnection);
    setLink(Link::Connecting);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_client.access().token.reveal());
    m_retry.start(std::chrono::seconds(30)); // a handshake that never ends
    connect(socket, &QWebSocket::connected, &m_retry, &QTimer::stop);
    socket->open(request);
}

void TeamEvents::hear(const QString &text)
{
    const auto frame = readFrame(text);
    if (!frame) {
        qCWarning(lcSync) << "a message of the relay cannot be read; asking again from" << m_upTo;
        return lost();
    }
    if (frame->isReset) {
        const bool isFirst = m_upTo < 0;
        setPosition(frame->upTo);
        if (!isFirst) // whoever begins has read everything already, or is about to
            Q_EMIT resetTo(frame->upTo);
        return;
    }
    const QWebSocket *socket = m_socket.get();
    for (const TeamEvent &event : frame->events) {
        if (event.number <= m_upTo)
            continue;
        setPosition(event.number);
        Q_EMIT happened(event);
        if (m_socket.get() != socket) // somebody stopped us
            return;
    }
    setPosition(std::max(m_upTo, frame->upTo));
}

void TeamEvents::lost()
{
    if (!m_socket)
        return;
    qCInfo(lcSync) << "no live events:" << m_socket->errorString();
    drop();
    waitFor(nextPause(), Link::Waiting);
    askWhy();
}

/// A handshake that is refused does not say why.
void TeamEvents::askWhy()
{
    whenDone(m_client.ask({.path = u"/api/team/me"_s}), this, [this](const TeamReply &reply) {
        if (m_link == Link::Waiting && reply.way == TeamReply::Way::Answered && reply.status == 401)
            waitFor(m_taste.refusedPause, Link::Refused);
    });
}

void TeamEvents::waitFor(milliseconds pause, Link link)
{
    m_retry.start(pause);
    setLink(link);
}

void TeamEvents::drop()
{
    m_pulse.stop();
    m_settled.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->disconnect(&m_retry);
    m_socket->close();
    m_socket.release()->deleteLater(); // we may be inside one of its signals
}

void TeamEvents::feelPulse()
{
    if (m_unanswered >= 2) {
        qCInfo(lcSync) << "the relay does not answer any more";
        return lost();
    }
    ++m_unanswered;
    m_socket->ping();
}

void TeamEvents::setLink(Link link)
{
    if (m_link == link)
        return;
    m_link = link;
    Q_EMIT linkChanged(link);
}

void TeamEvents::setPosition(qint64 number)
{
    if (number == m_upTo)
        return;
    m_upTo = number;
    if (!m_keep.isActive())
        m_keep.start(m_taste.keeping);
}

milliseconds TeamEvents::nextPause()
{
    const milliseconds ceiling = std::min(m_taste.longestPause, m_taste.firstPause * (1 << std::min(m_failures, 16)));
    ++m_failures;
    return milliseconds(qint64(double(ceiling.count()) * (0.5 + 0.5 * QRandomGenerator::global()->generateDouble())));
}

} // namespace milassist
