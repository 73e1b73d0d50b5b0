// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <mutex>

namespace milassist
{

/// Remembers which tokens fitted which hash, so that Argon2 runs once per token and not at each request. What it says holds
/// for that hash alone: whether the person was revoked meanwhile is in the row. Keeps no token, only a keyed digest under a
/// key of this process. Any thread.
class TokenMemory
{
public:
    TokenMemory();

    /// Whether fits() said yes before.
    bool knows(const Secret &token, const QString &hash) const;
    void remember(const Secret &token, const QString &hash);

private:
    QByteArray digestOf(const Secret &token) const;

    QByteArray m_key;
    mutable std::mutex m_mutex;
    QHash<QByteArray, QString> m_hashes;
};

} // namespace milassist
