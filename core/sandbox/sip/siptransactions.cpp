// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/siptransactions.h"

#include <QRandomGenerator>

namespace milassist::sip
{

namespace
{

constexpr qsizetype mostTransactions = 5000;
constexpr char magicCookie[] = "z9hG4bK"; // RFC 3261 8.1.1.7

/// What says that a request is the same one again. CANCEL and ACK look like the INVITE they belong to.
QByteArray keyOf(const SipMessage &message, const QByteArray &method)
{
    const auto via = message.topVia();
    const QByteArray branch = via->branch().startsWith(magicCookie)
        ? via->branch()
        : message.callId() + '|' + message.header("CSeq").split(' ').value(0);
    return branch + '|' + via->host + ':' + QByteArray::number(via->port) + '|' + method;
}

Via ownVia(const SipSockets &sockets, Transport transport, const QByteArray &branch)
{
    Via via;
    via.transport = wordOf(transport).toUpper();
    via.host = sockets.address().toString().toLatin1();
    via.port = sockets.port(transport);
    via.params.set("branch", branch);
    via.params.set("rport", {});
    return via;
}

} // namespace

QByteArray randomToken()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 36).rightJustified(13, '0');
}

// ---- requests that came

ServerTransaction::ServerTransaction(SipSockets &sockets, SipTimers timers, SipMessage request, Flow flow)
    : m_sockets(sockets), m_timers(timers), m_request(std::move(request)), m_flow(std::move(flow)), m_interval(timers.t1)
{
    m_repeat.setSingleShot(true);
    m_end.setSingleShot(true);
    connect(&m_repeat, &QTimer::timeout, this, &ServerTransaction::repeat);
    connect(&m_end, &QTimer::timeout, this, [this] {
        if (m_request.method == "INVITE" && !m_isAcknowledged)
            Q_EMIT unacknowledged();
        deleteLater();
    });
}

void ServerTransaction::respond(int status, const QByteArray &toTag, const QByteArray &reason)
{
    respond(SipMessage::response(m_request, status, toTag, reason));
}

void ServerTransaction::respond(const SipMessage &response)
{
    if (isAnswered())
        return;
    m_last = response;
    resend();
    if (response.status < 200)
        return;
    const bool isInvite = m_request.method == "INVITE";
    if (isInvite && (!m_flow.isReliable() || response.status < 300)) // a 2xx is the caller's to acknowledge, not the next hop's
        m_repeat.start(m_interval);
    m_end.start(isInvite || !m_flow.isReliable() ? m_timers.timeout() : std::chrono::milliseconds(0));
}

void ServerTransaction::resend()
{
    if (m_last.status != 0)
        m_sockets.send(m_flow, m_last.toBytes());
}

void ServerTransaction::repeat()
{
    resend();
    m_interval = std::min(m_interval * 2, m_timers.t2);
    m_repeat.start(m_interval);
}

void ServerTransaction::acknowledge()
{
    if (m_isAcknowledged || !isAnswered())
        return;
    m_isAcknowledged = true;
    m_repeat.stop();
    m_end.start(m_flow.isReliable() ? std::chrono::milliseconds(0) : m_timers.t4);
}

// ---- requests of ours

ClientTransaction::ClientTransaction(SipSockets &sockets, SipTimers timers, SipMessage request, Flow flow)
    : m_sockets(sockets), m_timers(timers), m_request(std::move(request)), m_flow(std::move(flow)), m_interval(timers.t1)
{
    m_repeat.setSingleShot(true);
    m_end.setSingleShot(true);
    connect(&m_repeat, &QTimer::timeout, this, &ClientTransaction::repeat);
    connect(&m_end, &QTimer::timeout, this, [this] {
        if (m_status < 200)
            fail(408);
        deleteLater();
    });
    m_end.start(timers.timeout());
    if (!m_sockets.send(m_flow, m_request.toBytes()))
        QTimer::singleShot(0, this, [this] { fail(503); });
    else if (!m_flow.isReliable())
        m_repeat.start(m_interval);
}

void ClientTransaction::repeat()
{
    m_sockets.send(m_flow, m_request.toBytes());
    m_interval = isInvite() ? m_interval * 2 : std::min(m_interval * 2, m_timers.t2);
    m_repeat.start(m_interval);
}

void ClientTransaction::fail(int status)
{
    if (m_status >= 200)
        return;
    m_status = status;
    m_repeat.stop();
    deleteLater();
    Q_EMIT failed(status);
}

void ClientTransaction::acknowledge(const SipMessage &ack)
{
    m_ack = ack;
    m_sockets.send(m_flow, ack.toBytes());
}

/// The ACK of a refusal belongs to the transaction (RFC 3261 17.1.1.3).
void ClientTransaction::sendAck(const SipMessage &response)
{
    SipMessage ack = SipMessage::request("ACK", m_request.requestUri);
    ack.add("Via", m_request.header("Via"));
    ack.add("Max-Forwards", "70");
    for (const QByteArray &route : m_request.values("Route"))
        ack.add("Route", route);
    ack.add("From", m_request.header("From"));
    ack.add("To", response.header("To"));
    ack.add("Call-ID", m_request.callId());
    ack.add("CSeq", QByteArray::number(m_request.cseq()->number) + " ACK");
    acknowledge(ack);
}

