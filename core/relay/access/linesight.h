// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/relay/access/visitor.h"
#include "core/routing/plan/plan.h"

#include <QList>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>

namespace milassist::relay
{

/// The plan in force; null while there is none. Called in the main thread.
using PlanInForce = std::function<std::shared_ptr<const routing::Plan>()>;

/// Whose calls, texts and voicemails somebody may see. Managers and admins see every line. An assistant sees the lines on
/// which they may ring by any of its routes, and those on which nobody of the team rings, as these are everybody's.
class LineSight
{
public:
    /// Sees everything.
    LineSight() = default;
    LineSight(const Visitor &visitor, const routing::Plan *plan);

    bool isWhole() const { return m_hidden.isEmpty(); }
    QStringList hiddenLines() const { return m_hidden.values(); }
    QStringList seenLines() const { return m_seen.values(); } ///< of an assistant; who sees everything has none
    bool sees(const Party &line) const { return !m_hidden.contains(line.text()); }
    /// A call or text between @p parties: seen when one of them is oneself or a line that is seen, hidden when one is a
    /// colleague's telephone or a line that is hidden, seen when none is either.
    bool seesTraffic(const QList<Party> &parties) const;
    bool operator==(const LineSight &) const = default;

private:
    QString m_person;
    QSet<QString> m_hidden, m_seen; ///< lines, E.164
};

} // namespace milassist::relay
