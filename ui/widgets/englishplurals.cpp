// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/englishplurals.h"

namespace milassist {

using namespace Qt::StringLiterals;

QString EnglishPlurals::translate(const char *, const char *text, const char *, int n) const
{
    if (n < 0 || !text)
        return {}; // not counted: the text itself is right
    QString words = QString::fromUtf8(text);
    return words.replace("(s)"_L1, n == 1 ? u""_s : u"s"_s);
}

} // namespace milassist
