// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/keyword.h"

#include <QRegularExpression>
#include <QSet>

namespace milassist
{
using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestKeyword = 11; // UNSUBSCRIBE
constexpr qsizetype mostRead = 1600;

} // namespace

TextKeyword textKeyword(QStringView body)
{
    static const QSet<QString> stop{u"STOP"_s, u"STOPALL"_s, u"UNSUBSCRIBE"_s, u"CANCEL"_s,
                                    u"END"_s,  u"QUIT"_s,    u"OPTOUT"_s,      u"REVOKE"_s};
    static const QSet<QString> start{u"START"_s, u"YES"_s, u"UNSTOP"_s};
    static const QSet<QString> help{u"HELP"_s, u"INFO"_s};
    const QString word = body.trimmed().left(longestKeyword + 1).toString().toUpper();
    if (stop.contains(word))
        return TextKeyword::Stop;
    if (start.contains(word))
        return TextKeyword::Start;
    return help.contains(word) ? TextKeyword::Help : TextKeyword::None;
}

TextKeyword keywordOfType(QStringView optOutType)
{
    if (optOutType.compare(u"STOP", Qt::CaseInsensitive) == 0)
        return TextKeyword::Stop;
    if (optOutType.compare(u"START", Qt::CaseInsensitive) == 0)
        return TextKeyword::Start;
    return optOutType.compare(u"HELP", Qt::CaseInsensitive) == 0 ? TextKeyword::Help : TextKeyword::None;
}

bool asksToStop(QStringView body)
{
    static const QRegularExpression asks(
        u"\\b(?:(?:stop|quit|no "
        u"more|cease)\\s+(?:\\w+\\s+){0,2}(?:texts?|texting|messages?|messaging|sms|contact(?:ing)?|writing|calling)"
        "|(?:do not|don'?t|never)\\s+(?:\\w+\\s+){0,2}(?:text|message|contact|write|call)\\b"
        "|(?:take|remove)\\s+(?:me|my (?:number|name))\\s+(?:off|from)"
        "|(?:unsubscribe|opt)\\s+(?:me|out)|leave me alone|wrong number)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QString text = body.left(mostRead).toString();
    text.replace(QChar(0x2019), u'\''); // "don’t", as telephones write it
    return textKeyword(body) == TextKeyword::None && asks.match(text).hasMatch();
}

} // namespace milassist
