// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QMap>
#include <QString>

namespace milassist {

/// Where secrets are kept. An interface, because it ends outside this program.
/// Errors of all three: Unavailable when the place itself cannot be used now (never to be taken for "no secret").
/// Thread: the main thread, which never waits.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// Errors besides: NotFound when the place works and has nothing under @p key.
    virtual QFuture<Result<Secret>> read(const QString &key) = 0;
    virtual QFuture<Result<>> write(const QString &key, const Secret &secret) = 0;
    /// Removing what is not there succeeds.
    virtual QFuture<Result<>> remove(const QString &key) = 0;
};

/// Secrets that end with the program: the demo, and tests.
class MemorySecrets final : public SecretStore {
public:
    QFuture<Result<Secret>> read(const QString &key) override;
    QFuture<Result<>> write(const QString &key, const Secret &secret) override;
    QFuture<Result<>> remove(const QString &key) override;

private:
    QMap<QString, Secret> m_secrets;
};

} // namespace milassist
