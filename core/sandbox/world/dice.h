// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtGlobal>

namespace milassist::world
{

/// Repeatable chance: the same seed throws the same numbers on every computer.
class Dice
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}

    /// A good 64-bit hash (splitmix64's finaliser).
    static constexpr quint64 mix(quint64 value)
    {
        value ^= value >> 30;
        value *= 0xbf58476d1ce4e5b9U;
        value ^= value >> 27;
        value *= 0x94d049bb133111ebU;
        return value ^ (value >> 31);
    }

    quint64 next() { return mix(m_state += 0x9e3779b97f4a7c15U); }
    /// 0 to @p count - 1; @p count at least 1.
    int below(int count) { return int(next() % quint64(count)); }
    /// @p from to @p to, both included.
    int between(int from, int to) { return from + below(to - from + 1); }
    /// True in @p percent of throws.
    bool chance(int percent) { return below(100) < percent; }
    double unit() { return double(next() >> 11) * 0x1.0p-53; }

    template <typename List>
    const auto &pick(const List &list)
    {
        return list[decltype(std::size(list))(below(int(std::size(list))))];
    }

private:
    quint64 m_state;
};

} // namespace milassist::world
