// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandline.h"
#include "core/base/terminator.h"
#include "core/sandbox/sandbox.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>

using namespace milassist;
using namespace Qt::StringLiterals;

namespace {

constexpr int wrongCommandLine = 2;

QByteArray quoted(const QString &text)
{
    return QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact).chopped(1).sliced(1);
}

// In the order that the documentation shows; scripts cut it with sed now and then.
QByteArray readyLine(const SandboxAddress &address)
{
    return "{\"ready\":true,\"rest\":" + quoted(address.restUrl.toString()) + ",\"sip\":" + quoted(address.sip)
        + ",\"account_sid\":" + quoted(address.accountSid) + ",\"auth_token\":"
        + quoted(QString::fromUtf8(address.authToken.reveal())) + "}\n";
}

int complain(const Error &error)
{
    std::fprintf(stderr, "milassist-sandbox: %s\n", qPrintable(error.detail));
    return error.kind == Error::Kind::Unavailable ? 1 : wrongCommandLine;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"milassist-sandbox"_s);
    const auto command = parseSandboxCommand(application.arguments().sliced(1));
    if (!command)
        return complain(command.error());
    if (command->help || command->version) {
        std::fputs(command->help ? qPrintable(sandboxUsage()) : "milassist-sandbox " MILASSIST_VERSION "\n", stdout);
        return 0;
    }

    Terminator terminator; // before the thread, so that no signal ends the program unasked
    Sandbox sandbox(command->options);
    const auto address = sandbox.start();
    if (!address)
        return complain(address.error());
    const QByteArray line = readyLine(*address);
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);

    QObject::connect(&terminator, &Terminator::asked, &application, &QCoreApplication::quit);
    const int code = QCoreApplication::exec();
    sandbox.stop();
    return code;
}
