// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/sid.h"

#include <QList>
#include <QUrl>

#include <optional>

namespace milassist {

/// Where a profile's secret is kept. Chosen by the user, never changed silently.
enum class SecretPlace {
    Keychain,
    PassphraseFile, ///< a file beside the profile, encrypted with a passphrase that is asked at each start
    Environment,    ///< TWILIO_AUTH_TOKEN or TWILIO_API_KEY_SECRET, set by whoever starts the program
    Memory,         ///< gone when the program ends: the demo
};

/// Somebody's place in a team, as its relay said when it was last asked.
struct TeamMark {
    QString role;               ///< "assistant", "manager", "admin"
    QString sipDomain, sipUser; ///< of their telephone; empty: none
    QString sight = {};         ///< what they could see when the rows that are kept were fetched; empty: nobody said
    bool operator==(const TeamMark &) const = default;
};

/// One account as this computer knows it. Everything but the secret.
struct Profile {
    QString id;          ///< name of its folder, never shown
    QString name;        ///< what the user calls it
    QUrl baseUrl;        ///< https://api.twilio.com, a relay or a sandbox
    AccountSid account;
    QString user;        ///< the account sid, or an API key's sid
    SecretPlace secretPlace = SecretPlace::Keychain;
    bool sandbox = false; ///< nothing costs money and nobody real is reached
    std::optional<TeamMark> team = {}; ///< joined: baseUrl is the relay, user the person, the secret their token
    bool operator==(const Profile &) const = default;
};

/// The profiles of one person on this computer: a folder each, with settings and databases, without secrets.
/// Cheap calls on small files; main thread.
class Profiles {
public:
    /// @param root is made, readable by its owner only, when the first profile is saved
    explicit Profiles(QString root) : m_root(std::move(root)) {}
    /// $XDG_DATA_HOME/milassist-desk or what the platform has for it.
    static QString standardRoot();

    QList<Profile> all() const;                          ///< by name
    Result<Profile> find(const QString &nameOrId) const; ///< Errors: NotFound
    /// The one that was used last, else the only one. Errors: NotFound
    Result<Profile> last() const;
    void setLast(const QString &id);
    /// A new profile with a free id and a name made unique; not saved yet.
    Profile draft(const QString &name) const;
    /// Errors: Storage, DiskFull
    Result<> save(const Profile &profile);
    /// Removes the folder with everything in it: databases, recordings, the passphrase file. Errors: Storage
    Result<> remove(const QString &id);

    QString folderOf(const QString &id) const;
    const QString &root() const { return m_root; }

private:
    QString m_root;
};

} // namespace milassist
