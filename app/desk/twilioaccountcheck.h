// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/accountcheck.h"

#include <QObject>

namespace milassist {

/// Asks Twilio (or what stands at the base URL) whether credentials are good, with a client of its own for each question.
class TwilioAccountCheck : public QObject, public AccountCheck {
    Q_OBJECT
public:
    using QObject::QObject;
    QFuture<AccountFinding> check(const AccountEntry &entry) override;
};

} // namespace milassist
