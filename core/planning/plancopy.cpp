// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plancopy.h"

#include "core/base/whendone.h"

namespace milassist
{

using namespace Qt::StringLiterals;

PlanCopy::PlanCopy(Read read, PlanStore &to, QObject *parent) : QObject(parent), m_read(std::move(read)), m_to(to) {}

void PlanCopy::run(Then then)
{
    m_waiting.append(std::move(then));
    if (!m_isBusy)
        go();
}

void PlanCopy::go()
{
    m_isBusy = true;
    whenDone(m_read(), this, [this, waiting = std::exchange(m_waiting, {})](const Result<routing::PlanVersion> &inForce) {
        if (!inForce)
            return finish(fail(inForce.error()), waiting);
        if (inForce->note.number == 0)
            return finish({}, waiting);
        compare(*inForce, waiting);
    });
}

void PlanCopy::compare(const routing::PlanVersion &inForce, const QList<Then> &waiting)
{
    whenDone(m_to.load(), this, [this, inForce, waiting](const Result<routing::PlanVersion> &kept) {
        if (!kept)
            return finish(fail(kept.error()), waiting);
        if (kept->plan == inForce.plan)
            return finish({}, waiting);
        whenDone(m_to.save(inForce.plan, inForce.note.reason, kept->note.number), this, [this, waiting](const Result<PlanSave> &saved) {
            if (!saved)
                return finish(fail(saved.error()), waiting);
            if (saved->outcome != PlanSave::Outcome::Saved)
                return finish(fail(Error::Kind::Rejected, u"another plan was saved meanwhile"_s), waiting);
            finish({}, waiting);
        });
    });
}

void PlanCopy::finish(const Result<> &outcome, const QList<Then> &waiting)
{
    m_isBusy = false;
    for (const Then &then : waiting) {
        if (then)
            then(outcome);
    }
    if (!m_isBusy && !m_waiting.isEmpty())
        go();
}

} // namespace milassist
