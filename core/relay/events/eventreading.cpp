// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/events/eventreading.h"

#include <algorithm>

namespace milassist::relay
{

Result<EventReading> readEvents(SqlConnection &db, const QList<qint64> &positions, int most)
{
    EventTable table(db);
    const auto latest = table.latest();
    if (!latest)
        return fail(latest.error());
    EventReading reading{.latest = *latest, .oldest = *latest};
    for (const qint64 position : positions) {
        if (position >= *latest - most && position < reading.oldest)
            reading.oldest = position;
    }
    auto missed = table.since(reading.oldest, most);
    if (!missed)
        return fail(missed.error());
    reading.events = std::move(missed->events);
    if (!missed->isComplete) // some were forgotten: who lacks only what comes after them is served
        reading.oldest = reading.events.isEmpty() ? reading.latest : reading.events.first().number - 1;
    auto people = UserTable(db).all();
    if (!people)
        return fail(people.error());
    reading.people = *std::move(people);
    return reading;
}

} // namespace milassist::relay
