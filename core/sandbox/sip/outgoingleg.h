// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipleg.h"

#include <vector>

namespace milassist::sip
{

/// An INVITE on its way to one phone. It outlives the call that sent it: a 200 that crosses its CANCEL is acknowledged and hung
/// up here. Deletes itself when the phone has nothing more to say.
class InviteBranch : public QObject
{
    Q_OBJECT
public:
    struct Login {
        QByteArray user, password;
    };
    InviteBranch(SipTransactions &transactions, const SipMessage &invite, const Flow &flow, Login login);
    void cancel(const QByteArray &reason);
    /// Of answered(): the call is ours. Otherwise it is hung up at once.
    SipDialog take(const SipMessage &response);

Q_SIGNALS:
    void progressed(const milassist::sip::SipMessage &response);
    void answered(const milassist::sip::SipMessage &response);
    void refused(int status, const milassist::sip::SipMessage &response);

private:
    void send(const SipMessage &invite);
    void receive(const SipMessage &response);
    bool logIn(const SipMessage &challenge);
    void finish(int status, const SipMessage &response);

    SipTransactions &m_transactions;
    const Flow m_flow;
    Login m_login;
    QPointer<ClientTransaction> m_transaction;
    std::optional<QByteArray> m_cancelReason; ///< it is to end
    bool m_isProceeding = false, m_isCancelled = false, m_isTaken = false, m_hasLoggedIn = false;
};

/// A call to one phone or to several at once: all ring, the first to answer has it.
class OutgoingLeg : public SipLeg
{
    Q_OBJECT
public:
    OutgoingLeg(SipGround &ground, bool isSecure);
    ~OutgoingLeg() override;

    /// @param invite without Call-ID, Contact, body and Via; its Request-URI is that of each way
    void call(const SipMessage &invite, const QList<std::pair<QByteArray, Flow>> &ways, const InviteBranch::Login &login);
    /// It came to nothing before anything was sent.
    void fail(const exchange::LegEnd &end) { SipLeg::end(end); }

    void ring() override {}
    void earlyMedia() override {}
    void answer(const exchange::SipHeaders &) override {}
    void reject(int, const exchange::SipHeaders &) override {}

Q_SIGNALS:
    void answeredWith(int status); ///< for the journal

private:
    void giveUp() override;
    void cancelAll(const QByteArray &reason);
    void onProgress(const SipMessage &response);
    void onAnswer(InviteBranch *branch, const SipMessage &response);
    void onRefusal(InviteBranch *branch, int status, const SipMessage &response);

    std::vector<InviteBranch *> m_branches; ///< those that have not ended
    int m_best = 0;                         ///< of the refusals so far, the one that counts
    exchange::SipHeaders m_bestHeaders;
    bool m_isRinging = false, m_hasEarlyMedia = false;
};

} // namespace milassist::sip
