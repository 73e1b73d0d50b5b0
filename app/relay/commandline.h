// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/domain/sid.h"
#include "core/http/address.h"
#include "core/http/forwarded.h"
#include "core/relay/ledger/usertable.h"
#include "core/routing/decision/decision.h"
#include "core/store/shared/databaseurl.h"

#include <QStringList>
#include <QUrl>

#include <functional>

namespace milassist
{

/// Where everything is. Secrets come from the environment only, where other people's `ps` does not see them.
struct RelaySettings {
    Endpoint listen{.address = QHostAddress(QHostAddress::LocalHost)};
    QString publicUrl; ///< no slash at the end; empty: not known
    QUrl twilioUrl;    ///< empty: Twilio itself
    QString database;  ///< as DatabaseUrl reads it
    QString planFile;  ///< empty: the plan of the ledger
    QString sipDomain; ///< of the desks
    TrustedProxies proxies;
    AccountSid account;
    QList<Secret> authTokens; ///< the current one first; the old one during a rotation
    QString debug;            ///< "twilio:*"
};

struct RelayCommand {
    enum class Verb { Help, Version, Serve, UserAdd, UserList, UserRenew, UserReinstate, UserRevoke, PlanCheck, PlanExplain, Backup, Restore, Doctor };

    Verb verb = Verb::Help;
    RelaySettings settings;
    QString name;                              ///< of the user
    Role role = Role::Assistant;               ///< of the user to be added
    QString file;                              ///< the plan, or the backup
    std::optional<routing::IncomingCall> call; ///< to be explained
    QDateTime at;                              ///< UTC; of that call
    bool asJson = false;                       ///< what the doctor says
};

/// @param environment of a variable, empty when it is not set; an option goes before it
/// @param defaultDatabase where nothing else is said
/// Errors: Malformed, with one line that says what is wrong. No file is opened.
Result<RelayCommand> parseRelayCommand(const QStringList &arguments, const std::function<QString(const QString &)> &environment,
                                       const QString &defaultDatabase);
QString relayUsage();

} // namespace milassist
