// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sip/incomingleg.h"

namespace milassist::sip
{

using exchange::LegEnd;

std::unique_ptr<IncomingLeg> IncomingLeg::make(SipGround &ground, ServerTransaction &invite, bool isSecure)
{
    std::unique_ptr<IncomingLeg> leg(new IncomingLeg(ground, invite, isSecure));
    const SipMessage &request = invite.request();
    bool fits = leg->openMedia();
    if (fits && !request.body.isEmpty()) {
        leg->m_sdp = leg->answerOffer(request.body);
        fits = leg->m_sdp.has_value();
    }
    if (fits)
        return leg;
    leg->m_invite.clear(); // it is the caller's to refuse it
    return nullptr;
}

IncomingLeg::IncomingLeg(SipGround &ground, ServerTransaction &invite, bool isSecure)
    : SipLeg(ground, isSecure, invite.request().callId())
{
    m_invite = &invite;
    setDialog(SipDialog::ofIncoming(invite.request(), randomToken(), invite.flow()));
    connect(&invite, &ServerTransaction::cancelled, this, [this](const SipMessage &cancel) {
        m_invite->respond(487, dialog().localTag);
        Q_EMIT answeredWith(487);
        end({LegEnd::Cause::Cancelled, 487, ownHeaders(cancel)});
    });
    connect(&invite, &ServerTransaction::unacknowledged, this, [this] {
        if (state() != State::Talking)
            return;
        sendBye();
        end({LegEnd::Cause::Lost, 0, {}});
    });
}

IncomingLeg::~IncomingLeg()
{
    if (isWaiting() && state() == State::Early)
        m_invite->respond(480, dialog().localTag);
}

bool IncomingLeg::isWaiting() const
{
    return m_invite && !m_invite->isAnswered();
}

void IncomingLeg::ring()
{
    if (isWaiting())
        m_invite->respond(answerOf(m_invite->request(), 180));
}

void IncomingLeg::earlyMedia()
{
    if (!isWaiting())
        return;
    SipMessage response = answerOf(m_invite->request(), m_sdp ? 183 : 180);
    if (m_sdp)
        response.setBody("application/sdp", *m_sdp);
    m_invite->respond(response);
}

void IncomingLeg::answer(const exchange::SipHeaders &headers)
{
    if (!isWaiting() || state() != State::Early)
        return;
    SipMessage response = answerOf(m_invite->request(), 200);
    addOwnHeaders(response, headers);
    response.setBody("application/sdp", m_sdp ? *m_sdp : offerLate());
    talk();
    m_invite->respond(response);
    Q_EMIT answeredWith(200);
}

void IncomingLeg::reject(int sipCode, const exchange::SipHeaders &headers)
{
    if (!isWaiting() || state() != State::Early)
        return;
    const int status = sipCode >= 300 && sipCode <= 699 ? sipCode : 480;
    SipMessage response = answerOf(m_invite->request(), status);
    addOwnHeaders(response, headers);
    m_invite->respond(response);
    Q_EMIT answeredWith(status);
    end({causeOf(status), status, {}});
}

} // namespace milassist::sip
