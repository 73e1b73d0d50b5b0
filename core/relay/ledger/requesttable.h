// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>

namespace milassist::relay
{

/// Requests that their sender has given a key, so that asking twice does it once: here, in another relay, after a restart.
class RequestTable
{
public:
    explicit RequestTable(SqlConnection &db) : m_db(db) {}

    static constexpr std::chrono::hours kept{7 * 24}; ///< so long a key is remembered

    struct Claim {
        bool isFirst = false;    ///< nobody had the key: do it, then say answered() or released()
        QByteArray fingerprint;  ///< of what was asked for with this key
        QDateTime at;            ///< UTC; when the first one came
        int status = 0;          ///< of the answer it had; 0: it has none yet
        QByteArray body;
        bool operator==(const Claim &) const = default;
    };
    /// Of all who claim @p key one is first; the others wait until its transaction has ended. Errors: Storage.
    Result<Claim> claim(const QString &key, const QByteArray &fingerprint, const QDateTime &now);
    Result<> answered(const QString &key, int status, const QByteArray &body);
    /// Nothing has happened: the next one with this key is the first again.
    Result<> released(const QString &key);

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
