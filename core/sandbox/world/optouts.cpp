// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/optouts.h"

#include <QStringList>

namespace milassist::world
{

using namespace Qt::StringLiterals;

Keyword keywordOf(QStringView body, bool moreStopWords)
{
    static const QStringList stop{u"STOP"_s, u"STOPALL"_s, u"UNSUBSCRIBE"_s, u"CANCEL"_s, u"END"_s, u"QUIT"_s};
    static const QStringList stopToo{u"OPTOUT"_s, u"REVOKE"_s};
    static const QStringList start{u"START"_s, u"YES"_s, u"UNSTOP"_s};
    static const QStringList help{u"HELP"_s, u"INFO"_s};
    const QString word = body.trimmed().toString().toUpper();
    if (stop.contains(word) || (moreStopWords && stopToo.contains(word)))
        return Keyword::Stop;
    if (start.contains(word))
        return Keyword::Start;
    return help.contains(word) ? Keyword::Help : Keyword::None;
}

QString wordOf(Keyword keyword)
{
    switch (keyword) {
    case Keyword::Stop:
        return u"STOP"_s;
    case Keyword::Start:
        return u"START"_s;
    case Keyword::Help:
        return u"HELP"_s;
    case Keyword::None:
        break;
    }
    return {};
}

QString answerTo(Keyword keyword, bool tollFree)
{
    switch (keyword) {
    case Keyword::Stop:
        return tollFree ? u"NETWORK MSG: You replied with the word \"stop\" which blocks all texts sent from this number. "
                          u"Text back \"unstop\" to receive messages again."_s
                        : u"You have successfully been unsubscribed. You will not receive any more messages from this "
                          u"number. Reply START to resubscribe."_s;
    case Keyword::Start:
        return tollFree ? u"NETWORK MSG: You have replied \"unstop\" and will begin receiving messages again from this number."_s
                        : u"You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
                          u"Reply STOP to unsubscribe. Msg&Data Rates May Apply."_s;
    case Keyword::Help:
        return u"Reply STOP to unsubscribe. Msg&Data Rates May Apply."_s;
    case Keyword::None:
        break;
    }
    return {};
}

bool OptOuts::stop(const QString &scope, const QString &person)
{
    const qsizetype before = m_pairs.size();
    m_pairs.insert({scope, person});
    return m_pairs.size() != before;
}

bool OptOuts::start(const QString &scope, const QString &person)
{
    return m_pairs.remove({scope, person});
}

} // namespace milassist::world
