// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>

namespace milassist
{

/// Which webhooks were seen already: what makes duplicates harmless. The key is put in by the same transaction that does what
/// the webhook is about, so either both have happened or neither.
class WebhookTable
{
public:
    explicit WebhookTable(SqlConnection &db) : m_db(db) {}

    struct Seen {
        bool isFirst = false;
        QString answer; ///< of the first time, when it had one: to be given again
        bool operator==(const Seen &) const = default;
    };
    /// Of all who claim @p key, here and in other relays, one is first; the others wait until its transaction has ended.
    /// @param key of what happened, not of the request: "call-status CA.. completed 3". Errors: Storage.
    Result<Seen> claim(const QString &key, const QDateTime &now);
    Result<bool> isClaimed(const QString &key);
    /// The TwiML that a claimed webhook was answered with.
    Result<> answered(const QString &key, const QString &answer);
    /// Forgets what nobody will send again, so many rows at most. @return rows that went
    Result<qint64> forgetBefore(const QDateTime &instant, qint64 most = 1'000'000'000);

private:
    SqlConnection &m_db;
};

} // namespace milassist
