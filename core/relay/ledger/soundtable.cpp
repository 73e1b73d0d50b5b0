// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/soundtable.h"

#include "core/store/recordsql.h"

#include <QRegularExpression>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

bool SoundTable::isName(const QString &name)
{
    static const QRegularExpression pattern(u"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z"_s);
    return pattern.match(name).hasMatch();
}

Result<> SoundTable::keep(const StoredSound &sound, const QByteArray &content)
{
    if (const auto gone = remove(sound.name, sound.at); !gone)
        return fail(gone.error());
    const auto others = all();
    if (!others)
        return fail(others.error());
    if (others->size() >= StoredSound::most)
        return fail(Error::Kind::Rejected, u"there are %1 sounds already; remove one first"_s.arg(StoredSound::most));
    Statement insert(m_db,
                     u"INSERT INTO sound (secret, name, type, length_ms, bytes, by_person, at_ms, content)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    return insert
        .with(sound.secret, sound.name, sound.type, qint64(sound.length.count()), qint64(content.size()), sound.by,
              sound.at.toMSecsSinceEpoch(), QString::fromLatin1(content.toBase64()))
        .run();
}

Result<bool> SoundTable::remove(const QString &name, const QDateTime &now)
{
    constexpr int stillHeard = 3600; // seconds
    Statement old(m_db, u"DELETE FROM sound WHERE gone_ms < ?");
    if (const auto done = old.with(now.addSecs(-stillHeard).toMSecsSinceEpoch()).run(); !done)
        return fail(done.error());
    Statement update(m_db, u"UPDATE sound SET gone_ms = ? WHERE name = ? AND gone_ms IS NULL");
    const bool wasThere = update.with(now.toMSecsSinceEpoch(), name).changes();
    if (!update.ok())
        return update.failure();
    return wasThere;
}

Result<QList<StoredSound>> SoundTable::all()
{
    Statement query(m_db,
                    u"SELECT name, secret, type, length_ms, bytes, by_person, at_ms FROM sound WHERE gone_ms IS NULL"
                    " ORDER BY name");
    QList<StoredSound> sounds;
    while (query.next()) {
        StoredSound sound{.name = query.text(0),
                          .secret = query.text(1),
                          .type = query.text(2),
                          .length = std::chrono::milliseconds(query.integer(3)),
                          .bytes = query.integer(4),
                          .by = query.text(5)};
        readMember(query, 6, sound.at);
        sounds << sound;
    }
    if (!query.ok())
        return query.failure();
    return sounds;
}

Result<QByteArray> SoundTable::content(const QString &secret)
{
    Statement query(m_db, u"SELECT content FROM sound WHERE secret = ?");
    QByteArray content;
    if (query.with(secret).next())
        content = QByteArray::fromBase64(query.text(0).toLatin1());
    if (!query.ok())
        return query.failure();
    return content;
}

} // namespace milassist::relay
