// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/usercommands.h"

#include "core/relay/ledger/audittable.h"
#include "core/relay/ledger/eventtable.h"
#include "core/relay/ledger/ledgerschema.h"
#include "core/store/shared/sharedstore.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace milassist
{

using namespace Qt::StringLiterals;
using Verb = RelayCommand::Verb;

namespace
{

Result<std::unique_ptr<SharedStore>> ledgerOf(const RelayCommand &command)
{
    const auto url = DatabaseUrl::parse(command.settings.database);
    if (!url)
        return fail(url.error());
    return SharedStore::open({.url = *url, .schema = ledgerSchema()});
}

QString tableOf(const QList<User> &users)
{
    QString table;
    for (const User &user : users) {
        const QString state = user.isRevoked() ? u"revoked %1"_s.arg(user.revokedAt.toString(Qt::ISODate)) : u"active"_s;
        table += u"%1\t%2\t%3\n"_s.arg(user.name, user.role.text(), state);
    }
    return users.isEmpty() ? u"There are no users yet: milassist-relay user add NAME --role admin\n"_s : table;
}

// Desks and other relays hear of it, and the audit has it, as when an admin does it at a desk.
Result<> told(SqlConnection &db, const QString &what, const QString &name, const QDateTime &now)
{
    const relay::AuditEntry entry{.at = now, .who = u"command line"_s, .what = what, .about = name, .detail = u"{}"_s};
    if (auto kept = relay::AuditTable(db).append(entry); !kept)
        return kept;
    const QJsonObject body{{u"name"_s, name}, {u"what"_s, what}};
    const auto number =
        EventTable(db).append(u"user"_s, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)), now);
    return number ? Result<>() : fail(number.error());
}

Result<> changed(SqlConnection &db, const RelayCommand &command, const NewToken &token, const QDateTime &now)
{
    UserTable users(db);
    const bool isNew = command.verb == Verb::UserAdd, comesBack = command.verb == Verb::UserReinstate;
    using Revoked = UserTable::Revoked;
    auto done = isNew ? users.add(command.name, command.role, token, now)
                      : users.renew(command.name, token, comesBack ? Revoked::ComesBack : Revoked::StaysOut);
    if (!done && done.error().kind == Error::Kind::Rejected && !isNew)
        return fail(Error::Kind::Rejected, u"%1 was revoked; \"user reinstate %1\" lets them in again"_s.arg(command.name));
    if (!done)
        return done;
    return told(db, isNew ? u"user-added"_s : comesBack ? u"user-reinstated"_s : u"token-renewed"_s, command.name, now);
}

// A token is made before the transaction, which may run more than once.
Result<QString> giveToken(SharedStore &ledger, const RelayCommand &command, const QDateTime &now)
{
    const auto made = makeToken();
    if (!made)
        return fail(Error::Kind::Unavailable, u"there is not enough memory to make a token"_s);
    const Result<> kept = ledger
                              .write([command, now, token = *made](SqlConnection &db) {
                                  return changed(db, command, token, now);
                              })
                              .result();
    if (!kept)
        return fail(kept.error());
    return u"%1\n"_s.arg(QString::fromUtf8(made->token.reveal()));
}

} // namespace

Result<QString> runUserCommand(const RelayCommand &command, const QDateTime &now)
{
    const auto ledger = ledgerOf(command);
    if (!ledger)
        return fail(ledger.error());
    if (command.verb == Verb::UserList) {
        const auto users = (*ledger)->read([](SqlConnection &db) { return UserTable(db).all(); }).result();
        return users ? Result<QString>(tableOf(*users)) : fail(users.error());
    }
    if (command.verb != Verb::UserRevoke)
        return giveToken(**ledger, command, now);
    const Result<> revoked =
        (*ledger)
            ->write([name = command.name, now](SqlConnection &db) -> Result<> {
                if (auto done = UserTable(db).revoke(name, now); !done)
                    return done;
                return told(db, u"user-revoked"_s, name, now);
            })
            .result();
    return revoked ? Result<QString>(u"%1 is revoked: the token stops working at once\n"_s.arg(command.name))
                   : fail(revoked.error());
}

} // namespace milassist
