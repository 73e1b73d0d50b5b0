// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/excerpt.h"

namespace milassist {

namespace {

constexpr int leadIn = 30;
constexpr QChar findBegins(u'\x02');
constexpr QChar findEnds(u'\x03');

} // namespace

Excerpt excerptOf(const QString &highlighted, int length)
{
    Excerpt whole;
    qsizetype open = -1;
    for (const QChar c : highlighted) {
        if (c == findBegins) {
            open = whole.text.size();
        } else if (c == findEnds) {
            if (open >= 0)
                whole.marks.push_back({int(open), int(whole.text.size() - open)});
            open = -1;
        } else {
            whole.text += c.isSpace() || c.category() == QChar::Other_Control ? QChar(u' ') : c;
        }
    }
    const int first = whole.marks.isEmpty() ? 0 : whole.marks.first().first;
    int start = first <= leadIn || whole.text.size() <= length ? 0 : first - leadIn;
    if (start > 0) { // at a word, if one begins soon
        const qsizetype space = whole.text.indexOf(u' ', start);
        if (space >= 0 && space < first)
            start = int(space) + 1;
    }
    const int end = int(qMin<qsizetype>(whole.text.size(), start + length));
    Excerpt cut{.text = whole.text.mid(start, end - start)};
    const int shift = start > 0 ? 1 : 0;
    if (start > 0)
        cut.text.prepend(QChar(0x2026));
    if (end < whole.text.size())
        cut.text.append(QChar(0x2026));
    for (const auto &[at, size] : whole.marks) {
        if (at < end)
            cut.marks.push_back({at - start + shift, qMin(size, end - at)});
    }
    return cut;
}

} // namespace milassist
