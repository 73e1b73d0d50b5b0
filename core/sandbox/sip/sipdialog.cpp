// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/sipdialog.h"

#include <algorithm>

namespace milassist::sip
{

const QByteArray allowedMethods = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY";

namespace
{

QByteArray targetOf(const SipMessage &message, const QByteArray &otherwise)
{
    const auto contact = message.contact();
    return contact && contact->uri.isSip() ? contact->uri.toBytes() : otherwise;
}

QByteArray tagOf(const std::optional<NameAddr> &address)
{
    return address ? address->tag() : QByteArray();
}

bool isOwnName(const QByteArray &name)
{
    return name.size() < 100
        && (name.left(2).compare("x-", Qt::CaseInsensitive) == 0 || name.compare("User-to-User", Qt::CaseInsensitive) == 0);
}

} // namespace

SipDialog SipDialog::ofIncoming(const SipMessage &request, const QByteArray &localTag, const Flow &flow)
{
    SipDialog dialog;
    dialog.callId = request.callId();
    dialog.localTag = localTag;
    dialog.remoteTag = tagOf(request.from());
    dialog.local = request.header("To") + ";tag=" + localTag;
    dialog.remote = request.header("From");
    dialog.remoteTarget = targetOf(request, request.from()->uri.toBytes());
    dialog.routes = request.values("Record-Route");
    dialog.localCseq = 1;
    dialog.remoteCseq = request.cseq()->number;
    dialog.flow = flow;
    return dialog;
}

SipDialog SipDialog::ofOutgoing(const SipMessage &request, const SipMessage &response, const Flow &flow)
{
    SipDialog dialog;
    dialog.callId = request.callId();
    dialog.localTag = tagOf(request.from());
    dialog.remoteTag = tagOf(response.to());
    dialog.local = request.header("From");
    dialog.remote = response.header("To");
    dialog.remoteTarget = targetOf(response, request.requestUri);
    dialog.routes = response.values("Record-Route");
    std::reverse(dialog.routes.begin(), dialog.routes.end());
    dialog.localCseq = request.cseq()->number;
    dialog.flow = flow;
    return dialog;
}

SipMessage SipDialog::request(const QByteArray &method)
{
    SipMessage message = SipMessage::request(method, remoteTarget);
    message.add("Max-Forwards", "70");
    for (const QByteArray &route : std::as_const(routes))
        message.add("Route", route);
    message.add("From", local);
    message.add("To", remote);
    message.add("Call-ID", callId);
    message.add("CSeq", QByteArray::number(++localCseq) + ' ' + method);
    return message;
}

SipMessage SipDialog::ack(quint32 inviteCseq)
{
    const quint32 next = std::exchange(localCseq, inviteCseq - 1);
    SipMessage message = request("ACK");
    localCseq = next;
    return message;
}

bool SipDialog::follow(const SipMessage &request, const Flow &newFlow)
{
    const quint32 number = request.cseq()->number;
    if (remoteCseq && number <= *remoteCseq)
        return false;
    remoteCseq = number;
    flow = newFlow;
    if (request.method == "INVITE" || request.method == "UPDATE")
        remoteTarget = targetOf(request, remoteTarget);
    return true;
}

std::optional<QByteArray> dialogKeyOf(const SipMessage &request)
{
    const QByteArray to = tagOf(request.to());
    if (to.isEmpty())
        return std::nullopt;
    return request.callId() + '|' + to + '|' + tagOf(request.from());
}

exchange::SipHeaders ownHeaders(const SipMessage &message)
{
    exchange::SipHeaders headers;
    for (const auto &[name, value] : message.fields()) {
        if (isOwnName(name))
            headers.append({QString::fromUtf8(name), QString::fromUtf8(value)});
    }
    return headers;
}

void addOwnHeaders(SipMessage &message, const exchange::SipHeaders &headers)
{
    for (const auto &[name, value] : headers)
        message.add(name.toUtf8(), value.toUtf8());
}

exchange::LegEnd::Cause causeOf(int status)
{
    using Cause = exchange::LegEnd::Cause;
    switch (status) {
    case 486:
    case 600:
        return Cause::Busy;
    case 603:
        return Cause::Declined;
    case 408:
    case 480:
        return Cause::Unavailable;
    case 487:
        return Cause::Cancelled;
    default:
        return Cause::Failed;
    }
}

QByteArray ownContact(const SipSockets &sockets, Transport transport)
{
    return "<sip:" + sockets.address().toString().toLatin1() + ':' + QByteArray::number(sockets.port(transport))
        + ";transport=" + wordOf(transport) + '>';
}

} // namespace milassist::sip
