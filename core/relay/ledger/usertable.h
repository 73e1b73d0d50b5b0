// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/word.h"
#include "core/relay/ledger/token.h"
#include "core/store/sqlconnection.h"

#include <QDateTime>

namespace milassist
{

class Statement;

enum class Role { Assistant, Manager, Admin };

template <>
struct Words<Role> {
    static constexpr std::pair<const char *, Role> list[] = {
        {"assistant", Role::Assistant},
        {"manager", Role::Manager},
        {"admin", Role::Admin},
    };
};

struct User {
    QString name; ///< unique; the user part of Basic, and of the SIP address
    Word<Role> role;
    QDateTime createdAt; ///< UTC
    QDateTime revokedAt; ///< UTC; invalid while the token works
    QString tokenHash;   ///< for fits(); never leaves the relay
    bool isRevoked() const { return revokedAt.isValid(); }
    bool operator==(const User &) const = default;
};

/// Who may speak to the relay. A name that was revoked stays, as calls and audit lines bear it, and can get a new token.
class UserTable
{
public:
    explicit UserTable(SqlConnection &db) : m_db(db) {}

    /// a to z, digits, dots, dashes and underscores, at most 64: it becomes the user part of a SIP address, and of Basic.
    static bool isName(const QString &name);
    /// Errors: Rejected (the name is taken), Storage.
    Result<> add(const QString &name, Role role, const NewToken &token, const QDateTime &now);
    enum class Revoked { StaysOut, ComesBack };
    /// A new token in place of the old one, which stops working. Errors: NotFound, Rejected (revoked, and stays out), Storage.
    Result<> renew(const QString &name, const NewToken &token, Revoked revoked = Revoked::StaysOut);
    /// Errors: NotFound, Storage.
    Result<> changeRole(const QString &name, Role role);
    /// The token stops working with the commit. Errors: NotFound (or revoked already), Storage.
    Result<> revoke(const QString &name, const QDateTime &now);

    /// By name, revoked ones as well.
    Result<QList<User>> all();
    Result<std::optional<User>> named(const QString &name);
    /// Whose token bears @p label (labelOf()); to be let in it must also fit, and not be revoked.
    Result<std::optional<User>> labelled(const QString &label);

private:
    static QList<User> usersOf(Statement &query);
    Result<std::optional<User>> one(QStringView column, const QString &value);

    SqlConnection &m_db;
};

} // namespace milassist
