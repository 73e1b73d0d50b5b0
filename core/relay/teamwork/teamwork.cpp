// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/teamwork/teamwork.h"

namespace milassist::relay
{

std::vector<ApiRoute> Teamwork::routes()
{
    std::vector<ApiRoute> all;
    for (const auto &part : {m_blocks.routes(), m_calls.routes(), m_notes.routes(), m_optOuts.routes(), m_contacts.routes(),
                             m_tasks.routes()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace milassist::relay
