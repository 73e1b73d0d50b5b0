// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/rest/context.h"
#include "core/base/result.h"
#include "core/sandbox/world/accountrecords.h"
#include "core/sandbox/world/paging.h"

namespace milassist::rest {

// Account records are answered from two places: the routes below an account, and the list of accounts above it.
HttpResponse accountAnswer(const Context &context, Result<world::Account> account, int status);
HttpResponse accountsAnswer(const Context &context, const world::Slice<world::Account> &slice);

} // namespace milassist::rest
