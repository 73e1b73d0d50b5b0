// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace milassist::world
{

/// What Twilio answers when it says no: status, code and its own wording. Unlike elsewhere `detail` may carry a number in
/// full, because it is the answer's "message" and not a line in a log.
inline tl::unexpected<Error> refuse(int code, QString message, int status = 400)
{
    return fail(Error{.kind = status == 404 ? Error::Kind::NotFound : Error::Kind::Rejected,
                      .detail = std::move(message),
                      .twilioCode = code,
                      .httpStatus = status});
}

/// 404/20404 without a message: only who knows the path can word it ("The requested resource /2010... was not found").
inline tl::unexpected<Error> noSuchThing()
{
    return refuse(20404, {}, 404);
}

} // namespace milassist::world
