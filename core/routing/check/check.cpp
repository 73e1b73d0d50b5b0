// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/check/check.h"

#include "core/routing/check/parts.h"
#include "core/routing/check/scan.h"

#include <algorithm>
#include <iterator>

namespace milassist::routing
{

using namespace Qt::StringLiterals;

namespace
{

// The sum of all stages against the patience of each line that takes the route.
void checkPatience(const Plan &plan, const Scan &calls, Findings &findings)
{
    for (const auto &[number, line] : plan.lines) {
        for (const RouteId &id : routesOf(plan, line)) {
            const seconds ringing = longestOf(plan, line, plan.routes.at(id)).ringing;
            if (ringing <= line.patience)
                continue;
            Finding finding{.problem = Finding::Problem::RingsTooLong,
                            .path = u"routes[%1].stages"_s.arg(id.text()),
                            .name = number.e164(),
                            .found = ringing,
                            .allowed = line.patience};
            if (const auto example = calls.taken.find({number, id}); example != calls.taken.end())
                finding.example = example->second;
            findings.push_back(std::move(finding));
        }
    }
}

} // namespace

Findings checkPlan(const Plan &plan, const QDateTime &now)
{
    Scan calls = scan(plan, now, now.addMonths(monthsAhead));
    std::map<RouteId, Example> taken;
    for (const auto &[lineAndRoute, example] : calls.taken)
        taken.emplace(lineAndRoute.second, example);
    Findings findings = partFindings(plan, taken, now);
    checkPatience(plan, calls, findings);
    std::ranges::move(calls.findings, std::back_inserter(findings));
    std::ranges::stable_sort(findings, {}, [](const Finding &finding) { return std::pair(!finding.isRefused(), finding.path); });
    return findings;
}

bool isSafe(const Findings &findings)
{
    return std::ranges::none_of(findings, &Finding::isRefused);
}

} // namespace milassist::routing
