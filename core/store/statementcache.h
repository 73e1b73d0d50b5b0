// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QString>

#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace milassist
{

/// The prepared statements of one SQLite connection that nobody uses just now, by their text. To prepare one costs several
/// times what it costs to run it. Goes before its connection is closed; one thread.
class StatementCache
{
public:
    struct Kept {
        std::vector<sqlite3_stmt *> idle; ///< of the same text
    };
    struct Taken {
        sqlite3_stmt *statement = nullptr; ///< null: it cannot be prepared, and the handle says why
        Kept *kept = nullptr;              ///< where it goes back to
    };

    explicit StatementCache(sqlite3 *handle) : m_handle(handle) {}
    ~StatementCache();
    StatementCache(const StatementCache &) = delete;
    StatementCache &operator=(const StatementCache &) = delete;

    sqlite3 *handle() const { return m_handle; }
    Taken take(QStringView sql);
    /// What was bound is forgotten.
    void giveBack(const Taken &taken);

private:
    struct Hash {
        using is_transparent = void;
        size_t operator()(QStringView text) const { return qHash(text); }
    };
    struct Same {
        using is_transparent = void;
        bool operator()(QStringView a, QStringView b) const { return a == b; }
    };

    sqlite3 *m_handle;
    std::unordered_map<QString, Kept, Hash, Same> m_kept; // its elements stay where they are
};

} // namespace milassist
