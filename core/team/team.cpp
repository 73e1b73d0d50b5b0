// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/team.h"

namespace milassist
{

using namespace Qt::StringLiterals;

Team::Team(TeamAccess access, const QString &folder, Clock clock, QObject *parent)
    : QObject(parent), m_client(std::move(access)),
      m_events(m_client, {folder.isEmpty() ? QString() : folder + u"/events.json"_s,
                          m_client.access().user + u'@' + m_client.access().url.toString(QUrl::RemoveUserInfo)}),
      m_plans(m_client, m_events), m_roster(m_client, m_events, std::move(clock)), m_presence(m_client, m_events), m_sounds(m_client, m_events),
      m_later(m_client, m_events)
{
}

Team::~Team() = default;

} // namespace milassist
