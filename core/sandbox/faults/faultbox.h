// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/faults/fault.h"

#include <QRandomGenerator>

namespace milassist::faults {

/// What will happen to one request.
struct FaultPlan {
    std::chrono::milliseconds delay{0};
    std::optional<Fault> fault; ///< beside the delay
    QByteArrayList notes;
};

/// What will happen to one webhook.
struct WebhookPlan {
    bool twice = false;
    bool heldBack = false;
    QByteArrayList notes;
};

/// The faults that are set, and which of them strike next. The same seed strikes alike.
class FaultBox {
public:
    explicit FaultBox(quint64 seed) : m_random(quint32(seed)) {}

    QList<Fault> add(QList<Fault> faults); ///< with their ids
    bool remove(int id);
    void clear() { m_faults.clear(); }
    const QList<Fault> &all() const { return m_faults; }

    /// Every latency that matches and comes true adds up; of the others the first one counts.
    FaultPlan planFor(QByteArrayView method, QByteArrayView path);
    WebhookPlan planForWebhook(QByteArrayView method, QByteArrayView path);
    QRandomGenerator &random() { return m_random; }

private:
    bool strikes(Fault &fault, QByteArrayView method, QByteArrayView path);

    QList<Fault> m_faults;
    QRandomGenerator m_random;
    int m_nextId = 1;
};

/// '*' any text, '?' any character.
bool matchesGlob(QByteArrayView pattern, QByteArrayView text);

} // namespace milassist::faults
