// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/planning/planstore.h"
#include "core/routing/check/check.h"

#include <optional>

namespace milassist
{

/// The plan while somebody works on it: the one in force, a draft with a way back, and what is wrong with the draft, which is
/// looked for in another thread. Nothing is in force before it is saved, and what is not safe is not saved.
class PlanDesk : public QObject
{
    Q_OBJECT
public:
    PlanDesk(PlanStore &store, Clock clock, QObject *parent = nullptr);
    ~PlanDesk() override;

    bool isLoaded() const { return m_loaded; }
    const routing::PlanVersion &inForce() const { return m_inForce; }
    const routing::Plan &draft() const { return m_draft; }
    bool isChanged() const { return !(m_draft == m_inForce.plan); }

    void reload();
    /// @param spot what is being changed: steps with the same spot in a row are undone together; empty: a step of its own
    void change(routing::Plan plan, const QString &spot = {});
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();
    void discard();

    /// Of the draft; those before it until isChecked().
    const routing::Findings &findings() const { return m_findings; }
    bool isChecked() const { return m_checked == m_edition; }

    bool isSaving() const { return m_saving; }
    /// As soon as the draft is checked. Ends in saved(), refused(), overtaken() or failed().
    void save(const QString &reason);
    /// What somebody else has put into force since; none unless the draft was made of an older one.
    const std::optional<routing::PlanVersion> &theirs() const { return m_theirs; }
    /// Gives the draft up.
    void takeTheirs();
    /// Goes on with both: what only they have changed is as they have it. What both changed is as in the draft.
    QStringList goOnWithBoth();
    /// Goes on with a draft that was begun with @p base. If that is not in force any more, what is now is theirs(). Changes
    /// nothing where there is a draft already.
    void resume(const routing::PlanVersion &base, routing::Plan draft);
    /// Makes an older version the draft.
    void restore(int number);

    PlanStore &store() { return m_store; }
    const Clock &clock() const { return m_clock; }

Q_SIGNALS:
    void loaded();  ///< another plan is in force, or this is the first
    void changed(); ///< the draft, or what can be done with it
    void checked();
    void saved(const milassist::routing::PlanNote &note);
    void refused();   ///< the findings say why
    void overtaken(); ///< by theirs()
    void failed(const milassist::Error &error);

private:
    void edited();
    void check();
    void saveNow();
    void adopt(const routing::PlanVersion &version);

    PlanStore &m_store;
    Clock m_clock;
    routing::PlanVersion m_inForce;
    routing::Plan m_draft;
    std::vector<routing::Plan> m_undo, m_redo;
    QString m_spot;
    std::optional<routing::PlanVersion> m_theirs;
    routing::Findings m_findings;
    quint64 m_edition = 1, m_checked = 0; ///< of the draft
    bool m_isWanted = false, m_loaded = false, m_saving = false, m_checking = false;
    std::optional<QString> m_reason; ///< of a save that waits for the check
};

} // namespace milassist
