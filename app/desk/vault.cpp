// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/vault.h"

#include "core/base/whendone.h"
#include "core/profile/environment.h"
#include "core/profile/keychainsecrets.h"
#include "core/profile/passphrasesecrets.h"

#include <QMessageAuthenticationCode>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString keychainService = u"milassist-desk"_s;

QString keyOf(const Profile &profile)
{
    return u"%1/%2"_s.arg(profile.id, profile.user);
}

} // namespace

QString Vault::fileOf(const Profile &profile) const
{
    return m_profiles.folderOf(profile.id) + u"/secrets"_s;
}

QFuture<Result<Secret>> Vault::secretOf(const Profile &profile, const Secret &passphrase)
{
    if (const auto known = m_session.constFind(profile.id); known != m_session.constEnd())
        return finished(Result<Secret>(*known));
    switch (profile.secretPlace) {
    case SecretPlace::Keychain: return KeychainSecrets(keychainService).read(keyOf(profile));
    case SecretPlace::PassphraseFile:
        if (passphrase.isEmpty())
            return finished(Result<Secret>(fail(Error::Kind::Unauthorised, u"the passphrase has to be asked"_s)));
        return PassphraseSecrets(fileOf(profile), passphrase).read(keyOf(profile));
    case SecretPlace::Environment: {
        const EnvironmentAccount account = environmentAccount();
        if (account.account == profile.account && account.isComplete())
            return finished(Result<Secret>(account.secret));
        return finished(Result<Secret>(fail(Error::Kind::NotFound, u"the environment has no token for this account"_s)));
    }
    case SecretPlace::Memory: break;
    }
    return finished(Result<Secret>(fail(Error::Kind::NotFound, u"it was kept in memory only"_s)));
}

QFuture<Result<>> Vault::keep(const Profile &profile, const Secret &secret, const Secret &passphrase)
{
    switch (profile.secretPlace) {
    case SecretPlace::Keychain: return KeychainSecrets(keychainService).write(keyOf(profile), secret);
    case SecretPlace::PassphraseFile: return PassphraseSecrets(fileOf(profile), passphrase).write(keyOf(profile), secret);
    case SecretPlace::Environment:
    case SecretPlace::Memory: break;
    }
    m_session.insert(profile.id, secret);
    return finished(Result<>());
}

QFuture<Result<>> Vault::forget(const Profile &profile)
{
    m_session.remove(profile.id);
    if (profile.secretPlace == SecretPlace::Keychain)
        return KeychainSecrets(keychainService).remove(keyOf(profile));
    return finished(Result<>()); // a passphrase file goes with the profile's folder
}

Secret mediaKeyFrom(const Secret &secret)
{
    if (secret.isEmpty())
        return {};
    return Secret(QMessageAuthenticationCode::hash("milassist media files 1", secret.reveal(), QCryptographicHash::Sha256));
}

} // namespace milassist
