// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandline.h"

#include "core/domain/sid.h"
#include "core/http/address.h"

#include <QFile>
#include <QFileInfo>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> wrong(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

Result<> readListen(const QString &text, SandboxOptions &options)
{
    const auto endpoint = parseEndpoint(text);
    if (!endpoint)
        return wrong(u"--listen wants ADDRESS:PORT, not \"%1\""_s.arg(text));
    options.address = endpoint->address;
    options.port = endpoint->port;
    return {};
}

Result<> readHistory(const QString &text, SandboxOptions &options)
{
    constexpr int most = 50'000'000;
    const QStringList parts = text.split(u',');
    bool calls = false, messages = false;
    options.historyCalls = parts.value(0).toInt(&calls);
    options.historyMessages = parts.value(1).toInt(&messages);
    if (parts.size() != 2 || !calls || !messages || options.historyCalls < 0 || options.historyMessages < 0 || options.historyCalls > most
        || options.historyMessages > most)
        return wrong(u"--history wants CALLS,MESSAGES, not \"%1\""_s.arg(text));
    return {};
}

Result<QByteArray> readWholeFile(const QString &option, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(u"%1: cannot read \"%2\": %3"_s.arg(option, path, file.errorString()));
    return file.readAll();
}

Result<> apply(const QString &name, const QString &value, SandboxOptions &options)
{
    if (name == "--listen"_L1)
        return readListen(value, options);
    if (name == "--history"_L1)
        return readHistory(value, options);
    if (name == "--sip-port"_L1 || name == "--sip-tls-port"_L1) {
        bool isPort = false;
        (name == "--sip-port"_L1 ? options.sipPort : options.sipTlsPort) = value.toUShort(&isPort);
        return isPort ? Result<>() : wrong(u"%1 wants a port, not \"%2\""_s.arg(name, value));
    }
    if (name == "--sip-certificate"_L1 || name == "--sip-key"_L1) {
        if (!QFileInfo(value).isFile())
            return wrong(u"%1 wants a file, not \"%2\""_s.arg(name, value));
        (name == "--sip-key"_L1 ? options.sipKey : options.sipCertificate) = value;
        return {};
    }
    if (name == "--world"_L1) {
        if (value != "demo"_L1 && value != "empty"_L1 && !QFileInfo(value).isFile())
            return wrong(u"--world wants demo, empty or a file, not \"%1\""_s.arg(value));
        options.world = value;
        return {};
    }
    if (name == "--seed"_L1) {
        bool isNumber = false;
        options.seed = value.toULongLong(&isNumber);
        return isNumber ? Result<>() : wrong(u"--seed wants a number, not \"%1\""_s.arg(value));
    }
    if (name == "--prices"_L1 || name == "--faults"_L1) {
        const auto bytes = readWholeFile(name, value);
        if (!bytes)
            return fail(bytes.error());
        (name == "--prices"_L1 ? options.prices : options.faults) = *bytes;
        return {};
    }
    if (name == "--account-sid"_L1) {
        if (!AccountSid::parse(value))
            return wrong(u"--account-sid wants AC and 32 hexadecimal digits, not \"%1\""_s.arg(value));
        options.accountSid = value;
        return {};
    }
    if (name == "--auth-token"_L1) {
        if (value.isEmpty())
            return wrong(u"--auth-token wants a token"_s);
        options.authToken = Secret(value.toUtf8());
        return {};
    }
    return wrong(u"unknown option \"%1\"; see --help"_s.arg(name));
}

} // namespace

QString sandboxUsage()
{
    return u"Usage: milassist-sandbox [--listen 127.0.0.1:0] [--sip-port 0] [--world demo|empty|FILE.json]\n"
           "                         [--history CALLS,MESSAGES] [--seed N] [--prices FILE] [--faults FILE]\n"
           "                         [--account-sid AC..] [--auth-token ..]\n"
           "                         [--sip-tls-port 0] [--sip-certificate FILE --sip-key FILE]\n"
           "A Twilio that runs on this computer. Prints one JSON line when it is ready; SIGTERM ends it.\n"_s;
}

Result<SandboxCommand> parseSandboxCommand(const QStringList &arguments)
{
    SandboxCommand command;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        QString name = arguments[i];
        if (name == "--help"_L1 || name == "-h"_L1) {
            command.help = true;
            continue;
        }
        if (name == "--version"_L1) {
            command.version = true;
            continue;
        }
        QString value;
        const qsizetype equals = name.indexOf(u'=');
        if (name.startsWith("--"_L1) && equals > 0) {
            value = name.sliced(equals + 1);
            name.truncate(equals);
        } else if (name.startsWith("--"_L1) && i + 1 < arguments.size()) {
            value = arguments[++i];
        } else {
            return wrong(name.startsWith("--"_L1) ? u"%1 wants a value; see --help"_s.arg(name) : u"unexpected \"%1\"; see --help"_s.arg(name));
        }
        if (const auto applied = apply(name, value, command.options); !applied)
            return fail(applied.error());
    }
    return command;
}

} // namespace milassist
