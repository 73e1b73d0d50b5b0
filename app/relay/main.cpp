// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/backupcommands.h"
#include "app/relay/commandline.h"
#include "app/relay/doctorcommand.h"
#include "app/relay/plancommands.h"
#include "app/relay/serve.h"
#include "app/relay/usercommands.h"
#include "core/profile/environment/environment.h"
#include "core/routing/check/sounds.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;
using Verb = RelayCommand::Verb;

namespace
{

constexpr int hasFailed = 1;
constexpr int wrongCommandLine = 2;

int complain(const Error &error, int code)
{
    std::fprintf(stderr, "milassist-relay: %s\n", qPrintable(error.detail));
    return code;
}

int say(const QString &text, int code = 0)
{
    std::fputs(qPrintable(text), stdout);
    return code;
}

// systemd names a folder that is ours; somebody at a desk has one in their home.
QString defaultDatabase()
{
    const QString state = qEnvironmentVariable("STATE_DIRECTORY");
    const QString folder = state.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : state;
    return folder + u"/relay.db"_s;
}

int checkPlanIn(const RelayCommand &command)
{
    const auto plan = planIn(command.file);
    if (!plan)
        return complain(plan.error(), hasFailed);
    const auto sounds = routing::soundsIn(*plan).empty() ? std::nullopt : soundsKnownTo(command.settings);
    const PlanVerdict verdict = verdictOf(*plan, QDateTime::currentDateTimeUtc(), sounds);
    return say(verdict.text, verdict.isSafe ? 0 : hasFailed);
}

int explainPlanIn(const RelayCommand &command)
{
    const auto plan = planIn(command.file);
    if (!plan)
        return complain(plan.error(), hasFailed);
    const auto explanation = explanationOf(*plan, *command.call, command.at);
    return explanation ? say(*explanation) : complain(explanation.error(), hasFailed);
}

int manageUsers(const RelayCommand &command)
{
    const auto answer = runUserCommand(command, QDateTime::currentDateTimeUtc());
    return answer ? say(*answer) : complain(answer.error(), hasFailed);
}

int copyLedger(const RelayCommand &command)
{
    const auto answer = runBackupCommand(command, QDateTime::currentDateTimeUtc());
    return answer ? say(*answer) : complain(answer.error(), hasFailed);
}

int examine(const RelayCommand &command)
{
    const auto verdict = runDoctor(command);
    return verdict ? say(verdict->text, verdict->isWell ? 0 : hasFailed) : complain(verdict.error(), wrongCommandLine);
}

int serveTwilio(const RelaySettings &settings)
{
    const auto served = serve(settings);
    return served ? 0 : complain(served.error(), hasFailed);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"milassist-relay"_s);
    const auto command = parseRelayCommand(QCoreApplication::arguments().sliced(1), environmentValues(), defaultDatabase());
    if (!command)
        return complain(command.error(), wrongCommandLine);
    switch (command->verb) {
    case Verb::Help:
        return say(relayUsage());
    case Verb::Version:
        return say(u"milassist-relay " MILASSIST_VERSION "\n"_s);
    case Verb::Serve:
        return serveTwilio(command->settings);
    case Verb::PlanCheck:
        return checkPlanIn(*command);
    case Verb::PlanExplain:
        return explainPlanIn(*command);
    case Verb::UserAdd:
    case Verb::UserList:
    case Verb::UserRenew:
    case Verb::UserReinstate:
    case Verb::UserRevoke:
        return manageUsers(*command);
    case Verb::Backup:
    case Verb::Restore:
        return copyLedger(*command);
    case Verb::Doctor:
        return examine(*command);
    }
    return wrongCommandLine;
}
