// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/sync.h"
#include "core/team/team.h"

namespace milassist {

/// What to fetch because of an event.
struct NewsItem {
    FeedId feed = FeedId::Calls;
    QString sid; ///< empty: whatever is new
    bool operator==(const NewsItem &) const = default;
};
/// Pure. Empty for what Twilio has no part in.
QList<NewsItem> newsOf(const TeamEvent &event);

/// Carries what a relay tells into the sync: what is told of is fetched at once, and while it tells we hardly look by ourselves.
class TeamNews : public QObject {
    Q_OBJECT
public:
    TeamNews(Team &team, Sync &sync, QObject *parent = nullptr);
};

} // namespace milassist
