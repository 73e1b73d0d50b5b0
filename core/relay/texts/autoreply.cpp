// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/texts/autoreply.h"

#include "core/domain/keyword.h"

namespace milassist::relay
{

namespace
{

using Why = Silent::Why;

bool isWithin(const QDateTime &then, std::chrono::milliseconds span, const QDateTime &now)
{
    return then.isValid() && then.msecsTo(now) < span.count();
}

const QString &textFor(const AutoReplyPolicy &policy, const routing::Opening &opening)
{
    if (opening.rule == routing::Opening::Rule::Holiday && !opening.isOpen())
        return policy.onHoliday.trimmed().isEmpty() ? policy.outOfHours : policy.onHoliday;
    return opening.isOpen() ? policy.inHours : policy.outOfHours;
}

std::optional<Why> whyNotAtAll(const Party &from, const QString &body, const QString &optOutType, const SenderHistory &history)
{
    if (keywordOfType(optOutType) != TextKeyword::None || textKeyword(body) != TextKeyword::None)
        return Why::Keyword;
    if (!from.isNumber())
        return Why::NoPerson;
    if (history.isOurLine)
        return Why::OurLine;
    if (history.isOptedOut)
        return Why::OptedOut;
    if (history.isBlocked)
        return Why::Blocked;
    if (asksToStop(body))
        return Why::AsksToStop;
    return std::nullopt;
}

std::optional<Why> whyNotNow(const AutoReplyPolicy &policy, const SenderHistory &history, const QDateTime &now)
{
    if (history.sameTextsLastHour + 1 >= policy.sameTextsAnHour || history.autoRepliesToday >= policy.perSenderADay)
        return Why::Loop;
    if (isWithin(history.lastByPerson, policy.quietAfterPerson, now))
        return Why::PersonIsOnIt;
    if (isWithin(history.lastAutoReply, policy.oncePer, now))
        return Why::Lately;
    if (history.lineRepliesLastHour >= policy.perLineAnHour)
        return Why::LineHasSaidEnough;
    return std::nullopt;
}

} // namespace

AutoReply decideAutoReply(const AutoReplyPolicy &policy, const Party &from, const QString &body, const QString &optOutType,
                          const SenderHistory &history, const routing::Opening &opening, const QDateTime &now)
{
    if (const auto why = whyNotAtAll(from, body, optOutType, history))
        return Silent{*why};
    const QString &text = textFor(policy, opening);
    if (text.trimmed().isEmpty())
        return Silent{Why::NothingToSay};
    if (const auto why = whyNotNow(policy, history, now))
        return Silent{*why};
    return Reply{text};
}

QString sameness(const QString &body)
{
    QString same = body.simplified().toCaseFolded();
    while (!same.isEmpty() && !same.back().isLetterOrNumber() && same.size() > 1)
        same.chop(1);
    return same;
}

} // namespace milassist::relay
