// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/searchwords.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

bool isNumberPunctuation(QChar c)
{
    return c.isSpace() || u"+()-./"_s.contains(c) || c == QChar(0x2011) || c == QChar(0x2013);
}

// The digits of a text that is nothing but part of a telephone number; else empty.
QString digitsOf(QStringView text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += QChar(u'0' + c.digitValue());
        else if (!isNumberPunctuation(c))
            return {};
    }
    // "0171 ..." is dialled at home, "+49171 ..." is what is stored; "0049" stands for "+49".
    const bool international = text.trimmed().startsWith(u'+');
    while (!international && digits.size() > 3 && digits.startsWith(u'0'))
        digits.remove(0, 1);
    return digits;
}

} // namespace

QString folded(QStringView text)
{
    const QString apart = text.toString().normalized(QString::NormalizationForm_KD);
    QString plain;
    plain.reserve(apart.size());
    for (const QChar c : apart) {
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    }
    return plain.toCaseFolded();
}

SearchText readSearch(QStringView text)
{
    constexpr qsizetype longest = 200; // nobody types more; pasted pages would only cost time
    const QStringView typed = text.left(longest).trimmed();
    SearchText search;
    search.digits = digitsOf(typed);
    search.words = folded(typed).simplified().split(u' ', Qt::SkipEmptyParts);
    // As typed: the full-text tables fold for themselves, and not quite as we do.
    for (const QString &word : typed.toString().simplified().remove(QChar(u'\0')).split(u' ', Qt::SkipEmptyParts)) {
        const QString quoted = matchOf(word);
        if (quoted.isEmpty())
            continue;
        if (!search.match.isEmpty())
            search.match += u' ';
        search.match += QStringView(quoted).chopped(1);
    }
    if (!search.match.isEmpty() && (text.isEmpty() || !text.back().isSpace()))
        search.match += u'*';
    return search;
}

QString matchOf(const QString &word)
{
    if (!std::ranges::any_of(word, [](QChar c) { return c.isLetterOrNumber(); }))
        return {};
    return u'"' + QString(word).replace(u'"', u"\"\""_s) + u"\"*"_s;
}

QString likePart(QStringView part)
{
    QString escaped;
    for (const QChar c : part) {
        if (c == u'%' || c == u'_' || c == u'\\')
            escaped += u'\\';
        escaped += c;
    }
    return u'%' + escaped + u'%';
}

} // namespace milassist
