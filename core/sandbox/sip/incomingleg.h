// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipleg.h"

namespace milassist::sip
{

/// A phone that calls us.
class IncomingLeg : public SipLeg
{
    Q_OBJECT
public:
    /// None when its media do not fit (488): SRTP where @p isSecure says there must be none, or the other way round.
    static std::unique_ptr<IncomingLeg> make(SipGround &ground, ServerTransaction &invite, bool isSecure);
    ~IncomingLeg() override;

    void ring() override;
    void earlyMedia() override;
    void answer(const exchange::SipHeaders &headers) override;
    void reject(int sipCode, const exchange::SipHeaders &headers) override;

Q_SIGNALS:
    void answeredWith(int status); ///< for the journal

private:
    IncomingLeg(SipGround &ground, ServerTransaction &invite, bool isSecure);
    void giveUp() override { reject(480, {}); }
    bool isWaiting() const;

    std::optional<QByteArray> m_sdp; ///< ours; none when the INVITE had none and ours comes with the 200
};

} // namespace milassist::sip
