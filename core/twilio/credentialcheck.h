// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/accountapi.h"
#include "core/twilio/transport.h"

namespace milassist {

/// What a refused or lost request for the account says about the credentials. Pure.
/// None: nothing yet, because an API key may be good without being allowed to read the account; ask for something else.
std::optional<CredentialReport::Verdict> verdictOnAccountRefusal(const Trouble &trouble, bool isApiKey);

/// The same for the second question (a list of numbers), asked only with an API key. Pure.
CredentialReport::Verdict verdictOnListRefusal(const Trouble &trouble);

/// The verdict on an account that could be read. Pure.
CredentialReport::Verdict verdictOnAccount(const Account &account);

} // namespace milassist
