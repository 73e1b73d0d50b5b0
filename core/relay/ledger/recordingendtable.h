// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>
#include <QList>

#include <chrono>

namespace milassist::relay
{

/// A recording that is to end before its call does.
struct RecordingEnd {
    CallSid call;  ///< the first leg
    CallSid leg;   ///< on which it is recorded
    QDateTime due; ///< UTC
    int tries = 0; ///< how often it was taken, this time included
    bool operator==(const RecordingEnd &) const = default;
};

/// Recordings that are to end before their call does.
class RecordingEndTable
{
public:
    explicit RecordingEndTable(SqlConnection &db) : m_db(db) {}

    /// Whoever took one and was not heard of for so long has died over it.
    static constexpr std::chrono::seconds mercy{60};
    /// So long before its end those who speak are warned; of a short one, at half of it.
    static constexpr std::chrono::seconds warnedBefore{60};

    /// In place of an earlier one of the call. Errors: Storage.
    Result<> plan(const CallSid &call, const CallSid &leg, const QDateTime &begun, std::chrono::seconds longest);
    /// Whether one is to be ended or warned of.
    Result<bool> isAnyDue(const QDateTime &now);
    /// Those of whose end it is time to warn: each once.
    Result<QList<RecordingEnd>> takeWarnings(const QDateTime &now);
    /// Those that are due and nobody else has taken: each is the caller's to end.
    Result<QList<RecordingEnd>> take(const QDateTime &now);
    /// It has ended, or there was none.
    Result<> done(const CallSid &call);

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
