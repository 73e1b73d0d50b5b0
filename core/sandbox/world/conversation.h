// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/people.h"

namespace milassist::world
{

class Dice;

/// What @p person answers to a text, by what it is about and their temper. Empty when they leave it at that.
QString answerTo(const QString &text, const Person &person, Dice &dice);
/// A text of their own accord.
QString firstWords(const Person &person, Dice &dice);

} // namespace milassist::world
