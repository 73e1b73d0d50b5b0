// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/tokenmemory.h"

#include <sodium.h>

namespace milassist
{

TokenMemory::TokenMemory() : m_key(crypto_generichash_KEYBYTES, '\0')
{
    const bool ready = sodium_init() >= 0; // only fails where there is no randomness at all
    Q_ASSERT(ready);
    Q_UNUSED(ready)
    randombytes_buf(m_key.data(), size_t(m_key.size()));
}

QByteArray TokenMemory::digestOf(const Secret &token) const
{
    const QByteArray &text = token.reveal();
    QByteArray digest(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(digest.data()), size_t(digest.size()),
                       reinterpret_cast<const unsigned char *>(text.constData()), static_cast<unsigned long long>(text.size()),
                       reinterpret_cast<const unsigned char *>(m_key.constData()), size_t(m_key.size()));
    return digest;
}

bool TokenMemory::knows(const Secret &token, const QString &hash) const
{
    const QByteArray digest = digestOf(token);
    const std::lock_guard lock(m_mutex);
    return !hash.isEmpty() && m_hashes.value(digest) == hash;
}

void TokenMemory::remember(const Secret &token, const QString &hash)
{
    constexpr qsizetype most = 10000; // more people than that would only pay for Argon2 once more
    const QByteArray digest = digestOf(token);
    const std::lock_guard lock(m_mutex);
    if (m_hashes.size() >= most)
        m_hashes.clear();
    m_hashes.insert(digest, hash);
}

} // namespace milassist
