// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/world/wav.h"

#include "core/sandbox/world/dice.h"

#include <QtEndian>

#include <cmath>
#include <numbers>

namespace milassist::world
{

namespace
{

void append32(QByteArray &out, quint32 value)
{
    char bytes[4];
    qToLittleEndian(value, bytes);
    out.append(bytes, 4);
}

void append16(QByteArray &out, quint16 value)
{
    char bytes[2];
    qToLittleEndian(value, bytes);
    out.append(bytes, 2);
}

} // namespace

namespace
{

/// The header for @p frames of 16-bit PCM; the samples come after it.
QByteArray wavHeader(size_t frames, int channels, int rate = telephoneRate)
{
    const auto dataSize = quint32(frames * 2 * size_t(channels));
    QByteArray out;
    out.reserve(qsizetype(dataSize) + 44);
    out.append("RIFF", 4);
    append32(out, dataSize + 36);
    out.append("WAVEfmt ", 8);
    append32(out, 16);
    append16(out, 1); // PCM
    append16(out, quint16(channels));
    append32(out, quint32(rate));
    append32(out, quint32(rate * 2 * channels));
    append16(out, quint16(2 * channels));
    append16(out, 16);
    out.append("data", 4);
    append32(out, dataSize);
    return out;
}

} // namespace

QByteArray wavOf(const Samples &mono, int channels)
{
    if (channels == 2)
        return wavOf(mono, mono);
    QByteArray out = wavHeader(mono.size(), 1);
    for (const qint16 sample : mono)
        append16(out, quint16(sample));
    return out;
}

QByteArray wavOf(const Samples &left, const Samples &right)
{
    const size_t frames = std::max(left.size(), right.size());
    QByteArray out = wavHeader(frames, 2);
    for (size_t frame = 0; frame < frames; ++frame) {
        append16(out, frame < left.size() ? quint16(left[frame]) : quint16(0));
        append16(out, frame < right.size() ? quint16(right[frame]) : quint16(0));
    }
    return out;
}

QByteArray wavAt16k(const Samples &mono)
{
    QByteArray out = wavHeader(mono.size() * 2, 1, telephoneRate * 2);
    for (size_t i = 0; i < mono.size(); ++i) {
        const int here = mono[i], after = mono[(i + 1) % mono.size()];
        append16(out, quint16(here));
        append16(out, quint16((here + after) / 2));
    }
    return out;
}

Samples lineNoise(int samples)
{
    Samples noise(static_cast<size_t>(std::max(0, samples)));
    Dice dice(0x5155);
    int last = 0;
    for (qint16 &sample : noise) {
        last = (last * 3 + dice.between(-36, 36)) / 4; // softened: hiss, not crackle
        sample = qint16(last);
    }
    return noise;
}

Samples toTelephone(std::span<const qint16> sound, int rate)
{
    if (rate == telephoneRate)
        return Samples(sound.begin(), sound.end());
    if (rate < 4000 || rate > 192'000)
        return {};
    // A windowed sinc, evaluated where the new samples lie.
    const double ratio = double(rate) / telephoneRate;
    const double cutoff = std::min(3600.0, 0.45 * rate) / rate;
    const int reach = int(std::ceil(8 * std::max(ratio, 1.0)));
    Samples out(size_t(double(sound.size()) / ratio));
    for (size_t i = 0; i < out.size(); ++i) {
        const double centre = double(i) * ratio;
        const auto first = qint64(std::ceil(centre)) - reach;
        double sum = 0, weights = 0;
        for (qint64 k = first; k <= first + 2 * reach; ++k) {
            const double x = double(k) - centre;
            const double angle = 2 * std::numbers::pi * cutoff * x;
            const double sinc = std::abs(x) < 1e-9 ? 1 : std::sin(angle) / angle;
            const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * x / (reach + 1));
            const double weight = sinc * window;
            weights += weight;
            if (k >= 0 && size_t(k) < sound.size())
                sum += weight * double(sound[size_t(k)]);
        }
        out[i] = qint16(std::clamp(std::lround(sum / weights), -32768L, 32767L));
    }
    return out;
}

Samples toTelephone(const QByteArray &wav)
{
    const auto *bytes = reinterpret_cast<const uchar *>(wav.constData());
    if (wav.size() < 44 || !wav.startsWith("RIFF"))
        return {};
    const auto rate = int(qFromLittleEndian<quint32>(bytes + 24));
    const qsizetype data = wav.indexOf("data", 12);
    if (data < 0 || rate < telephoneRate)
        return {};
    // Written to a pipe, the header cannot know its length: the rest of the file is the sound.
    Samples sound(size_t(wav.size() - data - 8) / 2);
    for (size_t i = 0; i < sound.size(); ++i)
        sound[i] = qFromLittleEndian<qint16>(bytes + data + 8 + i * 2);
    return toTelephone(sound, rate);
}

} // namespace milassist::world
