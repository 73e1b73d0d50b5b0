// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teampresence.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/team/teamevents.h"

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::Presence;

namespace
{

QString wordOf(Presence presence)
{
    switch (presence) {
    case Presence::Available: return u"available"_s;
    case Presence::Away: return u"away"_s;
    case Presence::DoNotDisturb: return u"do_not_disturb"_s;
    }
    return u"available"_s;
}

} // namespace

TeamPresence::TeamPresence(TeamClient &client, TeamEvents &events, QObject *parent) : QObject(parent), m_client(client), m_events(events)
{
    connect(&events, &TeamEvents::linkChanged, this, [this](TeamEvents::Link link) {
        if (link != TeamEvents::Link::Live)
            return;
        tellTelephone();
        tell();
    });
}

void TeamPresence::setTelephone(bool isConnected)
{
    if (std::exchange(m_isTelephoneConnected, isConnected) != isConnected)
        tellTelephone();
}

void TeamPresence::tellTelephone()
{
    if (m_isTelephoneConnected)
        m_events.say({{u"registered"_s, *m_isTelephoneConnected}});
}

void TeamPresence::set(Presence presence, const QDateTime &until)
{
    m_wanted = Choice{presence, until};
    tell();
}

void TeamPresence::tell()
{
    if (!m_wanted || m_isTelling)
        return;
    m_isTelling = true;
    const Choice choice = *m_wanted;
    QJsonObject body{{u"presence"_s, wordOf(choice.presence)}};
    if (choice.until.isValid())
        body.insert(u"until"_s, choice.until.toUTC().toString(Qt::ISODate));
    whenDone(m_client.post(u"/api/team/presence"_s, body), this, [this, choice](const Result<QJsonObject> &said) {
        m_isTelling = false;
        if (!said) {
            qCInfo(lcSync) << "the relay was not told whether we are there:" << said.error().detail;
            if (m_wanted != choice)
                tell();
            return; // when it is there again
        }
        if (m_wanted != choice)
            return tell();
        m_wanted.reset();
        Q_EMIT told();
    });
}

} // namespace milassist
