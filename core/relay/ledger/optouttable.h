// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/phonenumber.h"
#include "core/domain/word.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace milassist
{

enum class OptOutProof { Keyword, OptOutType, Error21610, Person, Import };

template <>
struct Words<OptOutProof> {
    static constexpr std::pair<const char *, OptOutProof> list[] = {
        {"keyword", OptOutProof::Keyword}, {"opt-out-type", OptOutProof::OptOutType}, {"error-21610", OptOutProof::Error21610},
        {"person", OptOutProof::Person},   {"import", OptOutProof::Import},
    };
};

/// That somebody does not want our texts any more, or wants them again, and how we know.
struct OptOutEntry {
    QString scope; ///< one of our numbers, or the sid of a Messaging Service
    Party peer;
    bool optedOut = true;
    Word<OptOutProof> proof;
    QString reference; ///< the message's sid, the name of the list, or who of us noted it and when: "mona 2026-11-23T10:09:22.110Z"
    QString keyword;   ///< "STOP", "START"; else empty
    QDateTime at;      ///< UTC; when it was said
    QString reason;    ///< of one who noted it by hand
    bool operator==(const OptOutEntry &) const = default;
};

/// Who is not to be texted. Every proof is kept; the latest by its own time counts, in whatever order they come.
class OptOutTable
{
public:
    explicit OptOutTable(SqlConnection &db) : m_db(db) {}

    /// Errors: Rejected (an imported list cannot opt anybody in), Storage.
    /// @return false when this proof is here already
    Result<bool> note(const OptOutEntry &entry);
    /// The entry that counts; none when there never was one. Errors: Storage.
    Result<std::optional<OptOutEntry>> state(const QString &scope, const Party &peer);
    /// Everybody who is opted out now, by the entry that counts, the latest first. @param hiddenScopes are left out
    Result<QList<OptOutEntry>> optedOut(const QStringList &hiddenScopes, int limit, int offset = 0);
    /// How many optedOut() has.
    Result<qint64> countOptedOut(const QStringList &hiddenScopes);
    /// All that was ever noted, newest first.
    Result<QList<OptOutEntry>> history(const QString &scope, const Party &peer);

private:
    SqlConnection &m_db;
};

} // namespace milassist
