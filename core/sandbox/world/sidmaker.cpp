// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/sidmaker.h"

#include "core/sandbox/world/dice.h"

namespace milassist::world
{

using namespace Qt::StringLiterals;

namespace
{

char16_t hexDigit(quint64 nibble)
{
    return char16_t(nibble < 10 ? u'0' + nibble : u'a' + nibble - 10);
}

std::optional<quint64> fromHex(QStringView digits)
{
    quint64 value = 0;
    for (const QChar c : digits) {
        const char16_t u = c.unicode();
        if (u >= u'0' && u <= u'9')
            value = value << 4 | quint64(u - u'0');
        else if (u >= u'a' && u <= u'f')
            value = value << 4 | quint64(u - u'a' + 10);
        else
            return std::nullopt;
    }
    return value;
}

QString sidText(const char *prefix, quint64 high, quint64 low)
{
    QString text(34, Qt::Uninitialized);
    QChar *out = text.data();
    *out++ = QLatin1Char(prefix[0]);
    *out++ = QLatin1Char(prefix[1]);
    for (const quint64 word : {high, low}) {
        for (int shift = 60; shift >= 0; shift -= 4)
            *out++ = hexDigit(word >> shift & 15);
    }
    return text;
}

} // namespace

SidMaker::SidMaker(quint64 seed)
{
    for (quint64 &key : m_keys)
        key = Dice::mix(seed += 0x9e3779b97f4a7c15U);
}

quint64 SidMaker::kindOf(const char *prefix)
{
    const bool isMessage = prefix[1] == 'M' && (prefix[0] == 'S' || prefix[0] == 'M');
    return isMessage ? quint64('S') << 8 | quint64('M') : quint64(prefix[0]) << 8 | quint64(prefix[1]);
}

QString SidMaker::make(const char *prefix, quint64 serial) const
{
    quint64 left = kindOf(prefix);
    quint64 right = serial;
    for (const quint64 key : m_keys) { // a Feistel network: each round is undone by repeating it backwards
        const quint64 next = left ^ Dice::mix(right ^ key);
        left = right;
        right = next;
    }
    return sidText(prefix, left, right);
}

std::optional<quint64> SidMaker::serialOf(const char *prefix, QStringView sid) const
{
    if (sid.size() != 34 || sid[0] != QLatin1Char(prefix[0]) || sid[1] != QLatin1Char(prefix[1]))
        return std::nullopt;
    const auto high = fromHex(sid.sliced(2, 16));
    const auto low = fromHex(sid.sliced(18, 16));
    if (!high || !low)
        return std::nullopt;
    quint64 left = *high;
    quint64 right = *low;
    for (auto key = m_keys.rbegin(); key != m_keys.rend(); ++key) {
        const quint64 previous = right ^ Dice::mix(left ^ *key);
        right = left;
        left = previous;
    }
    return left == kindOf(prefix) ? std::optional(right) : std::nullopt;
}

QString SidMaker::token(quint64 serial) const
{
    const quint64 high = Dice::mix(serial ^ m_keys[0] ^ 0x746f6b656eU);
    return sidText("--", high, Dice::mix(high ^ m_keys[1])).sliced(2);
}

} // namespace milassist::world
