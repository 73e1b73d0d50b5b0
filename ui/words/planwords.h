// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/plan.h"

#include <QStringList>

namespace milassist
{

// The names that people gave the parts of a plan; a part without a name, or one that is gone, goes by its id.
QString nameOf(const routing::Plan &plan, const routing::PersonId &person);
QString nameOf(const routing::Plan &plan, const routing::GroupId &group);
QString nameOf(const routing::Plan &plan, const routing::RotaId &rota);
QString nameOf(const routing::Plan &plan, const routing::RouteId &route); ///< none: "Voicemail"
QString nameOf(const routing::Plan &plan, const routing::ScheduleId &schedule); ///< none: "Always open"
/// @param home ISO country whose numbers are shown in national form
QString nameOfLine(const routing::Plan &plan, const PhoneNumber &line, const QString &home);

/// "Anna", "Anna and Ben", "Anna, Ben and 3 others": never more than @p most names.
QString peopleWords(const routing::Plan &plan, const std::vector<routing::PersonId> &people, int most = 4);
/// Words in a row, with "and" before the last.
QString listed(const QStringList &words);

/// "ending in 42": all that is said of a private number.
QString endingOf(const PhoneNumber &number);

/// What a stage does: "Day team in turn, 20 s each, 2 people at most".
QString stageWords(const routing::Plan &plan, const routing::Stage &stage);
/// Of the stage's kind: "One after the other, in turn".
QString strategyWords(const routing::Stage &stage);

/// "Two colleagues in turn, then voicemail": a whole route in a line.
QString routeWords(const routing::Plan &plan, const routing::RouteId &route);

} // namespace milassist
