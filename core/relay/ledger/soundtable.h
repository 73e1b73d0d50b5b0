// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sqlconnection.h"

#include <QDateTime>

#include <chrono>

namespace milassist::relay
{

/// A sound that a team has recorded for its callers: a greeting, the words before a recording, music.
struct StoredSound {
    QString name;   ///< by which a plan asks for it
    QString secret; ///< of its public address; another one each time the sound is replaced
    QString type;   ///< "audio/wav" or "audio/mpeg"
    std::chrono::milliseconds length{0};
    qint64 bytes = 0;
    QString by;   ///< who has stored it
    QDateTime at; ///< UTC
    bool operator==(const StoredSound &) const = default;

    /// Twenty seconds as CD, two minutes as a telephone hears it, or four as MP3.
    static constexpr qint64 largest = 2 * 1024 * 1024;
    static constexpr int most = 100;
};

/// Sounds by name. In the ledger, as every relay of a team has to have them.
class SoundTable
{
public:
    explicit SoundTable(SqlConnection &db) : m_db(db) {}

    /// Letters, digits, dots, dashes and underscores, at most 64: it is part of a path.
    static bool isName(const QString &name);
    /// In place of the one of that name. Errors: Rejected (too many), Storage.
    Result<> keep(const StoredSound &sound, const QByteArray &content);
    /// @return false when there is none. Errors: Storage.
    Result<bool> remove(const QString &name, const QDateTime &now);
    /// By name. Errors: Storage.
    Result<QList<StoredSound>> all();
    /// Of a sound that is there, or was until an hour ago: somebody may be hearing it. Null when there is none.
    Result<QByteArray> content(const QString &secret);

private:
    SqlConnection &m_db;
};

} // namespace milassist::relay
