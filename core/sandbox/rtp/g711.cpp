// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rtp/g711.h"

#include <bit>

namespace milassist::rtp
{

namespace
{

constexpr int muBias = 132, muClip = 32635;

/// Both laws: a sign bit, three bits that say how often the step has doubled, four bits within it.
constexpr quint8 muEncoded(int sample)
{
    const int sign = sample < 0 ? 0x80 : 0;
    const int magnitude = std::min(sample < 0 ? -sample : sample, muClip) + muBias; // 132 to 32767: 8 to 15 bits
    const int exponent = int(std::bit_width(unsigned(magnitude))) - 8;
    return quint8(~(sign | exponent << 4 | ((magnitude >> (exponent + 3)) & 0x0f)));
}

constexpr qint16 muDecoded(quint8 byte)
{
    const int bits = ~byte & 0xff, exponent = (bits >> 4) & 7;
    const int magnitude = ((((bits & 0x0f) << 3) + muBias) << exponent) - muBias;
    return qint16(bits & 0x80 ? -magnitude : magnitude);
}

constexpr quint8 aEncoded(int sample)
{
    const int sign = sample < 0 ? 0 : 0x80;
    const int magnitude = (sample < 0 ? -sample - 1 : sample) >> 4; // 11 bits
    const int exponent = magnitude < 16 ? 0 : int(std::bit_width(unsigned(magnitude))) - 4;
    const int mantissa = (exponent == 0 ? magnitude : magnitude >> (exponent - 1)) & 0x0f;
    return quint8((sign | exponent << 4 | mantissa) ^ 0x55);
}

constexpr qint16 aDecoded(quint8 byte)
{
    const int bits = byte ^ 0x55, exponent = (bits >> 4) & 7, mantissa = bits & 0x0f;
    const int magnitude = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 264) << (exponent - 1);
    return qint16(bits & 0x80 ? magnitude : -magnitude);
}

template <qint16 (*Decode)(quint8)>
constexpr std::array<qint16, 256> tableOf()
{
    std::array<qint16, 256> table{};
    for (int byte = 0; byte < 256; ++byte)
        table[size_t(byte)] = Decode(quint8(byte));
    return table;
}

constexpr auto muTable = tableOf<muDecoded>(), aTable = tableOf<aDecoded>();

} // namespace

quint8 encoded(Law law, qint16 sample)
{
    return law == Law::Mu ? muEncoded(sample) : aEncoded(sample);
}

qint16 decoded(Law law, quint8 byte)
{
    return (law == Law::Mu ? muTable : aTable)[byte];
}

QByteArray encoded(Law law, const Frame &frame)
{
    QByteArray bytes(samplesPerFrame, Qt::Uninitialized);
    for (int i = 0; i < samplesPerFrame; ++i)
        bytes[i] = char(encoded(law, frame[size_t(i)]));
    return bytes;
}

std::vector<qint16> decoded(Law law, QByteArrayView bytes)
{
    std::vector<qint16> samples;
    samples.reserve(size_t(bytes.size()));
    for (const char byte : bytes)
        samples.push_back(decoded(law, quint8(byte)));
    return samples;
}

} // namespace milassist::rtp
