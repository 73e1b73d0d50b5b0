// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/teamwork/blocks.h"
#include "core/relay/teamwork/calls.h"
#include "core/relay/teamwork/notes.h"
#include "core/relay/teamwork/optouts.h"
#include "core/relay/teamwork/sharedcontacts.h"
#include "core/relay/teamwork/tasks.h"

namespace milassist::relay
{

/// What people of a team do together: all of its routes.
class Teamwork
{
public:
    explicit Teamwork(SharedStore &store)
        : m_blocks(store), m_calls(store), m_notes(store), m_optOuts(store), m_contacts(store), m_tasks(store)
    {
    }

    std::vector<ApiRoute> routes();

private:
    Blocks m_blocks;
    Calls m_calls;
    Notes m_notes;
    OptOuts m_optOuts;
    SharedContacts m_contacts;
    Tasks m_tasks;
};

} // namespace milassist::relay
