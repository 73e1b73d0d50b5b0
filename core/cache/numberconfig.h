// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/number.h"

#include <QStringList>

namespace milassist {

/// A configuration as it is kept to be put back: an object with Twilio's names.
QString configToJson(const NumberConfig &config);
NumberConfig configFromJson(const QString &json);

/// Twilio's names of the fields that differ. A method that was not set does not count: Twilio
/// fills in its own.
QStringList differences(const NumberConfig &a, const NumberConfig &b);

} // namespace milassist
