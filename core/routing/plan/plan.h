// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/linetexts.h"
#include "core/routing/plan/rota.h"
#include "core/routing/plan/route.h"

#include <map>
#include <optional>

namespace milassist::routing
{

/// Somebody who may be offered calls. What changes by the minute, and the private telephone, is in the Roster.
struct Person {
    QString name;
    ScheduleId shift; ///< when calls are offered; empty: always
    bool operator==(const Person &) const = default;
};

struct Group {
    QString name;
    std::vector<PersonId> members; ///< in the order in which they are asked
    bool operator==(const Group &) const = default;
};

/// Music until somebody is free, instead of voicemail at once.
struct Hold {
    seconds atMost{300};
    Greeting music = {}; ///< a sound of the team's; else the program's own
    bool operator==(const Hold &) const = default;
};

enum class Record { Off, On, Asked };

struct RecordingPolicy {
    Record inbound = Record::Off, outbound = Record::Off;
    seconds longest{4 * 3600}; ///< Twilio ends a recording then at the latest
    bool operator==(const RecordingPolicy &) const = default;
};

/// Words before a call that is recorded.
struct Announcement {
    enum class When { Never, Always, WhereBothMustAgree };
    When when = When::Never;
    Greeting words;
    bool operator==(const Announcement &) const = default;
};

/// One of our numbers.
struct Line {
    QString name;
    ScheduleId hours;                           ///< empty: always open
    RouteId openRoute;                          ///< empty: voicemail
    RouteId closedRoute;                        ///< empty: voicemail
    Greeting greeting;                          ///< of its voicemail
    QString language = QStringLiteral("en-US"); ///< in which it speaks and transcribes
    std::optional<Hold> whenAllBusy;            ///< none: voicemail at once
    Screening screening = Screening::Ask;       ///< of people's outside telephones
    CallerId callerId = CallerId::Caller;       ///< shown on people's outside telephones
    bool callersMasked = false;                 ///< assistants who may ring on it see no number of anybody outside
    RecordingPolicy recording;
    Announcement announcement;
    seconds longestMessage{120}; ///< Twilio transcribes no longer one
    seconds patience{120};       ///< callers are not to hear ringing for longer
    LineTexts texts;
    bool operator==(const Line &) const = default;
};

/// Everything a team has laid down about its calls. A plain value; whether it is safe to use is for the check to say.
struct Plan {
    std::map<ScheduleId, Schedule> schedules;
    std::map<PersonId, Person> people;
    std::map<GroupId, Group> groups;
    std::map<RotaId, Rota> rotas;
    std::map<RouteId, Route> routes;
    std::map<PhoneNumber, Line> lines;
    bool operator==(const Plan &) const = default;
};

/// What stands under @p id, or null.
template <typename Key, typename Value>
const Value *find(const std::map<Key, Value> &among, const Key &id)
{
    const auto found = among.find(id);
    return found == among.end() ? nullptr : &found->second;
}

} // namespace milassist::routing