void ClientTransaction::receive(const SipMessage &response)
{
    if (m_status >= 200) { // the same once more
        if (isInvite() && response.status >= 200 && m_ack)
            m_sockets.send(m_flow, m_ack->toBytes());
        return;
    }
    m_status = response.status;
    m_repeat.stop();
    if (response.status < 200) {
        if (isInvite())
            m_end.stop(); // it may ring for as long as it likes
        else if (!m_flow.isReliable())
            m_repeat.start(m_timers.t2);
    } else {
        if (isInvite() && response.status >= 300)
            sendAck(response);
        m_end.start(isInvite() ? m_timers.timeout() : std::chrono::milliseconds(0));
    }
    Q_EMIT responded(response);
}

// ---- all of them

SipTransactions::SipTransactions(SipSockets &sockets, SipTimers timers) : m_sockets(sockets), m_timers(timers)
{
    connect(&sockets, &SipSockets::received, this, &SipTransactions::receive);
    connect(&sockets, &SipSockets::lost, this, [this](const Flow &flow) {
        const auto all = m_client.values();
        for (const auto &transaction : all) {
            if (transaction && transaction->flow() == flow)
                transaction->fail(503);
        }
    });
}

ClientTransaction *SipTransactions::add(SipMessage request, const Flow &flow, const QByteArray &branch)
{
    request.addFirst("Via", ownVia(m_sockets, flow.transport, branch).toBytes());
    const QByteArray key = branch + '|' + request.method;
    auto *transaction = new ClientTransaction(m_sockets, m_timers, std::move(request), flow);
    transaction->setParent(this);
    m_client.insert(key, transaction);
    connect(transaction, &QObject::destroyed, this, [this, key] { m_client.remove(key); });
    return transaction;
}

Via SipTransactions::viaFor(const Flow &flow) const
{
    return ownVia(m_sockets, flow.transport, magicCookie + randomToken());
}

ClientTransaction *SipTransactions::send(SipMessage request, const Flow &flow)
{
    return add(std::move(request), flow, magicCookie + randomToken());
}

void SipTransactions::cancel(ClientTransaction &invite, const QByteArray &reason)
{
    invite.m_end.start(m_timers.timeout()); // who does not answer now is forgotten
    const SipMessage &request = invite.request();
    SipMessage cancel = SipMessage::request("CANCEL", request.requestUri);
    cancel.add("Max-Forwards", "70");
    for (const QByteArray &route : request.values("Route"))
        cancel.add("Route", route);
    cancel.add("From", request.header("From"));
    cancel.add("To", request.header("To"));
    cancel.add("Call-ID", request.callId());
    cancel.add("CSeq", QByteArray::number(request.cseq()->number) + " CANCEL");
    if (!reason.isEmpty())
        cancel.add("Reason", reason);
    add(std::move(cancel), invite.flow(), request.topVia()->branch());
}

void SipTransactions::answerStateless(const SipMessage &request, const Flow &flow, int status, const QByteArray &reason)
{
    if (request.method != "ACK")
        m_sockets.send(flow, SipMessage::response(request, status, randomToken(), reason).toBytes());
}

void SipTransactions::receive(const SipMessage &message, const Flow &flow)
{
    const auto flaw = flawOf(message);
    if (message.isRequest()) {
        if (!flaw)
            receiveRequest(message, flow);
        else if (flaw->status != 0)
            answerStateless(message, flow, flaw->status, flaw->reason);
        return;
    }
    if (flaw)
        return;
    if (const auto transaction = m_client.value(message.topVia()->branch() + '|' + message.cseq()->method))
        transaction->receive(message);
}

void SipTransactions::receiveRequest(const SipMessage &message, const Flow &flow)
{
    const bool isAck = message.method == "ACK", isCancel = message.method == "CANCEL";
    const QPointer<ServerTransaction> invite = isAck || isCancel ? m_server.value(keyOf(message, "INVITE")) : nullptr;
    if (isAck) {
        if (invite && invite->m_last.status >= 300)
            invite->acknowledge();
        else
            Q_EMIT acknowledged(message);
        return;
    }
    const QByteArray key = keyOf(message, message.method);
    if (const auto known = m_server.value(key)) {
        known->resend();
        return;
    }
    if (m_server.size() >= mostTransactions)
        return answerStateless(message, flow, 503);
    auto *transaction = new ServerTransaction(m_sockets, m_timers, message, flow);
    transaction->setParent(this);
    m_server.insert(key, transaction);
    connect(transaction, &QObject::destroyed, this, [this, key] { m_server.remove(key); });
    if (!isCancel) {
        Q_EMIT requested(transaction);
        return;
    }
    transaction->respond(invite ? 200 : 481, randomToken());
    if (invite && !invite->isAnswered())
        Q_EMIT invite->cancelled(message);
}

} // namespace milassist::sip
