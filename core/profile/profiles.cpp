// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profiles.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const std::pair<SecretPlace, QLatin1StringView> placeWords[] = {
    {SecretPlace::Keychain, "keychain"_L1},
    {SecretPlace::PassphraseFile, "passphrase-file"_L1},
    {SecretPlace::Environment, "environment"_L1},
    {SecretPlace::Memory, "memory"_L1},
};

QString wordOf(SecretPlace place)
{
    for (const auto &[value, word] : placeWords)
        if (value == place)
            return word;
    return {};
}

SecretPlace placeOf(const QString &text)
{
    for (const auto &[value, word] : placeWords)
        if (word == text)
            return value;
    return SecretPlace::Keychain;
}

/// Ids are folder names that we made: anything else is not a profile, and never a way out of the root.
bool isId(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

QString profileFile(const QString &folder)
{
    return folder + u"/profile.ini"_s;
}

} // namespace

QString Profiles::standardRoot()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/milassist-desk"_s;
}

QString Profiles::folderOf(const QString &id) const
{
    return m_root + u"/profiles/"_s + id;
}

QList<Profile> Profiles::all() const
{
    QList<Profile> found;
    const QStringList ids = QDir(m_root + u"/profiles"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        if (!isId(id) || !QFile::exists(profileFile(folderOf(id))))
            continue;
        const QSettings file(profileFile(folderOf(id)), QSettings::IniFormat);
        Profile profile{.id = id,
                        .name = file.value(u"name"_s, id).toString(),
                        .baseUrl = file.value(u"base_url"_s).toUrl(),
                        .account = AccountSid::parse(file.value(u"account_sid"_s).toString()).value_or(AccountSid()),
                        .user = file.value(u"user"_s).toString(),
                        .secretPlace = placeOf(file.value(u"secret"_s).toString()),
                        .sandbox = file.value(u"sandbox"_s).toBool()};
        if (const QString role = file.value(u"team/role"_s).toString(); !role.isEmpty())
            profile.team = TeamMark{role, file.value(u"team/sip_domain"_s).toString(), file.value(u"team/sip_user"_s).toString(),
                                    file.value(u"team/sight"_s).toString()};
        found.append(std::move(profile));
    }
    std::sort(found.begin(), found.end(), [](const Profile &a, const Profile &b) { return a.name.localeAwareCompare(b.name) < 0; });
    return found;
}

Result<Profile> Profiles::find(const QString &nameOrId) const
{
    const QList<Profile> known = all();
    for (const Profile &profile : known)
        if (profile.id == nameOrId)
            return profile;
    for (const Profile &profile : known)
        if (profile.name.compare(nameOrId, Qt::CaseInsensitive) == 0)
            return profile;
    return fail(Error::Kind::NotFound, u"no profile of that name"_s);
}

Result<Profile> Profiles::last() const
{
    const QList<Profile> known = all();
    const QString id = QSettings(m_root + u"/desk.ini"_s, QSettings::IniFormat).value(u"profile/last"_s).toString();
    for (const Profile &profile : known)
        if (profile.id == id)
            return profile;
    if (known.size() == 1)
        return known.first();
    return fail(Error::Kind::NotFound, u"no profile was used yet"_s);
}

void Profiles::setLast(const QString &id)
{
    QDir().mkpath(m_root);
    QSettings(m_root + u"/desk.ini"_s, QSettings::IniFormat).setValue(u"profile/last"_s, id);
}

Profile Profiles::draft(const QString &name) const
{
    const QString wanted = name.trimmed().isEmpty() ? u"Twilio"_s : name.trimmed();
    Profile profile;
    profile.name = wanted;
    for (int n = 2; find(profile.name); ++n)
        profile.name = u"%1 %2"_s.arg(wanted).arg(n);
    do {
        profile.id = u"p-%1"_s.arg(QRandomGenerator::global()->generate64(), 13, 36, QLatin1Char('0')).toLower();
    } while (QFile::exists(folderOf(profile.id)));
    return profile;
}

Result<> Profiles::save(const Profile &profile)
{
    if (!isId(profile.id))
        return fail(Error::Kind::Malformed, u"not a profile id"_s);
    const QString folder = folderOf(profile.id);
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(folder))
        return fail(Error::Kind::Storage, u"cannot make the profile's folder"_s);
    QFile::setPermissions(m_root, ownerOnly);
    QFile::setPermissions(folder, ownerOnly);
    QSettings file(profileFile(folder), QSettings::IniFormat);
    file.setValue(u"name"_s, profile.name);
    file.setValue(u"base_url"_s, profile.baseUrl);
    file.setValue(u"account_sid"_s, profile.account.text());
    file.setValue(u"user"_s, profile.user);
    file.setValue(u"secret"_s, wordOf(profile.secretPlace));
    file.setValue(u"sandbox"_s, profile.sandbox);
    file.remove(u"team"_s);
    if (profile.team) {
        file.setValue(u"team/role"_s, profile.team->role);
        file.setValue(u"team/sip_domain"_s, profile.team->sipDomain);
        file.setValue(u"team/sip_user"_s, profile.team->sipUser);
        file.setValue(u"team/sight"_s, profile.team->sight);
    }
    file.sync();
    if (file.status() != QSettings::NoError)
        return fail(Error::Kind::Storage, u"cannot write the profile"_s);
    return {};
}

Result<> Profiles::remove(const QString &id)
{
    if (!isId(id))
        return fail(Error::Kind::Malformed, u"not a profile id"_s);
    QDir folder(folderOf(id));
    if (folder.exists() && !folder.removeRecursively())
        return fail(Error::Kind::Storage, u"some files of the profile could not be removed"_s);
    return {};
}

} // namespace milassist
