// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/linesight.h"

namespace milassist::relay
{

/// Which numbers somebody may not see. An assistant who sees a line whose callers are masked sees no number of anybody outside
/// anywhere, also not of those who call another line: it may be the same person. Our own lines are shown. Pure value.
class Veil
{
public:
    /// Hides nothing.
    Veil() = default;
    Veil(const Visitor &visitor, const LineSight &sight, const routing::Plan *plan);

    bool isDrawn() const { return m_isDrawn; }
    /// Whether @p text, a number or something like one ("(206) 555-0181"), is to be hidden: short codes, words and what is
    /// hidden already are not.
    bool hides(const QString &text) const;
    bool operator==(const Veil &) const = default;

private:
    bool m_isDrawn = false;
    QSet<QString> m_own; ///< lines, E.164
};

/// Another text whenever calls, texts, voicemails or numbers that @p visitor may see are others than before: who keeps rows
/// throws them away then. A line that they never saw makes no difference.
QString sightMark(const Visitor &visitor, const routing::Plan *plan);

/// Whether any line of @p plan has its callers masked: nothing has to be looked up where none has.
bool masksCallers(const routing::Plan *plan);

} // namespace milassist::relay
