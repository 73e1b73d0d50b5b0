// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/vault.h"

#include "core/base/whendone.h"
#include "core/profile/environment/environment.h"
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
        m_passphrases.insert(profile.id, passphrase); // a wrong one opens nothing
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
    case SecretPlace::PassphraseFile:
        m_passphrases.insert(profile.id, passphrase);
        return PassphraseSecrets(fileOf(profile), passphrase).write(keyOf(profile), secret);
    case SecretPlace::Environment:
    case SecretPlace::Memory: break;
    }
    m_session.insert(profile.id, secret);
    return finished(Result<>());
}

QFuture<Result<>> Vault::forget(const Profile &profile)
{
    m_session.remove(profile.id);
    m_passphrases.remove(profile.id);
    const QFuture<Result<>> telephone = softphoneSecrets(profile)->remove(softphoneKeyOf(profile));
    switch (profile.secretPlace) {
    case SecretPlace::Keychain: return KeychainSecrets(keychainService).remove(keyOf(profile));
    case SecretPlace::Environment: return telephone;
    case SecretPlace::PassphraseFile: // goes with the profile's folder
    case SecretPlace::Memory: break;
    }
    return finished(Result<>());
}

std::unique_ptr<SecretStore> Vault::softphoneSecrets(const Profile &profile) const
{
    switch (profile.secretPlace) {
    case SecretPlace::Keychain:
    case SecretPlace::Environment: return std::make_unique<KeychainSecrets>(keychainService);
    case SecretPlace::PassphraseFile: return std::make_unique<PassphraseSecrets>(fileOf(profile), m_passphrases.value(profile.id));
    case SecretPlace::Memory: break;
    }
    return std::make_unique<MemorySecrets>();
}

Secret mediaKeyFrom(const Secret &secret)
{
    if (secret.isEmpty())
        return {};
    return Secret(QMessageAuthenticationCode::hash("milassist media files 1", secret.reveal(), QCryptographicHash::Sha256));
}

} // namespace milassist
