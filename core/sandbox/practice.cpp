// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/practice.h"

namespace milassist {

namespace {

constexpr std::chrono::milliseconds lookEvery{250};

} // namespace

Practice::Practice(std::function<bool()> isFree, std::function<void(const Caller &)> call, QObject *parent)
    : QObject(parent), m_isFree(std::move(isFree)), m_call(std::move(call))
{
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &Practice::look);
}

void Practice::begin(const QList<Caller> &callers, const Pace &pace)
{
    m_callers = callers;
    m_pace = pace;
    m_calls = 0;
    m_quiet.invalidate();
    if (!m_callers.isEmpty())
        m_look.start();
}

void Practice::look()
{
    if (!m_isFree())
        return m_quiet.invalidate();
    if (!m_quiet.isValid())
        m_quiet.start();
    if (!m_quiet.hasExpired((m_calls == 0 ? m_pace.first : m_pace.between).count()))
        return;
    m_quiet.invalidate();
    m_call(m_callers.at(m_calls++ % m_callers.size()));
}

} // namespace milassist
