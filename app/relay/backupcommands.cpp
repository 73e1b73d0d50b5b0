// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/backupcommands.h"

#include "core/relay/ledger/ledgerschema.h"
#include "core/store/shared/backup.h"

namespace milassist
{

using namespace Qt::StringLiterals;

Result<QString> runBackupCommand(const RelayCommand &command, const QDateTime &now)
{
    const auto database = DatabaseUrl::parse(command.settings.database);
    if (!database)
        return fail(database.error());
    if (command.verb == RelayCommand::Verb::Backup) {
        const auto made = backUp(*database, ledgerSchema(), command.file);
        return made ? Result<QString>(u"%1 is whole and can be restored\n"_s.arg(command.file)) : fail(made.error());
    }
    const auto aside = restore(command.file, *database, ledgerSchema(), now);
    if (!aside)
        return fail(aside.error());
    return aside->isEmpty() ? u"%1 is in place\n"_s.arg(command.file)
                            : u"%1 is in place; what was there is now %2\n"_s.arg(command.file, *aside);
}

} // namespace milassist
