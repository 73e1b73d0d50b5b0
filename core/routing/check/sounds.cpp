// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/sounds.h"

namespace milassist::routing
{

using namespace Qt::StringLiterals;

std::map<QString, QStringList> soundsIn(const Plan &plan)
{
    std::map<QString, QStringList> sounds;
    const auto add = [&sounds](const Greeting &greeting, const QString &path) {
        if (greeting.kind == Greeting::Kind::Recorded)
            sounds[greeting.content] << path;
    };
    for (const auto &[id, schedule] : plan.schedules) {
        const QString path = u"schedules[%1]"_s.arg(id.text());
        for (size_t i = 0; i < schedule.holidays.size(); ++i)
            add(schedule.holidays[i].greeting, u"%1.holidays[%2].greeting"_s.arg(path).arg(i));
        for (size_t i = 0; i < schedule.overrides.size(); ++i)
            add(schedule.overrides[i].greeting, u"%1.overrides[%2].greeting"_s.arg(path).arg(i));
    }
    for (const auto &[id, route] : plan.routes)
        add(route.greeting, u"routes[%1].greeting"_s.arg(id.text()));
    for (const auto &[number, line] : plan.lines) {
        const QString path = u"lines[%1]"_s.arg(number.e164());
        add(line.greeting, path + u".greeting"_s);
        add(line.announcement.words, path + u".announcement.words"_s);
        if (line.whenAllBusy)
            add(line.whenAllBusy->music, path + u".hold_when_all_busy.music"_s);
    }
    return sounds;
}

Findings soundFindings(const Plan &plan, const std::set<QString> &known)
{
    Findings findings;
    for (const auto &[name, paths] : soundsIn(plan)) {
        for (const QString &path : paths) {
            if (!known.contains(name))
                findings.push_back({.problem = Finding::Problem::NoSuchSound, .path = path, .name = name});
        }
    }
    return findings;
}

} // namespace milassist::routing
