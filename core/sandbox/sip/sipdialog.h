// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/leg.h"
#include "core/sandbox/sip/siptransactions.h"

#include <QHash>

namespace milassist::sip
{

/// One side's knowledge of a dialog (RFC 3261 12), and the requests that are made within it.
struct SipDialog {
    QByteArray callId, localTag, remoteTag;
    QByteArray local, remote; ///< From and To of our requests, tags included
    QByteArray remoteTarget;  ///< where our requests are addressed
    QList<QByteArray> routes;
    quint32 localCseq = 1;
    std::optional<quint32> remoteCseq;
    Flow flow;

    /// Of who was called: @p request came, and we answer with @p localTag.
    static SipDialog ofIncoming(const SipMessage &request, const QByteArray &localTag, const Flow &flow);
    /// Of who called: @p response (with a tag) came to our @p request.
    static SipDialog ofOutgoing(const SipMessage &request, const SipMessage &response, const Flow &flow);

    QByteArray key() const { return callId + '|' + localTag + '|' + remoteTag; }
    SipMessage request(const QByteArray &method); ///< with the next CSeq; ACK has that of the INVITE
    SipMessage ack(quint32 inviteCseq);
    /// A request came: its target may be new, and so may be the way. False when it is older than one that came before.
    bool follow(const SipMessage &request, const Flow &newFlow);
};

/// Who is told what comes within a dialog.
class DialogUser
{
public:
    virtual ~DialogUser() = default;
    virtual void onRequest(ServerTransaction &transaction) = 0;
    virtual void onAck(const SipMessage &ack) = 0;
};
using DialogTable = QHash<QByteArray, DialogUser *>;

/// The key of the dialog that a request of theirs belongs to; none when it begins one.
std::optional<QByteArray> dialogKeyOf(const SipMessage &request);

/// Of a message: X- headers and User-to-User, which are the account's own.
exchange::SipHeaders ownHeaders(const SipMessage &message);
void addOwnHeaders(SipMessage &message, const exchange::SipHeaders &headers);
/// What a final refusal means.
exchange::LegEnd::Cause causeOf(int status);
/// <sip:address:port;transport=..>: where we are reached that way.
QByteArray ownContact(const SipSockets &sockets, Transport transport);
extern const QByteArray allowedMethods;

} // namespace milassist::sip
