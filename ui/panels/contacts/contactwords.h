// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/contactstore.h"
#include "core/contacts/importplan.h"
#include "core/contacts/matching.h"
#include "ui/models/linenames.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist
{

/// The name, else the organisation, else the first number.
QString displayName(const Contact &contact, const QString &home);
RowView contactRowView(const Contact &contact, const QString &home);

/// One call, voicemail or text in somebody's timeline.
RowView timelineRowView(const TimelineItem &item, const LineNames &lines, const QDateTime &now);

/// "Line 12: ..." what an import does with one card, in words.
QString outcomeText(ImportPlan::Outcome outcome);
QString issueText(const ImportIssue &issue);
RowView importRowView(const ImportPlan::Item &item, const QString &home);
/// "12 new, 3 completed, 40 known already, 2 skipped"
QString planSummary(const ImportPlan &plan);

/// What is wrong with a contact that somebody wants to save; empty when nothing is.
QString contactProblem(const Contact &contact);

} // namespace milassist
