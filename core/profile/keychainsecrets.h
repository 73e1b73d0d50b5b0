// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/secretstore.h"

namespace milassist {

/// Secrets in the system's keychain through QtKeychain, with a timeout of our own: a keyring may wait for a person who
/// does not see its prompt. Anything but "done" and "no such entry" is Unavailable; a locked keyring is no first run.
class KeychainSecrets final : public SecretStore {
public:
    explicit KeychainSecrets(QString service, int timeoutMs = 30000) : m_service(std::move(service)), m_timeout(timeoutMs) {}

    QFuture<Result<Secret>> read(const QString &key) override;
    QFuture<Result<>> write(const QString &key, const Secret &secret) override;
    QFuture<Result<>> remove(const QString &key) override;

private:
    QString m_service;
    int m_timeout;
};

} // namespace milassist
