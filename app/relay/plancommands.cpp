// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/plancommands.h"

#include "core/relay/ledger/ledgerschema.h"
#include "core/relay/ledger/soundtable.h"
#include "core/routing/check/check.h"
#include "core/routing/check/scan.h"
#include "core/routing/check/sounds.h"
#include "core/routing/plan/planjson.h"
#include "core/store/shared/sharedstore.h"
#include "ui/words/decisionwords.h"
#include "ui/words/planwords.h"

#include <QFile>

#include <algorithm>
#include <iterator>

namespace milassist
{

using namespace Qt::StringLiterals;

Result<routing::Plan> planIn(const QString &name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::NotFound, u"cannot read \"%1\": %2"_s.arg(name, file.errorString()));
    constexpr qint64 largest = 16 * 1024 * 1024;
    if (file.size() > largest)
        return fail(Error::Kind::Malformed, u"\"%1\" is too large to be a plan"_s.arg(name));
    auto plan = routing::readPlan(file.readAll());
    if (plan)
        return *std::move(plan);
    QStringList lines{u"\"%1\" is not a plan that can be used:"_s.arg(name)};
    for (const routing::FieldError &error : plan.error())
        lines << u"  "_s + describe(error);
    return fail(Error::Kind::Malformed, lines.join(u'\n'));
}

std::optional<std::set<QString>> soundsKnownTo(const RelaySettings &settings)
{
    const auto url = DatabaseUrl::parse(settings.database);
    if (!url || (url->engine() == DatabaseUrl::Engine::Sqlite && !QFile::exists(url->file()))) // a look does not make one
        return std::nullopt;
    const auto ledger = SharedStore::open({.url = *url, .schema = ledgerSchema()});
    const auto sounds = ledger ? (*ledger)->read([](SqlConnection &db) { return relay::SoundTable(db).all(); }).result()
                               : Result<QList<relay::StoredSound>>(fail(ledger.error()));
    if (!sounds)
        return std::nullopt;
    std::set<QString> names;
    for (const relay::StoredSound &sound : *sounds)
        names.insert(sound.name);
    return names;
}

PlanVerdict verdictOf(const routing::Plan &plan, const QDateTime &now, const std::optional<std::set<QString>> &sounds)
{
    routing::Findings findings = routing::checkPlan(plan, now);
    if (sounds)
        std::ranges::move(routing::soundFindings(plan, *sounds), std::back_inserter(findings));
    const auto refused = std::count_if(findings.begin(), findings.end(), [](const auto &finding) { return finding.isRefused(); });
    PlanVerdict verdict{.isSafe = routing::isSafe(findings)};
    for (const routing::Finding &finding : findings)
        verdict.text += u"%1: %2\n"_s.arg(finding.isRefused() ? u"refused"_s : u"look at"_s, describe(finding));
    const QString lines = plan.lines.size() == 1 ? u"line"_s : u"%1 lines"_s.arg(plan.lines.size());
    if (plan.lines.empty())
        verdict.text += u"look at: it has no lines, so every call goes to the mailbox\n"_s;
    verdict.text += verdict.isSafe
        ? u"Safe: in the coming %1 months every call to its %2 ends with a person or in the mailbox.\n"_s
              .arg(routing::monthsAhead)
              .arg(lines)
        : u"Not safe: %1 of the lines above must change first.\n"_s.arg(refused);
    return verdict;
}

Result<QString> explanationOf(const routing::Plan &plan, const routing::IncomingCall &call, const QDateTime &at)
{
    if (!find(plan.lines, call.to)) {
        QStringList lines;
        for (const auto &[number, line] : plan.lines)
            lines << number.e164();
        return fail(Error::Kind::NotFound,
                    u"%1 is not a line of the plan, which has %2"_s.arg(call.to.e164(), lines.join(u", "_s)));
    }
    const Trace trace = traceOf(decide(plan, routing::everybodyThere(plan), call, at), plan);
    QString text = u"With everybody at their desk: %1\n"_s.arg(trace.summary);
    for (const TraceLine &line : trace.lines)
        text += u"  %1%2\n"_s.arg(line.sentence, line.note.isEmpty() ? QString() : u" (%1)"_s.arg(line.note));
    return text;
}

} // namespace milassist
