// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/referact.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSeconds = 60; // without any answer

} // namespace

ReferAct::ReferAct(const Scene &scene, twiml::Refer refer) : Act(scene), m_refer(std::move(refer))
{
    connect(&line().leg(), &Leg::referAnswered, this, [this](int referCode, int notifyCode) {
        m_referCode = referCode;
        m_notifyCode = notifyCode;
        m_isAnswered = referCode >= 300 || notifyCode >= 200;
    });
}

void ReferAct::begin()
{
    line().leg().refer(m_refer.uri, {});
}

void ReferAct::tick()
{
    if (!m_isAnswered && ++m_frames < mostSeconds * framesPerSecond)
        return;
    const bool isGood = m_referCode / 100 == 2 && m_notifyCode / 100 == 2;
    finish(actionOr(m_refer.action,
                    {{u"ReferCallStatus"_s, isGood ? u"completed"_s : u"failed"_s},
                     {u"ReferSipResponseCode"_s, QString::number(m_referCode)},
                     {u"NotifySipResponseCode"_s, QString::number(m_notifyCode)}},
                    false));
}

} // namespace milassist::exchange
