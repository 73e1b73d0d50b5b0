// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/packedsid.h"

namespace milassist {

namespace {

constexpr int noDigit = 255;

// The lower-case digits only: what is packed must come out as it went in.
constexpr auto digitValues = [] {
    std::array<unsigned char, 128> values{};
    values.fill(noDigit);
    for (int i = 0; i < 16; ++i)
        values[size_t("0123456789abcdef"[i])] = static_cast<unsigned char>(i);
    return values;
}();

} // namespace

PackedSid::PackedSid(QLatin1StringView prefix, QStringView sid) : m_text(sid)
{
    constexpr qsizetype length = 34;
    if (sid.size() != length || sid[0] != prefix[0] || sid[1] != prefix[1])
        return;
    const char16_t *digits = sid.utf16() + 2;
    unsigned bad = 0;
    for (char &byte : m_bytes) {
        const char16_t high = *digits++, low = *digits++;
        if (high >= digitValues.size() || low >= digitValues.size())
            return;
        const unsigned first = digitValues[high], second = digitValues[low];
        bad |= first | second;
        byte = char(first << 4 | second);
    }
    m_isPacked = bad < 16;
}

QString PackedSid::unpacked(QLatin1StringView prefix, QByteArrayView bytes)
{
    QString sid(2 + 2 * bytes.size(), Qt::Uninitialized);
    QChar *out = sid.data();
    *out++ = prefix[0];
    *out++ = prefix[1];
    for (const char byte : bytes) {
        *out++ = QLatin1Char("0123456789abcdef"[static_cast<unsigned char>(byte) >> 4]);
        *out++ = QLatin1Char("0123456789abcdef"[byte & 15]);
    }
    return sid;
}

} // namespace milassist
