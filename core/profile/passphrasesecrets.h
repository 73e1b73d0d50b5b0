// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/secretstore.h"

namespace milassist {

/// Secrets in a file, for a computer without a keychain: encrypted (XChaCha20-Poly1305) under a key made from a
/// passphrase (Argon2id, 64 MB, so guessing is slow). Readable by its owner only, written all or nothing.
/// Errors: Unauthorised when the passphrase is wrong or the file was changed; Storage, DiskFull.
class PassphraseSecrets final : public SecretStore {
public:
    PassphraseSecrets(QString path, Secret passphrase) : m_path(std::move(path)), m_passphrase(std::move(passphrase)) {}

    QFuture<Result<Secret>> read(const QString &key) override;
    QFuture<Result<>> write(const QString &key, const Secret &secret) override;
    QFuture<Result<>> remove(const QString &key) override;

private:
    QString m_path;
    Secret m_passphrase;
};

using SecretMap = QMap<QString, QByteArray>;
/// The two directions of the file's content; pure but for the random salt and nonce. Errors: Unauthorised, Malformed.
QByteArray sealSecrets(const SecretMap &secrets, const Secret &passphrase);
Result<SecretMap> openSecrets(const QByteArray &sealed, const Secret &passphrase);

} // namespace milassist
