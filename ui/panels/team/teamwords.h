// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/peoplenames.h"
#include "core/team/teamdoctor.h"
#include "core/team/teamoptouts.h"
#include "core/team/teampeople.h"
#include "core/team/teamtasks.h"
#include "core/routing/decision/roster.h"
#include "ui/models/linenames.h"
#include "ui/widgets/rowdelegate.h"

namespace milassist
{

/// "+1 206 555 0181" as it is read here.
QString numberText(const Party &party, const QString &home);

RowView taskRow(const TeamTask &task, const LineNames &lines, const PeopleNames &names, const QString &me, const QDateTime &now);
/// "From a call", "From a voicemail"; empty where it is about nothing.
QString aboutWords(const TeamTask &task);

RowView optOutRow(const TeamOptOut &optOut, const LineNames &lines, const PeopleNames &names, const QDateTime &now);
/// How we know, in a sentence: "They wrote STOP."
QString proofWords(const TeamOptOut &optOut, const PeopleNames &names);

QString roleWords(const Word<TeamRole> &role);
/// What somebody with it may do.
QString roleMeaning(TeamRole role);
/// @param now none: nothing is known of them
RowView personRow(const TeamPerson &person, const PeopleNames &names, const std::optional<routing::PersonNow> &now, const QDateTime &at);
QString presenceWords(const TeamPerson &person, const std::optional<routing::PersonNow> &now, const QDateTime &at);
/// Under their name: what they sign in with, where that is something else, and whether they are there.
QString personWords(const TeamPerson &person, const PeopleNames &names, const std::optional<routing::PersonNow> &now, const QDateTime &at);

RowView checkRow(const DoctorCheck &check, const LineNames &lines);
QString checkName(const DoctorCheck &check, const LineNames &lines);
QString verdictWords(const DoctorCheck &check);

} // namespace milassist
