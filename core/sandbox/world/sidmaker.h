// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace milassist::world
{

/// Sids out of counters, and back: the number is run through a small keyed permutation of 128 bits, so a million records
/// need no table from sid to row. The same seed gives the same sids. Nothing secret hangs on it.
class SidMaker
{
public:
    explicit SidMaker(quint64 seed);

    /// @p prefix two letters ("CA"). SM and MM share their counters: they are one kind.
    QString make(const char *prefix, quint64 serial) const;
    /// The serial; none for a malformed sid, another prefix or one that was never made.
    std::optional<quint64> serialOf(const char *prefix, QStringView sid) const;
    /// 32 hexadecimal digits that belong to no sid: auth tokens, key secrets.
    QString token(quint64 serial) const;

private:
    static quint64 kindOf(const char *prefix);
    std::array<quint64, 4> m_keys{};
};

} // namespace milassist::world
