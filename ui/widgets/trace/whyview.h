// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/decision.h"

#include <QWidget>

#include <functional>

class QPushButton;

namespace milassist
{

class Label;
class Notice;
class TraceView;

/// Why a call went there: the decision that was kept with it, in words, and what would happen to the same call now.
class WhyView : public QWidget
{
    Q_OBJECT
public:
    /// What is needed to decide again: the plan in force and who is there.
    struct Present {
        routing::Plan plan;
        routing::Roster roster;
        QDateTime now;
        bool isWhole = true; ///< false: of the plan only the names are known, so nothing can be decided
    };
    /// @param present asked when somebody wants to know
    explicit WhyView(std::function<Present()> present, QWidget *parent = nullptr);

    /// @param json as writeDecision() has written it. What cannot be read is said.
    void tell(const QByteArray &json);

private:
    void tellNow();

    std::function<Present()> m_present;
    std::optional<routing::Decision> m_decision;
    TraceView *m_trace;
    Notice *m_notice;
    QPushButton *m_ask;
    Label *m_now;
};

} // namespace milassist
