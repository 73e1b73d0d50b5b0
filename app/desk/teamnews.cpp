// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/teamnews.h"

namespace milassist {

using namespace Qt::StringLiterals;

QList<NewsItem> newsOf(const TeamEvent &event)
{
    const QString what = event.text("what"_L1);
    if (event.kind == "text"_L1)
        return {{FeedId::Messages, event.text("sid"_L1)}};
    if (event.kind == "call"_L1) // its legs come with whatever is new
        return {{FeedId::Calls, event.text("call"_L1)}, {FeedId::Calls, {}}};
    if (event.kind != "voicemail"_L1)
        return {};
    if (what == "new"_L1 || what == "ready"_L1)
        return {{FeedId::Recordings, event.text("recording"_L1)}};
    if (what == "transcript"_L1)
        return {{FeedId::Recordings, event.text("recording"_L1)}, {FeedId::Transcriptions, {}}};
    return {}; // who has heard it, whose it is
}

TeamNews::TeamNews(Team &team, Sync &sync, QObject *parent) : QObject(parent)
{
    connect(&team.events(), &TeamEvents::linkChanged, &sync, [&sync](TeamEvents::Link link) { sync.setTold(link == TeamEvents::Link::Live); });
    connect(&team.events(), &TeamEvents::resetTo, &sync, &Sync::syncNow);
    connect(&team.events(), &TeamEvents::happened, &sync, [&sync](const TeamEvent &event) {
        for (const NewsItem &item : newsOf(event))
            item.sid.isEmpty() ? sync.nudge(item.feed) : sync.bring(item.feed, item.sid);
    });
}

} // namespace milassist
