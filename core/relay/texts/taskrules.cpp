// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/texts/taskrules.h"

#include <algorithm>

namespace milassist::relay
{

namespace
{

// " how much is it " of "How much is it?", so that only whole words are found.
QString wordsOf(const QString &text)
{
    QString words = QStringLiteral(" ");
    for (const QChar sign : text.toCaseFolded()) {
        if (sign == u'\'' || sign == u'’')
            continue; // "don't" is one word, however it is typed
        if (sign.isLetterOrNumber() || sign.isMark())
            words += sign;
        else if (!words.endsWith(u' '))
            words += u' ';
    }
    if (!words.endsWith(u' '))
        words += u' ';
    return words;
}

} // namespace

bool saysWords(const QString &body, const QString &words)
{
    const QString wanted = wordsOf(words);
    return wanted.size() > 1 && wordsOf(body).contains(wanted);
}

const routing::TaskRule *ruleFor(const std::vector<routing::TaskRule> &rules, const TextSeen &text)
{
    const auto fits = [&text](const routing::TaskRule &rule) {
        if ((rule.fromStrangers && !text.isFromStranger) || (rule.whenClosed && text.isLineOpen))
            return false;
        return rule.words.empty()
            || std::ranges::any_of(rule.words, [&text](const QString &words) { return saysWords(text.body, words); });
    };
    const auto found = std::ranges::find_if(rules, fits);
    return found == rules.end() ? nullptr : &*found;
}

} // namespace milassist::relay
