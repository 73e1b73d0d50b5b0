// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/secretstore.h"

#include "core/base/whendone.h"

namespace milassist {

using namespace Qt::StringLiterals;

QFuture<Result<Secret>> MemorySecrets::read(const QString &key)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.constEnd())
        return finished(Result<Secret>(fail(Error::Kind::NotFound, u"no such secret"_s)));
    return finished(Result<Secret>(*found));
}

QFuture<Result<>> MemorySecrets::write(const QString &key, const Secret &secret)
{
    m_secrets.insert(key, secret);
    return finished(Result<>());
}

QFuture<Result<>> MemorySecrets::remove(const QString &key)
{
    m_secrets.remove(key);
    return finished(Result<>());
}

} // namespace milassist
