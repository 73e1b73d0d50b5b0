// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/front/planwatch.h"

#include "core/base/logging.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/plantable.h"
#include "core/routing/plan/planjson.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// The newest version that came from a file; none when there is none.
Result<std::optional<PlanVersion>> latestOfFile(PlanTable &plans)
{
    constexpr int page = 100;
    for (qint64 before = std::numeric_limits<qint64>::max();;) {
        const auto versions = plans.history(page, before);
        if (!versions)
            return fail(versions.error());
        for (const PlanVersion &version : *versions) {
            if (version.author == PlanWatch::fileAuthor())
                return plans.version(version.number);
        }
        if (versions->size() < page)
            return std::optional<PlanVersion>();
        before = versions->last().number;
    }
}

Result<> adopt(SqlConnection &db, const PlanFile &file, const QDateTime &now)
{
    PlanTable plans(db);
    const auto taken = latestOfFile(plans);
    if (!taken)
        return fail(taken.error());
    if (*taken && (*taken)->json == routing::writePlan(file.plan))
        return {};
    const auto current = plans.current();
    if (!current)
        return fail(current.error());
    const qint64 basedOn = *current ? (*current)->number : 0;
    const auto saved = plans.save(file.plan, {.author = PlanWatch::fileAuthor(), .reason = file.name, .basedOn = basedOn}, now);
    if (!saved)
        return fail(saved.error());
    const auto told = EventTable(db).append(u"plan"_s, u"{\"version\":%1}"_s.arg(saved->number), now);
    return told ? Result<>() : fail(told.error());
}

/// What stands in the ledger, when it is another than @p known.
struct Standing {
    qint64 version = 0;
    std::optional<routing::Plan> plan; ///< none: nothing new
};

Result<Standing> standing(SqlConnection &db, qint64 known)
{
    PlanTable plans(db);
    const auto latest = plans.history(1);
    if (!latest)
        return fail(latest.error());
    if (latest->isEmpty() || latest->first().number == known)
        return Standing{.version = known, .plan = {}};
    const auto version = plans.version(latest->first().number);
    if (!version)
        return fail(version.error());
    const auto plan = planIn(version->value_or(PlanVersion()));
    if (!plan)
        return fail(plan.error());
    return Standing{.version = (*version)->number, .plan = *plan};
}

} // namespace

PlanWatch::PlanWatch(SharedStore &store, CurrentPlan &plan, Clock clock, QObject *parent)
    : QObject(parent), m_store(store), m_plan(plan), m_clock(std::move(clock))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms); // under load the ledger tells of something a thousand times a second
    connect(&m_soon, &QTimer::timeout, this, &PlanWatch::look);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&m_store, &SharedStore::notified, this, soon);
    connect(&m_store, &SharedStore::listening, this, soon);
    connect(&m_store, &SharedStore::reached, this, soon);
}

void PlanWatch::start(const std::optional<PlanFile> &file)
{
    if (file)
        m_plan.set(file->plan);
    m_file = file;
    look();
}

void PlanWatch::take(const PlanFile &file)
{
    m_isBusy = true;
    const auto job = [file, now = m_clock()](SqlConnection &db) { return adopt(db, file, now); };
    whenDone(m_store.write(job), this, [this](const Result<> &taken) {
        m_isBusy = false;
        if (taken) {
            m_file.reset();
            return look();
        }
        // It counts all the same; that it is a version of the ledger waits until the database is there.
        qCWarning(lcRelay) << "the plan file could not be saved as a version:" << taken.error().detail;
        if (taken.error().kind == Error::Kind::Rejected) // another relay was first, most likely with the same file
            m_soon.start();
    });
}

void PlanWatch::look()
{
    if (m_isBusy) {
        m_soon.start();
        return;
    }
    if (m_file)
        return take(*m_file);
    m_isBusy = true;
    whenDone(m_store.read([known = m_version](SqlConnection &db) { return standing(db, known); }), this,
             [this](const Result<Standing> &found) {
                 m_isBusy = false;
                 if (!found) {
                     // The one in force stays so: an old plan rings more people than none.
                     if (found.error().kind != Error::Kind::Offline)
                         qCCritical(lcRelay) << "the plan could not be read:" << found.error().detail;
                     return;
                 }
                 if (!found->plan)
                     return;
                 m_version = found->version;
                 m_plan.set(*found->plan, m_version);
                 qCInfo(lcRelay) << "plan in force: version" << m_version;
                 Q_EMIT changed(m_version);
             });
}

} // namespace milassist::relay
