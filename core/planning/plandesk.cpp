// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plandesk.h"

#include "core/base/whendone.h"
#include "core/routing/record/plandiff.h"

#include <QtConcurrentRun>

#include <utility>

namespace milassist
{

using namespace routing;

PlanDesk::PlanDesk(PlanStore &store, Clock clock, QObject *parent) : QObject(parent), m_store(store), m_clock(std::move(clock))
{
    connect(&m_store, &PlanStore::changed, this, [this] {
        if (m_isWanted) // whoever has not looked at the plan yet need not fetch it
            reload();
    });
}

PlanDesk::~PlanDesk() = default;

void PlanDesk::reload()
{
    m_isWanted = true;
    whenDone(m_store.load(), this, [this](const Result<PlanVersion> &version) {
        if (!version) {
            Q_EMIT failed(version.error());
            return;
        }
        if (m_loaded && version->note.number == m_inForce.note.number)
            return;
        if (m_loaded && isChanged() && !(version->plan == m_draft)) {
            m_theirs = *version;
            Q_EMIT overtaken();
            return;
        }
        adopt(*version);
    });
}

void PlanDesk::adopt(const PlanVersion &version)
{
    m_inForce = version;
    m_draft = version.plan;
    m_theirs.reset();
    m_undo.clear();
    m_redo.clear();
    m_loaded = true;
    Q_EMIT loaded();
    edited();
}

void PlanDesk::edited()
{
    ++m_edition;
    Q_EMIT changed();
    check();
}

void PlanDesk::change(Plan plan, const QString &spot)
{
    constexpr std::size_t mostSteps = 200;
    if (plan == m_draft)
        return;
    if (spot.isEmpty() || spot != m_spot || m_undo.empty())
        m_undo.push_back(std::exchange(m_draft, std::move(plan)));
    else
        m_draft = std::move(plan);
    if (m_undo.size() > mostSteps)
        m_undo.erase(m_undo.begin());
    m_spot = spot;
    m_redo.clear();
    edited();
}

void PlanDesk::undo()
{
    if (m_undo.empty())
        return;
    m_redo.push_back(std::exchange(m_draft, std::move(m_undo.back())));
    m_undo.pop_back();
    m_spot.clear();
    edited();
}

void PlanDesk::redo()
{
    if (m_redo.empty())
        return;
    m_undo.push_back(std::exchange(m_draft, std::move(m_redo.back())));
    m_redo.pop_back();
    m_spot.clear();
    edited();
}

void PlanDesk::discard()
{
    change(m_inForce.plan);
}

void PlanDesk::check()
{
    if (m_checking)
        return; // what comes meanwhile is checked after it
    m_checking = true;
    auto work = QtConcurrent::run([plan = m_draft, now = m_clock()] { return checkPlan(plan, now); });
    whenDone(std::move(work), this, [this, edition = m_edition](const Findings &findings) {
        m_checking = false;
        if (edition != m_edition)
            return check();
        m_findings = findings;
        m_checked = edition;
        Q_EMIT checked();
        if (m_reason)
            saveNow();
    });
}

void PlanDesk::save(const QString &reason)
{
    if (m_saving || !isChanged())
        return;
    m_saving = true;
    m_reason = reason;
    Q_EMIT changed();
    if (isChecked())
        saveNow();
}

void PlanDesk::saveNow()
{
    const QString reason = *std::exchange(m_reason, std::nullopt);
    const auto end = [this] {
        m_saving = false;
        Q_EMIT changed();
    };
    if (!isSafe(m_findings)) {
        end();
        Q_EMIT refused();
        return;
    }
    if (m_theirs) {
        end();
        Q_EMIT overtaken();
        return;
    }
    whenDone(m_store.save(m_draft, reason, m_inForce.note.number), this, [this, end](const Result<PlanSave> &outcome) {
        if (!outcome) {
            end();
            Q_EMIT failed(outcome.error());
            return;
        }
        if (outcome->outcome == PlanSave::Outcome::SomebodyWasFirst) {
            m_theirs = outcome->inForce;
            end();
            Q_EMIT overtaken();
            return;
        }
        m_inForce = outcome->inForce; // the draft may have been changed again meanwhile
        end();
        Q_EMIT loaded();
        Q_EMIT saved(m_inForce.note);
    });
}

void PlanDesk::takeTheirs()
{
    if (m_theirs)
        adopt(*std::exchange(m_theirs, std::nullopt));
}

QStringList PlanDesk::goOnWithBoth()
{
    if (!m_theirs)
        return {};
    PlanMerge merge = merged(m_inForce.plan, m_draft, m_theirs->plan);
    m_inForce = *std::exchange(m_theirs, std::nullopt);
    m_undo.push_back(std::exchange(m_draft, std::move(merge.plan)));
    m_redo.clear();
    m_spot.clear();
    Q_EMIT loaded();
    edited();
    return merge.bothChanged;
}

void PlanDesk::resume(const PlanVersion &base, Plan draft)
{
    if (!m_loaded || isChanged() || m_theirs || draft == m_inForce.plan)
        return;
    if (base.note.number == m_inForce.note.number)
        return change(std::move(draft));
    m_theirs = std::exchange(m_inForce, base);
    m_draft = m_inForce.plan;
    Q_EMIT loaded();
    change(std::move(draft));
    Q_EMIT overtaken();
}

void PlanDesk::restore(int number)
{
    whenDone(m_store.version(number), this, [this](const Result<PlanVersion> &version) {
        if (version)
            change(version->plan);
        else
            Q_EMIT failed(version.error());
    });
}

} // namespace milassist
