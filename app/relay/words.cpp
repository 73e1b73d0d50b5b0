// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/relay/words.h"

namespace milassist
{

using namespace Qt::StringLiterals;

Result<CommandWords> commandWords(const QStringList &arguments)
{
    CommandWords read;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        if (argument == "--"_L1) {
            read.words << arguments.sliced(i + 1);
            break;
        }
        if (argument == "--help"_L1 || argument == "-h"_L1) {
            read.help = true;
            continue;
        }
        if (argument == "--version"_L1) {
            read.version = true;
            continue;
        }
        if (argument == "--json"_L1) {
            read.json = true;
            continue;
        }
        if (!argument.startsWith("--"_L1)) {
            read.words << argument;
            continue;
        }
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals < 0 ? argument : argument.first(equals);
        if (equals < 0 && i + 1 == arguments.size())
            return fail(Error::Kind::Malformed, u"%1 wants a value; see --help"_s.arg(name));
        if (read.options.contains(name))
            return fail(Error::Kind::Malformed, u"%1 is said twice"_s.arg(name));
        read.options.insert(name, equals < 0 ? arguments[++i] : argument.sliced(equals + 1));
    }
    return read;
}

} // namespace milassist
