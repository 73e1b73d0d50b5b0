// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/wav.h"

#include <QtEndian>

#include <array>
#include <optional>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

enum : quint16 { Pcm = 1, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE };

struct WavFormat {
    quint16 encoding = 0;
    int channels = 0;
    int rate = 0;
    int bits = 0;
};

tl::unexpected<Error> malformedWav(const QString &detail)
{
    return fail(Error::Kind::Malformed, u"WAV: "_s + detail);
}

quint16 u16(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.data() + at);
}

quint32 u32(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.data() + at);
}

Result<WavFormat> readFormat(QByteArrayView chunk)
{
    if (chunk.size() < 16)
        return malformedWav(u"the format chunk is cut off"_s);
    WavFormat format{.encoding = u16(chunk, 0), .channels = u16(chunk, 2), .rate = 0, .bits = u16(chunk, 14)};
    const quint32 rate = u32(chunk, 4);
    if (format.encoding == Extensible) {
        if (chunk.size() < 26)
            return malformedWav(u"the extended format chunk is cut off"_s);
        format.encoding = u16(chunk, 24); // the first two bytes of the sub-format's GUID
    }
    if (format.channels < 1 || format.channels > 2)
        return malformedWav(u"%1 channels"_s.arg(format.channels));
    if (rate < 1000 || rate > 192000)
        return malformedWav(u"%1 frames a second"_s.arg(rate));
    format.rate = int(rate);
    const bool known = (format.encoding == Pcm && (format.bits == 8 || format.bits == 16))
        || ((format.encoding == ALaw || format.encoding == MuLaw) && format.bits == 8);
    if (!known)
        return malformedWav(u"encoding %1 with %2 bits"_s.arg(format.encoding).arg(format.bits));
    return format;
}

// ITU-T G.711.
constexpr qint16 fromMuLaw(quint8 code)
{
    code = quint8(~code);
    const int magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4);
    return qint16((code & 0x80) ? 0x84 - magnitude : magnitude - 0x84);
}

constexpr qint16 fromALaw(quint8 code)
{
    code ^= 0x55;
    const int exponent = (code & 0x70) >> 4;
    int magnitude = ((code & 0x0F) << 4) + 8;
    if (exponent > 0)
        magnitude = (magnitude + 0x100) << (exponent - 1);
    return qint16((code & 0x80) ? magnitude : -magnitude);
}

template <qint16 (*decode)(quint8)>
constexpr std::array<qint16, 256> tableOf()
{
    std::array<qint16, 256> table{};
    for (int code = 0; code < 256; ++code)
        table[size_t(code)] = decode(quint8(code));
    return table;
}

constexpr qint16 fromUnsigned(quint8 code)
{
    return qint16((int(code) - 128) * 256);
}

QList<qint16> decode(const WavFormat &format, QByteArrayView data)
{
    static constexpr auto muLaw = tableOf<fromMuLaw>();
    static constexpr auto aLaw = tableOf<fromALaw>();
    static constexpr auto plain = tableOf<fromUnsigned>();

    const qsizetype frames = data.size() / (format.channels * (format.bits / 8)); // half a frame at the end is dropped
    if (frames == 0)
        return {};
    QList<qint16> samples(frames * format.channels);
    if (format.bits == 16) {
        qFromLittleEndian<qint16>(data.data(), samples.size(), samples.data());
        return samples;
    }
    const auto &table = format.encoding == MuLaw ? muLaw : format.encoding == ALaw ? aLaw : plain;
    qint16 *out = samples.data();
    for (qsizetype i = 0; i < samples.size(); ++i)
        out[i] = table[quint8(data[i])];
    return samples;
}

} // namespace

Result<Audio> readWav(QByteArrayView bytes)
{
    if (bytes.size() < 12 || bytes.first(4) != "RIFF" || bytes.sliced(8, 4) != "WAVE")
        return malformedWav(u"no RIFF WAVE header"_s);

    std::optional<WavFormat> format;
    qsizetype at = 12;
    while (bytes.size() - at >= 8) {
        const QByteArrayView id = bytes.sliced(at, 4);
        const qint64 claimed = u32(bytes, at + 4);
        at += 8;
        const qsizetype left = bytes.size() - at;
        if (id == "data") {
            if (!format)
                return malformedWav(u"sound before its format"_s);
            const bool openEnded = claimed == 0xFFFFFFFF || (claimed == 0 && left > 0);
            const qsizetype size = openEnded ? left : qsizetype(qMin<qint64>(claimed, left));
            Audio audio{.rate = format->rate, .channels = format->channels};
            audio.samples = decode(*format, bytes.sliced(at, size));
            audio.isTruncated = !openEnded && claimed > left;
            return audio;
        }
        if (claimed > left)
            return malformedWav(u"a chunk is longer than the file"_s);
        if (id == "fmt ") {
            const auto read = readFormat(bytes.sliced(at, qsizetype(claimed)));
            if (!read)
                return tl::unexpected(read.error());
            format = *read;
        }
        at += qsizetype(qMin<qint64>(claimed + (claimed & 1), left)); // chunks are padded to even lengths
    }
    return malformedWav(u"no sound in it"_s);
}

} // namespace milassist
