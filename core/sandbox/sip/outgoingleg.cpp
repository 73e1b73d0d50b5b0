// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/outgoingleg.h"

#include "core/sandbox/sip/digest.h"

namespace milassist::sip
{

using exchange::LegEnd;

namespace
{

/// Which of two refusals tells the caller more: a busy person before a phone that is off.
int rankOf(int status)
{
    return status >= 600 ? 4 : status == 486 ? 3 : status == 480 || status == 408 ? 2 : status != 0 ? 1 : 0;
}

} // namespace

// ---- one phone

InviteBranch::InviteBranch(SipTransactions &transactions, const SipMessage &invite, const Flow &flow, Login login)
    : QObject(&transactions), m_transactions(transactions), m_flow(flow), m_login(std::move(login))
{
    send(invite);
}

void InviteBranch::send(const SipMessage &invite)
{
    m_isProceeding = false;
    m_transaction = m_transactions.send(invite, m_flow);
    connect(m_transaction, &ClientTransaction::responded, this, &InviteBranch::receive);
    connect(m_transaction, &ClientTransaction::failed, this, [this](int status) { finish(status, {}); });
}

/// Before the first provisional answer a CANCEL could overtake its INVITE: it waits (RFC 3261 9.1).
void InviteBranch::cancel(const QByteArray &reason)
{
    m_cancelReason = reason;
    if (m_isProceeding && m_transaction && !std::exchange(m_isCancelled, true))
        m_transactions.cancel(*m_transaction, reason);
}

void InviteBranch::receive(const SipMessage &response)
{
    if (response.status < 200) {
        m_isProceeding = true;
        if (m_cancelReason)
            return cancel(*m_cancelReason);
        Q_EMIT progressed(response);
        return;
    }
    if (response.status >= 300) {
        if (!m_cancelReason && logIn(response))
            return;
        return finish(response.status, response);
    }
    if (!m_cancelReason)
        Q_EMIT answered(response);
    if (!m_isTaken) { // it crossed our CANCEL, or another phone was quicker
        SipDialog dialog = take(response);
        m_transactions.send(dialog.request("BYE"), m_flow);
    }
    deleteLater();
}

SipDialog InviteBranch::take(const SipMessage &response)
{
    m_isTaken = true;
    SipDialog dialog = SipDialog::ofOutgoing(m_transaction->request(), response, m_flow);
    m_transaction->acknowledge([&] {
        SipMessage ack = dialog.ack(dialog.localCseq);
        ack.addFirst("Via", m_transactions.viaFor(m_flow).toBytes());
        return ack;
    }());
    return dialog;
}

bool InviteBranch::logIn(const SipMessage &challenge)
{
    const bool isProxy = challenge.status == 407;
    if ((!isProxy && challenge.status != 401) || m_login.user.isEmpty() || std::exchange(m_hasLoggedIn, true))
        return false;
    const auto fields = DigestFields::parse(challenge.header(isProxy ? "Proxy-Authenticate" : "WWW-Authenticate"));
    SipMessage invite = m_transaction->request();
    const auto answer =
        fields ? digestAnswer(*fields, "INVITE", invite.requestUri, m_login.user, m_login.password) : std::nullopt;
    if (!answer)
        return false;
    invite.remove("Via");
    invite.set("CSeq", QByteArray::number(invite.cseq()->number + 1) + " INVITE");
    invite.add(isProxy ? "Proxy-Authorization" : "Authorization", *answer);
    send(invite);
    return true;
}

void InviteBranch::finish(int status, const SipMessage &response)
{
    deleteLater();
    Q_EMIT refused(status, response);
}

// ---- the call

OutgoingLeg::OutgoingLeg(SipGround &ground, bool isSecure) : SipLeg(ground, isSecure, randomToken() + randomToken()) {}

OutgoingLeg::~OutgoingLeg()
{
    cancelAll({});
}

void OutgoingLeg::call(const SipMessage &invite, const QList<std::pair<QByteArray, Flow>> &ways, const InviteBranch::Login &login)
{
    if (!openMedia())
        return end({LegEnd::Cause::Failed, 503, {}});
    const QByteArray offer = ourOffer();
    for (const auto &[uri, flow] : ways) {
        SipMessage request = invite;
        request.requestUri = uri;
        request.add("Call-ID", m_callId);
        request.add("CSeq", "1 INVITE");
        request.add("Contact", ownContact(m_ground.sockets, flow.transport));
        request.add("Max-Forwards", "70");
        request.add("Allow", allowedMethods);
        request.add("Supported", "replaces");
        request.setBody("application/sdp", offer);
        auto *branch = new InviteBranch(m_ground.transactions, request, flow, login); // the transactions' child
        m_branches.push_back(branch);
        connect(branch, &InviteBranch::progressed, this, &OutgoingLeg::onProgress);
        connect(branch, &InviteBranch::answered, this,
                [this, branch](const SipMessage &response) { onAnswer(branch, response); });
        connect(branch, &InviteBranch::refused, this,
                [this, branch](int status, const SipMessage &response) { onRefusal(branch, status, response); });
    }
}

void OutgoingLeg::cancelAll(const QByteArray &reason)
{
    for (InviteBranch *branch : std::exchange(m_branches, {})) {
        branch->disconnect(this);
        branch->cancel(reason);
    }
}

void OutgoingLeg::giveUp()
{
    cancelAll({});
    Q_EMIT answeredWith(487);
    end({LegEnd::Cause::Cancelled, 487, {}});
}

void OutgoingLeg::onProgress(const SipMessage &response)
{
    if (state() != State::Early || response.status == 100)
        return;
    if (!response.body.isEmpty() && !m_hasEarlyMedia && takeAnswer(response.body)) {
        m_hasEarlyMedia = true;
        Q_EMIT earlyMediaCame();
    } else if (response.status == 180 && !std::exchange(m_isRinging, true)) {
        Q_EMIT ringing();
    }
}

void OutgoingLeg::onAnswer(InviteBranch *branch, const SipMessage &response)
{
    if (state() != State::Early)
        return;
    std::erase(m_branches, branch);
    setDialog(branch->take(response));
    cancelAll("SIP;cause=200;text=\"Call completed elsewhere\"");
    Q_EMIT answeredWith(response.status);
    if (!takeAnswer(response.body)) {
        sendBye();
        return end({LegEnd::Cause::Failed, 488, {}});
    }
    talk();
    Q_EMIT answered(ownHeaders(response));
}

void OutgoingLeg::onRefusal(InviteBranch *branch, int status, const SipMessage &response)
{
    std::erase(m_branches, branch);
    if (rankOf(status) > rankOf(m_best)) {
        m_best = status;
        m_bestHeaders = ownHeaders(response);
    }
    if (status >= 600)
        cancelAll({}); // the person does not want the call, on no phone
    if (!m_branches.empty() || state() != State::Early)
        return;
    Q_EMIT answeredWith(m_best);
    end({causeOf(m_best), m_best, m_bestHeaders});
}

} // namespace milassist::sip
