// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QList>

namespace milassist {

/// The secrets that an account is known by: two while its auth token is rotated. The one that worked last is used, until it is
/// refused; whoever asks then goes on with the next. A refused request has done nothing, so it can be sent again. Main thread.
class KnownSecrets {
public:
    /// @param secrets the one to begin with first; at least one
    explicit KnownSecrets(QList<Secret> secrets) : m_secrets(std::move(secrets)) {}

    const Secret &current() const { return m_secrets[m_current]; }
    const QList<Secret> &all() const { return m_secrets; }
    int changes() const { return m_changes; } ///< how often another one was taken
    int place() const { return int(m_current) + 1; } ///< of the one in use, from 1: to tell people, as the secret itself cannot be

    /// @p secret was refused (401), in a request that has met @p refusals of them before. What others have changed meanwhile counts.
    /// @return whether to ask again with current()
    bool goOnAfter(const Secret &secret, int refusals)
    {
        if (refusals + 1 >= m_secrets.size())
            return false;
        if (secret == current()) {
            m_current = (m_current + 1) % m_secrets.size();
            ++m_changes;
        }
        return true;
    }

private:
    QList<Secret> m_secrets;
    qsizetype m_current = 0;
    int m_changes = 0;
};

} // namespace milassist
