// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/sounds/soundfile.h"

#include <QtEndian>

#include <array>
#include <optional>
#include <vector>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using Milliseconds = SoundFile::Milliseconds;

namespace
{

tl::unexpected<Error> malformed(const QString &detail)
{
    return fail(Error::Kind::Malformed, detail);
}

/// Where the sound of a WAV is.
struct Wav {
    QByteArrayView format; ///< the chunk
    QByteArrayView data;
    quint32 bytesPerSecond = 0;
    quint16 block = 1; ///< bytes of one instant
};

Result<Wav> readWav(QByteArrayView bytes)
{
    enum : quint16 { Pcm = 1, ALaw = 6, MuLaw = 7, Extensible = 0xFFFE };
    Wav wav;
    for (qsizetype at = 12; bytes.size() - at >= 8;) {
        const QByteArrayView id = bytes.sliced(at, 4);
        const qint64 size = qFromLittleEndian<quint32>(bytes.data() + at + 4);
        at += 8;
        if (size > bytes.size() - at)
            return malformed(u"this WAV is cut off; send the whole file"_s);
        if (id == "fmt ")
            wav.format = bytes.sliced(at, size);
        if (id == "data")
            wav.data = bytes.sliced(at, size);
        at += size + (size & 1);
    }
    if (wav.format.size() < 16 || wav.data.isEmpty())
        return malformed(u"this WAV holds no sound"_s);
    const auto number16 = [&](qsizetype at) { return qFromLittleEndian<quint16>(wav.format.data() + at); };
    quint16 encoding = number16(0);
    if (encoding == Extensible && wav.format.size() >= 26)
        encoding = number16(24);
    const quint16 channels = number16(2), bits = number16(14);
    const quint32 rate = qFromLittleEndian<quint32>(wav.format.data() + 4);
    const bool isKnown = (encoding == Pcm && (bits == 8 || bits == 16)) || ((encoding == ALaw || encoding == MuLaw) && bits == 8);
    if (!isKnown || channels < 1 || channels > 2 || rate < 8000 || rate > 48000)
        return malformed(u"this WAV cannot be played to callers; save it as PCM of 16 bits, mono, 8000 Hz"_s);
    wav.block = quint16(channels * bits / 8);
    wav.bytesPerSecond = rate * wav.block;
    return wav;
}

/// A frame of an MP3: ISO/IEC 11172-3 2.4.1, layer III.
struct Frame {
    qsizetype at = 0, bytes = 0;
    double milliseconds = 0;
};

std::optional<Frame> frameAt(QByteArrayView bytes, qsizetype at)
{
    if (bytes.size() - at < 4)
        return std::nullopt;
    const quint32 head = qFromBigEndian<quint32>(bytes.data() + at);
    const quint32 version = head >> 19 & 3, layer = head >> 17 & 3, bitrate = head >> 12 & 15, rate = head >> 10 & 3;
    if (head >> 21 != 0x7FF || version == 1 || layer != 1 || bitrate == 0 || bitrate == 15 || rate == 3)
        return std::nullopt;
    static constexpr std::array<int, 15> first{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    static constexpr std::array<int, 15> second{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    static constexpr std::array<int, 3> rates{44100, 48000, 32000};
    const bool isFirst = version == 3;
    const int hertz = rates[rate] >> (isFirst ? 0 : version == 2 ? 1 : 2);
    const int kilobits = isFirst ? first[bitrate] : second[bitrate];
    const int samples = isFirst ? 1152 : 576;
    return Frame{.at = at,
                 .bytes = samples / 8 * kilobits * 1000 / hertz + qsizetype(head >> 9 & 1),
                 .milliseconds = samples * 1000.0 / hertz};
}

/// Frames one after the other, without the tags before and behind.
std::vector<Frame> framesOf(QByteArrayView bytes)
{
    qsizetype at = 0;
    if (bytes.size() > 10 && bytes.startsWith("ID3")) {
        for (int i = 6; i < 10; ++i)
            at = at << 7 | (bytes[i] & 0x7F);
        at += 10;
    }
    std::vector<Frame> frames;
    while (const auto frame = at < bytes.size() ? frameAt(bytes, at) : std::nullopt) {
        if (frame->bytes > bytes.size() - at)
            break;
        frames.push_back(*frame);
        at += frame->bytes;
    }
    return frames;
}

Result<SoundFile> withLength(const QByteArray &type, double milliseconds)
{
    const SoundFile sound{.type = type, .length = Milliseconds(qint64(milliseconds))};
    if (sound.length < SoundFile::shortest)
        return malformed(u"this sound is over before anybody hears it"_s);
    if (sound.length > SoundFile::longest)
        return malformed(u"this sound is longer than five minutes"_s);
    return sound;
}

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray pieceOfWav(const Wav &wav, Milliseconds from, Milliseconds length)
{
    const auto bytesOf = [&](Milliseconds time) {
        const qint64 bytes = time.count() * qint64(wav.bytesPerSecond) / 1000;
        return bytes - bytes % wav.block;
    };
    const qint64 begin = std::min<qint64>(bytesOf(from), wav.data.size());
    QByteArray data = wav.data.sliced(begin, std::min<qint64>(bytesOf(length), wav.data.size() - begin)).toByteArray();
    const quint32 size = quint32(data.size());
    if (size & 1)
        data.append('\0');
    QByteArray format = wav.format.toByteArray();
    const quint32 formatSize = quint32(format.size());
    if (formatSize & 1)
        format.append('\0');
    return "RIFF" + littleEndian(quint32(4 + 8 + format.size() + 8 + data.size())) + "WAVEfmt " + littleEndian(formatSize) + format
        + "data" + littleEndian(size) + data;
}

} // namespace

Result<SoundFile> readSound(QByteArrayView bytes)
{
    if (bytes.size() >= 12 && bytes.first(4) == "RIFF" && bytes.sliced(8, 4) == "WAVE") {
        const auto wav = readWav(bytes);
        if (!wav)
            return fail(wav.error());
        return withLength("audio/wav", double(wav->data.size()) * 1000 / wav->bytesPerSecond);
    }
    const std::vector<Frame> frames = framesOf(bytes);
    constexpr size_t fewest = 3; // by chance two bytes look like the beginning of one
    if (frames.size() < fewest)
        return malformed(u"this is neither WAV nor MP3"_s);
    double milliseconds = 0;
    for (const Frame &frame : frames)
        milliseconds += frame.milliseconds;
    const qsizetype behind = bytes.size() - frames.back().at - frames.back().bytes;
    constexpr qsizetype tags = 4096; // of the title and the like, at the end
    if (behind > tags)
        return malformed(u"this MP3 is damaged"_s);
    return withLength("audio/mpeg", milliseconds);
}

QByteArray pieceOf(const QByteArray &sound, Milliseconds from, Milliseconds length)
{
    const auto whole = readSound(sound);
    if (!whole)
        return sound;
    from %= whole->length;
    if (whole->type == "audio/wav")
        return pieceOfWav(*readWav(sound), from, length);
    QByteArray piece;
    double at = 0;
    for (const Frame &frame : framesOf(sound)) {
        if (at >= double(from.count()) && at < double((from + length).count()))
            piece += QByteArrayView(sound).sliced(frame.at, frame.bytes);
        at += frame.milliseconds;
    }
    return piece;
}

} // namespace milassist::relay
