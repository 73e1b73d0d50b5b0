// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/shared/placeholders.h"

#include <QString>

namespace milassist
{

QByteArray numberedPlaceholders(QStringView sql)
{
    QString out;
    out.reserve(sql.size() + 16);
    QChar quote;
    int count = 0;
    for (qsizetype i = 0; i < sql.size(); ++i) {
        const QChar c = sql[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = {};
        } else if (c == u'\'' || c == u'"') {
            quote = c;
        } else if (c == u'?') {
            out += u'$';
            const bool isNumbered = i + 1 < sql.size() && sql[i + 1].isDigit();
            if (!isNumbered)
                out += QString::number(++count);
            continue; // the digits of ?3 follow by themselves
        }
        out += c;
    }
    return out.toUtf8();
}

} // namespace milassist
