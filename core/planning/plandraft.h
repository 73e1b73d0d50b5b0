// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plandesk.h"

#include <QTimer>

namespace milassist
{

/// Keeps the draft of a desk in a file while it is not saved, so that it is there again when the program has ended, in
/// whatever way. What was saved or discarded does not come back.
class PlanDraft : public QObject
{
    Q_OBJECT
public:
    /// @param path of a file that only its owner reads; empty: nothing is kept
    PlanDraft(PlanDesk &desk, QString path, QObject *parent = nullptr);
    /// Writes what is not written yet.
    ~PlanDraft() override;

private:
    void bringBack();
    void keep();

    PlanDesk &m_desk;
    const QString m_path;
    bool m_isBack = false; ///< before, the file is not touched
    QTimer m_soon;         ///< one write for what is typed together
};

} // namespace milassist
