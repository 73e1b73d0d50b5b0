// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/stepwords.h"

#include "ui/widgets/words.h"
#include "ui/words/planwords.h"

#include <algorithm>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

using Because = Reason::Because;

namespace
{

QString inSteps(const char *text, const char *note = nullptr)
{
    return QCoreApplication::translate("Steps", text, note);
}

QString nameOfExternal(const Plan &plan, const RouteId &routeId, int stage, const PhoneNumber &number)
{
    const Route *route = find(plan.routes, routeId);
    if (route && stage >= 0 && size_t(stage) < route->stages.size()) {
        const auto *external = std::get_if<External>(&route->stages[size_t(stage)]);
        if (external && external->number == number && !external->name.isEmpty())
            return external->name;
    }
    return inSteps("The number %1", "ending in 42").arg(endingOf(number));
}

// Somebody with a desk and a telephone is two targets and one name.
std::vector<PersonId> peopleOf(const std::vector<Target> &targets)
{
    std::vector<PersonId> people;
    for (const Target &target : targets) {
        if (!target.person.isEmpty() && std::ranges::find(people, target.person) == people.end())
            people.push_back(target.person);
    }
    return people;
}

QString whereOf(const std::vector<Target> &targets)
{
    const bool outside = std::ranges::any_of(targets, [](const Target &t) { return !t.person.isEmpty() && t.number; });
    const bool desk = std::ranges::any_of(targets, [](const Target &t) { return !t.person.isEmpty() && !t.number; });
    if (!outside)
        return {};
    return u" "_s + (desk ? inSteps("at the desk and outside", "where somebody rings") : inSteps("outside", "where somebody rings"));
}

QString placeWords(const Reason &reason)
{
    switch (reason.because) {
    case Because::RoundRobin:
        return inSteps("in turn, %1 of %2").arg(reason.place).arg(reason.places);
    case Because::InOrder:
        return inSteps("in order, %1 of %2").arg(reason.place).arg(reason.places);
    case Because::AllAtOnce:
        return reason.places > 1 ? inSteps("all together, batch %1 of %2").arg(reason.place).arg(reason.places)
                                 : inSteps("all together");
    case Because::OnCall:
        return reason.place == 1 ? inSteps("on call") : inSteps("behind who is on call, %1 of %2").arg(reason.place).arg(reason.places);
    default:
        return {};
    }
}

QString ringWords(const Ring &ring, const Reason &reason, const Plan &plan, const RouteId &route)
{
    const std::vector<PersonId> people = peopleOf(ring.targets);
    const QString seconds = durationText(ring.atMost);
    if (people.empty()) {
        const auto &number = ring.targets.empty() ? std::optional<PhoneNumber>() : ring.targets.front().number;
        const QString name = number ? nameOfExternal(plan, route, reason.stage, *number) : inSteps("Nobody");
        return inSteps("%1 rings for %2: outside number").arg(name, seconds);
    }
    const QString names = peopleWords(plan, people) + whereOf(ring.targets);
    const QString words = people.size() > 1 ? inSteps("%1 ring for %2").arg(names, seconds) : inSteps("%1 rings for %2").arg(names, seconds);
    return words + u": "_s + placeWords(reason);
}

QString messageWords(const Reason &reason, const RouteId &route)
{
    switch (reason.because) {
    case Because::RouteIsVoicemail:
        return route.isEmpty() ? inSteps("Voicemail at once: the line names nobody for this time")
                               : inSteps("Voicemail at once: the route rings nobody");
    case Because::NobodyOnDuty:
        return inSteps("Voicemail at once: nobody on duty");
    case Because::NobodyReachable:
        return inSteps("Voicemail at once: nobody on duty has a telephone that can ring");
    case Because::AllBusy:
        return reason.people == 1 ? inSteps("Voicemail: the only one on duty is busy")
                                  : inSteps("Voicemail: all %1 busy").arg(reason.people);
    case Because::NoAnswer:
        return inSteps("Voicemail: no answer in %1").arg(durationText(reason.rang));
    case Because::NoSuchRoute:
        return inSteps("Voicemail at once: the plan does not have the route \u201c%1\u201d").arg(route.text());
    case Because::NoSuchLine:
        return inSteps("Voicemail at once: the plan does not know this line");
    default:
        return inSteps("Voicemail");
    }
}

} // namespace

QString stepWords(const Step &step, const Plan &plan, const RouteId &route)
{
    if (const auto *ring = std::get_if<Ring>(&step.action))
        return ringWords(*ring, step.reason, plan, route);
    if (const auto *wait = std::get_if<WaitForSomebody>(&step.action)) {
        return inSteps("Music for up to %1, until somebody is free: %2").arg(durationText(wait->atMost), peopleWords(plan, wait->people));
    }
    return messageWords(step.reason, route);
}

QString skipWords(Skip why)
{
    switch (why) {
    case Skip::OffShift:
        return inSteps("off shift");
    case Skip::Away:
        return inSteps("away");
    case Skip::DoNotDisturb:
        return inSteps("do not disturb");
    case Skip::Busy:
        return inSteps("on another call");
    case Skip::WrapUp:
        return inSteps("finishing the last call");
    case Skip::Unreachable:
        return inSteps("the telephone is not connected and there is no other");
    case Skip::OutsideHours:
        return inSteps("outside its hours");
    case Skip::OwnLine:
        return inSteps("it is one of our own lines, so the call would come back");
    case Skip::CallerIsOwnLine:
        return inSteps("the caller is one of our own lines, so the call might come back");
    case Skip::IsTheCaller:
        return inSteps("it is the telephone that calls");
    case Skip::NotInPlan:
        return inSteps("not in the plan");
    case Skip::NobodyThere:
        return inSteps("nobody is in it");
    }
    return {};
}

QStringList skippedWords(const std::vector<Skipped> &skipped, const Plan &plan, const RouteId &route)
{
    QStringList words;
    std::vector<Skip> told;
    for (const Skipped &one : skipped) {
        if (one.number) {
            words << inSteps("%1 was not called: %2").arg(nameOfExternal(plan, route, one.stage, *one.number), skipWords(one.why));
        } else if (one.person.isEmpty()) {
            words << inSteps("Stage %1 was left out: %2").arg(one.stage + 1).arg(skipWords(one.why));
        } else if (std::ranges::find(told, one.why) == told.end()) {
            told.push_back(one.why);
            std::vector<PersonId> people;
            for (const Skipped &other : skipped) {
                if (other.why == one.why && !other.person.isEmpty() && std::ranges::find(people, other.person) == people.end())
                    people.push_back(other.person);
            }
            words << (people.size() > 1 ? inSteps("%1 were passed over: %2") : inSteps("%1 was passed over: %2"))
                         .arg(peopleWords(plan, people), skipWords(one.why));
        }
    }
    return words;
}

} // namespace milassist
