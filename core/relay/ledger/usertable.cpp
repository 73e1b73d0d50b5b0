// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/usertable.h"

#include "core/store/recordsql.h"

#include <QRegularExpression>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

Result<> changed(Statement &update, const QString &name)
{
    if (update.changes() || !update.ok())
        return update.outcome();
    return fail(Error::Kind::NotFound, u"there is no such user: %1"_s.arg(name));
}

} // namespace

bool UserTable::isName(const QString &name)
{
    static const QRegularExpression pattern(u"^[a-z0-9][a-z0-9._-]{0,63}\\z"_s);
    return pattern.match(name).hasMatch();
}

Result<> UserTable::add(const QString &name, Role role, const NewToken &token, const QDateTime &now)
{
    if (name.isEmpty())
        return fail(Error::Kind::Rejected, u"a user needs a name"_s);
    Statement insert(m_db,
                     u"INSERT INTO person (name, role, token_label, token_hash, created_ms) VALUES (?, ?, ?, ?, ?)"
                     " ON CONFLICT (name) DO NOTHING");
    if (insert.with(name, Word<Role>(role).text(), token.label, token.hash, now.toMSecsSinceEpoch()).changes())
        return {};
    return insert.ok() ? Result<>(fail(Error::Kind::Rejected, u"the name %1 is taken"_s.arg(name))) : insert.failure();
}

Result<> UserTable::renew(const QString &name, const NewToken &token, Revoked revoked)
{
    const auto user = revoked == Revoked::StaysOut ? named(name) : Result<std::optional<User>>(std::nullopt);
    if (!user)
        return fail(user.error());
    if (*user && (*user)->isRevoked())
        return fail(Error::Kind::Rejected, u"%1 was revoked; to let them in again, say that they come back"_s.arg(name));
    Statement update(m_db, u"UPDATE person SET token_label = ?, token_hash = ?, revoked_ms = NULL WHERE name = ?");
    return changed(update.with(token.label, token.hash, name), name);
}

Result<> UserTable::changeRole(const QString &name, Role role)
{
    Statement update(m_db, u"UPDATE person SET role = ? WHERE name = ?");
    return changed(update.with(Word<Role>(role).text(), name), name);
}

Result<> UserTable::revoke(const QString &name, const QDateTime &now)
{
    Statement update(m_db, u"UPDATE person SET revoked_ms = ? WHERE name = ? AND revoked_ms IS NULL");
    return changed(update.with(now.toMSecsSinceEpoch(), name), name);
}

QList<User> UserTable::usersOf(Statement &query)
{
    QList<User> users;
    while (query.next()) {
        User user{.name = query.text(0), .role = Word<Role>(query.text(1)), .tokenHash = query.text(4)};
        readMember(query, 2, user.createdAt);
        readMember(query, 3, user.revokedAt);
        users << user;
    }
    return users;
}

Result<QList<User>> UserTable::all()
{
    Statement query(m_db, u"SELECT name, role, created_ms, revoked_ms, token_hash FROM person ORDER BY name");
    const QList<User> users = usersOf(query);
    if (!query.ok())
        return query.failure();
    return users;
}

Result<std::optional<User>> UserTable::one(QStringView column, const QString &value)
{
    Statement query(m_db, u"SELECT name, role, created_ms, revoked_ms, token_hash FROM person WHERE %1 = ?"_s.arg(column));
    const QList<User> users = usersOf(query.with(value));
    if (!query.ok())
        return query.failure();
    return users.isEmpty() ? std::nullopt : std::optional(users.first());
}

Result<std::optional<User>> UserTable::named(const QString &name)
{
    return one(u"name", name);
}

Result<std::optional<User>> UserTable::labelled(const QString &label)
{
    return one(u"token_label", label);
}

} // namespace milassist
