// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/timeline.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace milassist::routing
{

namespace
{

template <typename AnswerAt>
Timeline numbered(const QDateTime &from, Instants points, AnswerAt answerAt)
{
    points.insert(points.begin(), from);
    std::vector<decltype(answerAt(from))> known;
    Timeline timeline;
    for (const QDateTime &point : points) {
        auto answer = answerAt(point);
        const auto found = std::ranges::find(known, answer);
        const int number = int(found - known.begin());
        if (found == known.end())
            known.push_back(std::move(answer));
        if (timeline.answers.empty() || timeline.answers.back() != number) {
            timeline.changes.push_back(point);
            timeline.answers.push_back(number);
        }
    }
    return timeline;
}

} // namespace

Timeline timelineOf(const Schedule &schedule, const QDateTime &from, const QDateTime &until)
{
    return numbered(from, turningPoints(schedule, from, until), [&schedule](const QDateTime &instant) {
        const Opening opening = openingAt(schedule, instant);
        return std::tuple(opening.doors, opening.rule, opening.name, opening.route);
    });
}

Timeline timelineOf(const Rota &rota, const QDateTime &from, const QDateTime &until)
{
    return numbered(from, turningPoints(rota, from, until), [&rota](const QDateTime &instant) { return onCall(rota, instant); });
}

Instants newlySaid(const std::vector<const Timeline *> &timelines, const QDateTime &from)
{
    struct Change {
        QDateTime at;
        std::size_t timeline;
        int answer;
    };
    std::vector<Change> changes;
    for (std::size_t i = 0; i < timelines.size(); ++i) {
        for (std::size_t j = 0; j < timelines[i]->changes.size(); ++j)
            changes.push_back({timelines[i]->changes[j], i, timelines[i]->answers[j]});
    }
    std::ranges::stable_sort(changes, {}, &Change::at);

    Instants instants{from};
    std::set<std::vector<int>> said;
    std::vector<int> answers(timelines.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        answers[changes[i].timeline] = changes[i].answer;
        const bool isLastThen = i + 1 == changes.size() || changes[i + 1].at != changes[i].at;
        if (isLastThen && said.insert(answers).second && changes[i].at != from)
            instants.push_back(changes[i].at);
    }
    return instants;
}

} // namespace milassist::routing
