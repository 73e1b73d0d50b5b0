// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/faults/faultbox.h"

namespace milassist::faults {

bool matchesGlob(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0, t = 0, star = -1, resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == text[t] || pattern[p] == '?')) {
            ++p;
            ++t;
        } else if (star >= 0) { // give the last star one more character
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

QList<Fault> FaultBox::add(QList<Fault> faults)
{
    for (Fault &fault : faults)
        fault.id = m_nextId++;
    m_faults.append(faults);
    return faults;
}

bool FaultBox::remove(int id)
{
    return m_faults.removeIf([id](const Fault &fault) { return fault.id == id; }) > 0;
}

bool FaultBox::strikes(Fault &fault, QByteArrayView method, QByteArrayView path)
{
    if (fault.remaining == 0 || (!fault.method.isEmpty() && fault.method != method) || !matchesGlob(fault.path, path))
        return false;
    if (fault.probability < 1 && m_random.generateDouble() >= fault.probability)
        return false;
    if (fault.remaining > 0)
        --fault.remaining;
    return true;
}

FaultPlan FaultBox::planFor(QByteArrayView method, QByteArrayView path)
{
    FaultPlan plan;
    for (Fault &fault : m_faults) {
        if (fault.kind == FaultKind::DuplicateWebhook || fault.kind == FaultKind::ReorderWebhooks)
            continue;
        if (fault.kind != FaultKind::Latency && plan.fault)
            continue; // spent on this request already: a count is not used up in vain
        if (!strikes(fault, method, path))
            continue;
        plan.notes.append(fault.note());
        if (fault.kind == FaultKind::Latency)
            plan.delay += fault.delay + std::chrono::milliseconds(fault.jitter.count() > 0 ? m_random.bounded(int(fault.jitter.count())) : 0);
        else
            plan.fault = fault;
    }
    return plan;
}

WebhookPlan FaultBox::planForWebhook(QByteArrayView method, QByteArrayView path)
{
    WebhookPlan plan;
    for (Fault &fault : m_faults) {
        const bool duplicates = fault.kind == FaultKind::DuplicateWebhook, reorders = fault.kind == FaultKind::ReorderWebhooks;
        if ((!duplicates && !reorders) || (duplicates && plan.twice) || (reorders && plan.heldBack) || !strikes(fault, method, path))
            continue;
        (duplicates ? plan.twice : plan.heldBack) = true;
        plan.notes.append(fault.note());
    }
    return plan;
}

} // namespace milassist::faults
