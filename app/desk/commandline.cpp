// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/commandline.h"

#include <QUrlQuery>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLink = 2000;

} // namespace

DeskCommand commandFrom(const QStringList &arguments)
{
    DeskCommand command;
    auto valueOf = [&](qsizetype &i, const QString &name) -> QString {
        if (arguments[i].size() > name.size())
            return arguments[i].sliced(name.size() + 1); // --profile=NAME
        if (++i < arguments.size())
            return arguments[i];
        command.problem = u"%1 wants a value"_s.arg(name);
        return {};
    };
    for (qsizetype i = 0; i < arguments.size() && command.problem.isEmpty(); ++i) {
        const QString &word = arguments[i];
        if (word == "--demo"_L1)
            command.demo = true;
        else if (word == "--profile"_L1 || word.startsWith("--profile="_L1))
            command.profile = valueOf(i, u"--profile"_s);
        else if (word == "--tour"_L1 || word.startsWith("--tour="_L1))
            command.tourFolder = valueOf(i, u"--tour"_s);
        else if (word == "--help"_L1 || word == "-h"_L1)
            command.help = true;
        else if (word == "--version"_L1)
            command.version = true;
        else if (word == "show"_L1)
            command.showOnly = true;
        else if (word == "dial"_L1) {
            command.call = DeskCommand::Call::Dial;
            command.number = valueOf(i, u"dial"_s).left(longestLink);
        } else if (word == "answer"_L1)
            command.call = DeskCommand::Call::Answer;
        else if (word == "hangup"_L1)
            command.call = DeskCommand::Call::HangUp;
        else if (word == "mute"_L1)
            command.call = DeskCommand::Call::Mute;
        else if (word.startsWith("tel:"_L1, Qt::CaseInsensitive) || word.startsWith("sms:"_L1, Qt::CaseInsensitive))
            command.link = word.left(longestLink);
        else
            command.problem = u"unknown argument: %1"_s.arg(word.left(80));
    }
    if (!command.tourFolder.isEmpty())
        command.demo = true;
    if (command.problem.isEmpty() && command.demo && !command.profile.isEmpty())
        command.problem = u"--demo has its own profile: leave --profile away"_s;
    return command;
}

QString commandHelp()
{
    return u"milassist-desk [--demo] [--profile NAME] [--tour FOLDER] [tel:NUMBER | sms:NUMBER]\n"
           "milassist-desk dial NUMBER | answer | hangup | mute | show\n\n"
           "  --demo           a sample business on this computer; no account, no cost\n"
           "  --profile NAME   the account to open; otherwise the one used last\n"
           "  --tour FOLDER    walk every screen of the demo, save pictures and a journal, exit\n"
           "  tel:, sms:       open the person or a text to them; nothing is dialled or sent\n"
           "  dial NUMBER      call from the running window; answer, hangup, mute: the call there\n"
           "  show             bring the running window to the front\n"_s;
}

PhoneLink phoneLinkFrom(const QString &link)
{
    const qsizetype colon = link.indexOf(u':');
    const QString scheme = link.left(colon).toLower();
    if (colon < 0 || (scheme != "tel"_L1 && scheme != "sms"_L1))
        return {};
    QString rest = link.sliced(colon + 1);
    QString query;
    if (const qsizetype mark = rest.indexOf(u'?'); mark >= 0) {
        query = rest.sliced(mark + 1);
        rest.truncate(mark);
    }
    while (rest.startsWith(u'/'))
        rest.remove(0, 1);
    PhoneLink made;
    made.isText = scheme == "sms"_L1;
    made.number = QUrl::fromPercentEncoding(rest.toUtf8()).left(64).trimmed();
    if (made.isText)
        made.body = QUrlQuery(query).queryItemValue(u"body"_s, QUrl::FullyDecoded).left(1600);
    return made;
}

} // namespace milassist
