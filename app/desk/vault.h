// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profiles.h"
#include "core/profile/secretstore.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace milassist {

/// The secret of a profile, wherever the person chose to keep it. Main thread.
class Vault : public QObject {
    Q_OBJECT
public:
    explicit Vault(const Profiles &profiles, QObject *parent = nullptr) : QObject(parent), m_profiles(profiles) {}

    /// Errors: Unavailable (the place cannot be used now), NotFound (it works and has nothing), Unauthorised (the
    /// passphrase is wrong or was not given yet).
    QFuture<Result<Secret>> secretOf(const Profile &profile, const Secret &passphrase = {});
    /// Keeps it where the profile says. Environment and Memory keep it until the program ends.
    QFuture<Result<>> keep(const Profile &profile, const Secret &secret, const Secret &passphrase = {});
    /// The password of its softphone too.
    QFuture<Result<>> forget(const Profile &profile);
    /// Where the password of its softphone is kept, under softphoneKeyOf(): beside the secret, in the keychain where that is
    /// not kept at all. Of a passphrase file: once secretOf() or keep() has had the passphrase.
    std::unique_ptr<SecretStore> softphoneSecrets(const Profile &profile) const;
    static QString softphoneKeyOf(const Profile &profile) { return profile.id + QLatin1StringView("/softphone"); }

    /// The file of SecretPlace::PassphraseFile.
    QString fileOf(const Profile &profile) const;

private:
    const Profiles &m_profiles;
    QHash<QString, Secret> m_session; ///< by profile id: typed since the program started
    QHash<QString, Secret> m_passphrases; ///< by profile id
};

/// What recordings and attachments on this disk are sealed with: 32 bytes made from the account's secret, so that there
/// is no second secret to keep. When the secret changes they are fetched again.
Secret mediaKeyFrom(const Secret &secret);

} // namespace milassist
