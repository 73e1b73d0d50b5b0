// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstring>
#include <string_view>

namespace milassist {

/// Values of one page that come again and again (our own numbers, states, currencies), read once and shared: a page of
/// calls is twelve thousand texts otherwise, each made in one thread and freed in another. Only within a page: what two
/// threads share is counted by both. Keys must outlive it.
template <typename T>
class Repeated {
public:
    /// None when it has not been read, or has given way to another.
    const T *find(std::string_view text) const
    {
        const Slot &slot = m_slots[slotOf(text)];
        return slot.text == text ? &slot.value : nullptr;
    }
    void keep(std::string_view text, const T &value) { m_slots[slotOf(text)] = {text, value}; }

    /// Longer texts are bodies, which are all different.
    static constexpr size_t longest = 40;

private:
    struct Slot {
        std::string_view text;
        T value;
    };

    // The end is what differs: of numbers, and of sids.
    static size_t slotOf(std::string_view text)
    {
        unsigned long long tail = 0;
        const size_t size = text.size() < sizeof tail ? text.size() : sizeof tail;
        std::memcpy(&tail, text.data() + text.size() - size, size);
        return size_t((tail + text.size()) * 0x9e3779b97f4a7c15U >> 56);
    }

    std::array<Slot, 256> m_slots;
};

} // namespace milassist
