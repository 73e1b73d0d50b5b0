// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/world/form.h"

#include <QJsonObject>

namespace milassist::world
{

class World;

/// GET lookups/v2/PhoneNumbers/{number}: the answer without its url. Any text is answered; what is no number has
/// valid = false. @p query Fields, CountryCode. Fields that cost something are
/// noted as usage. Errors: 60617 for a field that does not exist.
Result<QJsonObject> lookUp(World &world, const QString &number, const Form &query);

} // namespace milassist::world
