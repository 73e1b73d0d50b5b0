// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/textmatches.h"

#include "core/cache/rowsql.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestIndexed = 4; // as in the table's prefix option
// How many texts that begin alike are looked through before the index is asked for the long beginning itself. That costs
// by the number of texts which have it, so it is only dear where this look finds enough.
constexpr int lookedThrough = 2000;

bool isPlainWord(const QString &word)
{
    return !word.isEmpty() && std::ranges::all_of(word, [](QChar c) { return c.isLetterOrNumber(); });
}

// Calls @p visit(start, length) for each run of letters and digits.
template <typename Visit>
void forEachWord(const QString &text, Visit visit)
{
    qsizetype start = -1;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        const bool inside = i < text.size() && (text[i].isLetterOrNumber() || text[i].isMark() || text[i].isSurrogate());
        if (inside && start < 0)
            start = i;
        if (!inside && start >= 0) {
            visit(start, i - start);
            start = -1;
        }
    }
}

// Whether a word of @p text begins with @p beginning (folded).
bool hasBeginning(const QString &text, const QString &beginning)
{
    bool found = false;
    forEachWord(text, [&](qsizetype start, qsizetype length) {
        found = found || folded(QStringView(text).sliced(start, length)).startsWith(beginning);
    });
    return found;
}

Result<RowIds> byIndex(QSqlDatabase &db, const QString &match, int limit)
{
    Statement query(db, u"SELECT rowid FROM message_fts WHERE message_fts MATCH ? ORDER BY rowid DESC LIMIT ?");
    return idsOf(query.with(match, limit));
}

// Of the newest texts that fit @p shortMatch those where a word begins with @p beginning.
Result<RowIds> byLooking(QSqlDatabase &db, const QString &shortMatch, const QString &beginning, int limit)
{
    Statement query(db, u"SELECT f.rowid, m.body FROM message_fts f JOIN message m ON m.id = f.rowid WHERE message_fts MATCH ?"
                        " ORDER BY f.rowid DESC LIMIT %1"_s.arg(lookedThrough));
    query.with(shortMatch);
    RowIds ids;
    while (ids.size() < limit && query.next()) {
        if (hasBeginning(query.text(1), beginning))
            ids.push_back(query.integer(0));
    }
    if (!query.ok())
        return query.failure();
    return ids;
}

} // namespace

Result<RowIds> newestTexts(QSqlDatabase &db, const SearchText &search, int limit)
{
    if (search.match.isEmpty())
        return RowIds();
    const QString last = search.words.last();
    if (!search.match.endsWith(u'*') || !isPlainWord(last))
        return byIndex(db, search.match, limit);
    const QString whole = search.match.chopped(1); // the last word as it is: `"please" "call"`
    if (last.size() == 1)
        return byIndex(db, whole, limit);
    if (last.size() <= longestIndexed)
        return byIndex(db, search.match, limit);

    const qsizetype lastQuote = whole.lastIndexOf(u'"', whole.size() - 2);
    const auto quick = byLooking(db, whole.left(lastQuote) + u'"' + last.left(longestIndexed) + u"\"*"_s, last, limit);
    if (!quick || quick->size() >= limit)
        return quick;
    return byIndex(db, search.match, limit);
}

QString withFindsMarked(const QString &text, const SearchText &search)
{
    QString marked;
    qsizetype done = 0;
    forEachWord(text, [&](qsizetype start, qsizetype length) {
        const QString word = folded(QStringView(text).sliced(start, length));
        for (qsizetype i = 0; i < search.words.size(); ++i) {
            const bool beginning = i + 1 == search.words.size() && search.match.endsWith(u'*');
            if (beginning ? !word.startsWith(search.words[i]) : word != search.words[i])
                continue;
            marked += QStringView(text).sliced(done, start - done).toString() + QChar(2) + QStringView(text).sliced(start, length).toString() + QChar(3);
            done = start + length;
            return;
        }
    });
    return marked + text.sliced(done);
}

} // namespace milassist
