// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/parties.h"

namespace milassist {

Result<std::optional<qint64>> Parties::find(const Party &party)
{
    if (party.isEmpty())
        return 0;
    if (const auto known = m_known.constFind(party.text()); known != m_known.constEnd())
        return *known;
    m_find.with(party.text());
    std::optional<qint64> id;
    if (m_find.next())
        id = m_find.integer(0);
    m_find.restart();
    if (!m_find.ok())
        return m_find.failure();
    if (id)
        m_known.insert(party.text(), *id);
    return id;
}

Result<qint64> Parties::idOf(const Party &party)
{
    const auto found = find(party);
    if (!found)
        return fail(found.error());
    if (*found)
        return **found;
    m_add.with(party.text());
    const qint64 id = m_add.next() ? m_add.integer(0) : 0;
    m_add.restart();
    if (!m_add.ok())
        return m_add.failure();
    m_known.insert(party.text(), id);
    return id;
}

} // namespace milassist
