// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QString>

#include <utility>

namespace milassist::world
{

enum class Keyword { None, Stop, Start, Help };

/// Whether a text is one of Twilio's keywords: the whole body, trimmed, in any case, and nothing else.
/// @param moreStopWords whether OPTOUT and REVOKE count
Keyword keywordOf(QStringView body, bool moreStopWords);
/// "STOP", "START", "HELP" or "".
QString wordOf(Keyword keyword);
/// What Twilio answers to it, from a toll-free number or another.
QString answerTo(Keyword keyword, bool tollFree);

/// Who wants nothing more from whom. The scope is one of our numbers, or the messaging service it belongs to.
class OptOuts
{
public:
    /// @return false when nothing changed
    bool stop(const QString &scope, const QString &person);
    bool start(const QString &scope, const QString &person);
    bool contains(const QString &scope, const QString &person) const { return m_pairs.contains({scope, person}); }
    const QSet<std::pair<QString, QString>> &pairs() const { return m_pairs; }

private:
    QSet<std::pair<QString, QString>> m_pairs;
};

} // namespace milassist::world
