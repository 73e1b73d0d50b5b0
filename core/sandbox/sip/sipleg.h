// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rtp/rtpsession.h"
#include "core/sandbox/sip/sipdialog.h"

#include <set>

namespace milassist::sip
{

class SipLeg;

/// What every leg stands on. Outlives them all.
struct SipGround {
    SipSockets &sockets;
    SipTransactions &transactions;
    const rtp::Weather &weather;
    std::chrono::milliseconds mediaTimeout; ///< without a packet from the phone
    DialogTable dialogs;
    std::set<SipLeg *> legs;
};

/// A phone on the telephone network. Once it is talking both directions are the same: this class; how a call comes to that is
/// IncomingLeg's and OutgoingLeg's.
class SipLeg : public exchange::Leg, protected DialogUser
{
    Q_OBJECT
public:
    ~SipLeg() override;

    void hangUp() override;
    void sendDigits(const QString &digits) override;
    void refer(const QString &uri, const exchange::SipHeaders &headers) override;
    void acceptRefer(int sipCode) override;
    void speak(const exchange::Frame &frame) override;
    exchange::Frame heard() override;
    QString sipCallId() const override { return QString::fromUtf8(m_callId); }
    rtp::Figures figures() const { return m_rtp ? m_rtp->figures() : rtp::Figures(); }
    bool isHeld() const { return m_agreed && !m_agreed->weSend; }

protected:
    SipLeg(SipGround &ground, bool isSecure, QByteArray callId);

    enum class State { Early, Talking, Over };
    State state() const { return m_state; }
    /// Opens the sockets for sound. False when there is no port.
    bool openMedia();
    std::optional<QByteArray> answerOffer(const QByteArray &sdp); ///< our answer, and sound as agreed; none = 488
    bool takeAnswer(const QByteArray &sdp);
    QByteArray offerLate(); ///< in a 200 to an INVITE without an offer: their ACK brings the answer
    QByteArray ourOffer();
    void setDialog(const SipDialog &dialog);
    void dropDialog();
    SipDialog &dialog() { return *m_dialog; }
    void talk();                           ///< the call is answered
    void end(const exchange::LegEnd &end); ///< once; ended() follows from the event loop
    virtual void giveUp() = 0;             ///< hangUp() before the call is answered
    void sendBye();
    SipMessage answerOf(const SipMessage &request, int status);

    void onRequest(ServerTransaction &transaction) override;
    void onAck(const SipMessage &ack) override;

    SipGround &m_ground;
    const bool m_isSecure;
    const QByteArray m_callId;
    QPointer<ServerTransaction> m_invite; ///< of theirs, whose 2xx waits for its ACK

private:
    void onOffer(ServerTransaction &transaction);
    void onInfo(ServerTransaction &transaction);
    void onRefer(ServerTransaction &transaction);
    void onNotify(ServerTransaction &transaction);
    void notifyReferrer(int sipCode);
    void agree(const rtp::AgreedMedia &agreed);
    void watch();

    State m_state = State::Early;
    std::optional<SipDialog> m_dialog;
    std::unique_ptr<rtp::RtpSession> m_rtp;
    rtp::LocalMedia m_local;
    std::optional<rtp::AgreedMedia> m_agreed;
    bool m_hasOffered = false; ///< their ACK brings the answer
    QPointer<ServerTransaction> m_refer;
    bool m_isReferring = false; ///< a subscription to how their REFER goes
    QTimer m_watch;
    QElapsedTimer m_talking;
};

} // namespace milassist::sip
