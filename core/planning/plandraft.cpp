// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plandraft.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"

#include <QFile>
#include <QSaveFile>

namespace milassist
{

using namespace Qt::StringLiterals;
using namespace routing;

PlanDraft::PlanDraft(PlanDesk &desk, QString path, QObject *parent) : QObject(parent), m_desk(desk), m_path(std::move(path))
{
    if (m_path.isEmpty())
        return;
    constexpr auto pause = std::chrono::milliseconds(400);
    m_soon.setSingleShot(true);
    m_soon.setInterval(pause);
    connect(&m_soon, &QTimer::timeout, this, &PlanDraft::keep);
    connect(&desk, &PlanDesk::changed, this, [this] {
        if (m_isBack)
            m_soon.start();
    });
    connect(&desk, &PlanDesk::loaded, this, [this] {
        if (!m_isBack)
            QMetaObject::invokeMethod(this, &PlanDraft::bringBack, Qt::QueuedConnection); // the desk is in the midst of it
    });
}

PlanDraft::~PlanDraft()
{
    if (m_soon.isActive())
        keep();
}

void PlanDraft::bringBack()
{
    if (std::exchange(m_isBack, true))
        return;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    auto kept = readVersion(file.readAll());
    if (!kept) {
        qCWarning(lcUi, "the draft of the plan that was kept cannot be read");
        return;
    }
    if (kept->note.number == m_desk.inForce().note.number)
        return m_desk.resume(m_desk.inForce(), std::move(kept->plan));
    whenDone(m_desk.store().version(kept->note.number), this, [this, draft = std::move(kept->plan)](const Result<PlanVersion> &base) {
        if (base)
            m_desk.resume(*base, draft);
    });
}

void PlanDraft::keep()
{
    m_soon.stop();
    if (!m_desk.isChanged()) {
        QFile::remove(m_path);
        return;
    }
    const PlanNote base = m_desk.inForce().note;
    const PlanVersion draft{.note = {.number = base.number, .author = base.author, .at = m_desk.clock()(), .reason = base.reason}, .plan = m_desk.draft()};
    QSaveFile file(m_path);
    const bool isKept = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(writeVersion(draft)) > 0 && file.commit();
    if (!isKept)
        qCWarning(lcUi, "the draft of the plan cannot be kept: %s", qPrintable(file.errorString()));
}

} // namespace milassist
