// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace milassist
{

class Store;
class TwilioClient;

/// Everything that one side knows, as text that can be compared: "call CA..." -> its fields.
using Knowledge = QMap<QString, QString>;

/// What the account holds, asked page by page. Waits (tests only). Empty when the other side does not answer.
Knowledge heldByTwilio(TwilioClient &twilio);
/// A number of the account to text from; one is bought where there is none. Waits. Empty when that fails.
Party lineOf(TwilioClient &twilio);
/// What the cache holds. Waits.
Knowledge heldByCache(Store &store);

/// At most ten differences, readable.
QStringList differences(const Knowledge &cache, const Knowledge &truth);

} // namespace milassist
