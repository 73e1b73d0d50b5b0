// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/voice/sipcaller.h"

#include "core/sandbox/sip/siptransactions.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace milassist::bench
{

using sip::SipMessage;

namespace
{

int boundSocket(quint16 &port)
{
    const int made = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (made < 0 || ::bind(made, reinterpret_cast<sockaddr *>(&address), length) != 0
        || ::getsockname(made, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        qFatal("no UDP socket on 127.0.0.1");
    port = ntohs(address.sin_port);
    return made;
}

QByteArray soundOffer(quint16 port)
{
    return "v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + QByteArray::number(port)
        + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
}

} // namespace

SipCaller::SipCaller() : m_socket(boundSocket(m_port)), m_sound(boundSocket(m_soundPort))
{
    m_thread = std::thread([this] { run(); });
}

SipCaller::~SipCaller()
{
    m_isStopping = true;
    m_thread.join();
    ::close(m_socket);
    ::close(m_sound);
}

QByteArray SipCaller::contact() const
{
    return "<sip:bench@127.0.0.1:" + QByteArray::number(m_port) + '>';
}

void SipCaller::send(const SipMessage &message, const sockaddr_in &to) const
{
    const QByteArray bytes = message.toBytes();
    ::sendto(m_socket, bytes.constData(), size_t(bytes.size()), 0, reinterpret_cast<const sockaddr *>(&to), sizeof to);
}

SipMessage SipCaller::request(const QByteArray &method, const QByteArray &uri) const
{
    SipMessage message = SipMessage::request(method, uri);
    message.add("Via", "SIP/2.0/UDP 127.0.0.1:" + QByteArray::number(m_port) + ";rport;branch=z9hG4bK" + sip::randomToken());
    message.add("Max-Forwards", "70");
    return message;
}

bool SipCaller::isRegistered(const QByteArray &user) const
{
    const std::scoped_lock lock(m_mutex);
    return m_users.contains(user);
}

QByteArray SipCaller::call(const QByteArray &fromNumber)
{
    const std::scoped_lock lock(m_mutex);
    const QByteArray callId = sip::randomToken(), uri = "sip:desk1@127.0.0.1:" + QByteArray::number(ntohs(m_phone.sin_port));
    Call call{.invite = request("INVITE", uri), .ourTag = sip::randomToken()};
    call.invite.add("From", "<sip:" + fromNumber + "@127.0.0.1>;tag=" + call.ourTag);
    call.invite.add("To", '<' + uri + '>');
    call.invite.add("Call-ID", callId);
    call.invite.add("CSeq", "1 INVITE");
    call.invite.add("Contact", contact());
    call.invite.setBody("application/sdp", soundOffer(m_soundPort));
    call.times.invite = std::chrono::steady_clock::now();
    send(call.invite, m_phone);
    m_calls.insert_or_assign(callId, std::move(call));
    return callId;
}

SipCaller::Times SipCaller::times(const QByteArray &callId) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_calls.find(callId);
    return found == m_calls.end() ? Times() : found->second.times;
}

void SipCaller::hangUp(const QByteArray &callId)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto found = m_calls.find(callId); found != m_calls.end())
        leave(callId, found->second);
}

void SipCaller::leave(const QByteArray &callId, Call &call)
{
    if (std::exchange(call.isLeaving, true))
        return;
    SipMessage bye = request("BYE", call.theirContact);
    bye.add("From", call.isOurs ? call.invite.header("From") : call.invite.header("To") + ";tag=" + call.ourTag);
    bye.add("To", call.isOurs ? call.theirTo : call.invite.header("From"));
    bye.add("Call-ID", callId);
    bye.add("CSeq", "2 BYE");
    send(bye, m_phone);
}

void SipCaller::hangUpWhatIsDue()
{
    const Instant now = std::chrono::steady_clock::now();
    for (auto &[callId, call] : m_calls) {
        if (call.hangUpAt && now >= *call.hangUpAt && !call.isLeaving)
            leave(callId, call);
    }
}

