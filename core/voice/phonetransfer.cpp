// SPDX-License-Identifier: GPL-3.0-or-later
// Handing calls over.
#include "core/voice/phone.h"

namespace milassist {
using namespace Qt::StringLiterals;

Result<> Phone::transfer(LegId leg, const DialTarget &target)
{
    if (!findActive(leg))
        return fail(Error::Kind::NotFound, u"no such call"_s);
    const auto uri = uriOf(target);
    if (!uri)
        return tl::unexpected(uri.error());
    m_line.send(Transfer{at(leg), *uri});
    return {};
}

Result<LegId> Phone::askFirst(LegId leg, const DialTarget &colleague)
{
    if (!findActive(leg))
        return fail(Error::Kind::NotFound, u"no such call"_s);
    if (m_consultation)
        return fail(Error::Kind::Rejected, u"somebody is being asked already"_s);
    const auto asked = dial(colleague); // holds the caller
    if (asked)
        m_consultation = {.about = leg, .asked = *asked};
    return asked;
}

void Phone::completeTransfer()
{
    if (!m_consultation || !findActive(m_consultation->about))
        return;
    if (findActive(m_consultation->asked))
        m_line.send(JoinTransfer{at(m_consultation->about), at(m_consultation->asked)});
}

void Phone::cancelTransfer()
{
    if (m_consultation)
        hangUp(m_consultation->asked); // its end brings us back
}

// Also where the hold is only on its way: whoever is asked may be busy sooner than the caller's end confirms it.
void Phone::returnTo(LegId leg)
{
    if (findActive(leg))
        m_line.send(Hold{at(leg), false});
}

} // namespace milassist
