// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/notes.h"

#include "core/cache/searchwords.h"

namespace milassist {

Result<> writeNote(QSqlDatabase &db, const QString &about, const QString &text, const QDateTime &now)
{
    if (text.trimmed().isEmpty()) {
        Statement remove(db, u"DELETE FROM own.note WHERE about = ?");
        return remove.with(about).run();
    }
    Statement write(db, u"INSERT INTO own.note (about, text, folded, updated_ms) VALUES (?, ?, ?, ?) ON CONFLICT (about) DO UPDATE SET"
                        " text = excluded.text, folded = excluded.folded, updated_ms = excluded.updated_ms");
    return write.with(about, text, folded(text), now.toMSecsSinceEpoch()).run();
}

} // namespace milassist