void SipCaller::run()
{
    std::array<char, 65536> bytes;
    while (!m_isStopping) {
        pollfd waits{.fd = m_socket, .events = POLLIN, .revents = 0};
        const bool isThere = ::poll(&waits, 1, 5) > 0;
        const std::scoped_lock lock(m_mutex);
        hangUpWhatIsDue();
        if (!isThere)
            continue;
        sockaddr_in from = {};
        socklen_t length = sizeof from;
        const ssize_t count = ::recvfrom(m_socket, bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr *>(&from), &length);
        if (const auto message = count > 0 ? SipMessage::parse(QByteArrayView(bytes.data(), count)) : std::nullopt)
            take(*message, from);
    }
}

void SipCaller::take(const SipMessage &message, const sockaddr_in &from)
{
    message.isRequest() ? takeRequest(message, from) : takeResponse(message);
}

void SipCaller::takeRequest(SipMessage message, const sockaddr_in &from)
{
    if (auto via = message.topVia()) {
        via->params.set("rport", QByteArray::number(ntohs(from.sin_port)));
        via->params.set("received", "127.0.0.1");
        message.replaceTopVia(*via);
    }
    const QByteArray callId = message.callId();
    if (message.method == "REGISTER") {
        SipMessage answer = SipMessage::response(message, 200, sip::randomToken());
        answer.add("Contact", message.header("Contact") + ";expires=3600");
        answer.add("Expires", "3600");
        send(answer, from);
        const QByteArray user = message.to() ? message.to()->uri.user : QByteArray();
        m_users[user] = from;
        if (user == "desk1")
            m_phone = from;
        return;
    }
    if (message.method == "INVITE") {
        const bool isNew = !m_calls.contains(callId);
        Call &call = m_calls[callId];
        if (isNew) {
            call = {.invite = message, .ourTag = sip::randomToken(), .isOurs = false};
            call.theirContact = message.contact() ? message.contact()->uri.toBytes() : QByteArray("sip:127.0.0.1");
        }
        SipMessage answer = SipMessage::response(message, 200, call.ourTag);
        answer.add("Contact", contact());
        answer.setBody("application/sdp", soundOffer(m_soundPort));
        return send(answer, from);
    }
    if (message.method == "ACK") {
        if (const auto found = m_calls.find(callId); found != m_calls.end() && m_talkMs >= 0 && !found->second.hangUpAt)
            found->second.hangUpAt = std::chrono::steady_clock::now() + std::chrono::milliseconds(m_talkMs);
        return;
    }
    send(SipMessage::response(message, 200, sip::randomToken()), from); // BYE, OPTIONS
    if (message.method == "BYE" || message.method == "CANCEL") {
        if (const auto found = m_calls.find(callId); found != m_calls.end() && !found->second.times.over)
            found->second.times.over = std::chrono::steady_clock::now();
    }
}

void SipCaller::takeResponse(const SipMessage &message)
{
    const Instant now = std::chrono::steady_clock::now();
    const auto found = m_calls.find(message.callId());
    if (found == m_calls.end() || message.status < 180)
        return;
    Call &call = found->second;
    const QByteArray method = message.cseq() ? message.cseq()->method : QByteArray();
    if (method == "BYE") {
        m_taken += call.isOurs || call.times.over ? 0 : 1;
        call.times.over = now;
        return;
    }
    if (method != "INVITE")
        return;
    if (message.status < 200) {
        if (!call.times.ringing)
            call.times.ringing = now;
        return;
    }
    if (!call.times.answer && message.status < 300)
        call.times.answer = now;
    if (message.status >= 300) {
        call.times.refused = message.status;
        call.times.over = now;
    }
    call.theirTo = message.header("To");
    call.theirContact = message.contact() ? message.contact()->uri.toBytes() : call.invite.requestUri;
    SipMessage ack =
        message.status < 300 ? request("ACK", call.theirContact) : SipMessage::request("ACK", call.invite.requestUri);
    if (message.status >= 300)
        ack.add("Via", call.invite.header("Via"));
    ack.add("From", call.invite.header("From"));
    ack.add("To", call.theirTo);
    ack.add("Call-ID", message.callId());
    ack.add("CSeq", "1 ACK");
    send(ack, m_phone);
    if (m_talkMs >= 0 && message.status < 300 && !call.hangUpAt)
        call.hangUpAt = now + std::chrono::milliseconds(m_talkMs);
}

} // namespace milassist::bench
