// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <utility>

namespace milassist {

/// Why something did not work. `kind` is for deciding, `detail` for the log; ui writes the sentence the user reads.
struct Error {
    enum class Kind {
        Offline,        ///< no connection, or no answer in time; nothing was changed at the other end
        Unauthorised,   ///< the other end does not know these credentials (401)
        Forbidden,      ///< it knows them and refuses (403)
        NotFound,       ///< 404, or no such row
        RateLimited,    ///< 429, after our own retries
        Rejected,       ///< understood and refused (other 4xx); twilioCode says why
        ServerFailed,   ///< 5xx, after our own retries where those are allowed
        Malformed,      ///< an answer, a file or a text that cannot be read
        OutcomeUnknown, ///< a create was sent and its answer lost: it may or may not have happened
        Storage,        ///< the database or the disk refused
        DiskFull,       ///< like Storage, and the cure is to make room
        Unavailable,    ///< a part of this computer is missing: no keychain, no sound device, no speech
        Cancelled,      ///< the caller asked for it
    };

    Kind kind = Kind::Malformed;
    QString detail;     ///< English, for the log; no secrets, no message text, numbers masked
    int twilioCode = 0; ///< 0 = not from Twilio, else its error number (21211, ...)
    int httpStatus = 0; ///< 0 = there was no HTTP answer
    QString requestId;  ///< Twilio-Request-Id, empty when unknown

    bool operator==(const Error &) const = default;
};

template <typename T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(Error::Kind kind, QString detail)
{
    return tl::unexpected<Error>(Error{.kind = kind, .detail = std::move(detail)});
}

} // namespace milassist
