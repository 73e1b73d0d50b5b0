// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/wav.h"
#include "tests/fakes/soundcompare.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>

namespace milassist::sounds {

/// Written as 16-bit mono at @p rate, from samples at 8 kHz.
inline bool writeWav(const QString &path, const std::vector<qint16> &samples, int rate)
{
    const int times = rate / 8000;
    QByteArray data;
    for (size_t i = 0; i < samples.size(); ++i) {
        const int here = samples[i], after = samples[(i + 1) % samples.size()];
        for (int t = 0; t < times; ++t) {
            const auto sample = qint16(here + (after - here) * t / times);
            data.append(char(sample & 0xFF)).append(char((sample >> 8) & 0xFF));
        }
    }
    QByteArray header("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0", 44);
    qToLittleEndian<quint32>(quint32(36 + data.size()), header.data() + 4);
    qToLittleEndian<quint32>(quint32(rate), header.data() + 24);
    qToLittleEndian<quint32>(quint32(rate * 2), header.data() + 28);
    qToLittleEndian<quint32>(quint32(data.size()), header.data() + 40);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(header + data) == header.size() + data.size();
}

/// What a WAV holds, at 8 kHz, also while it is still being written.
inline std::vector<qint16> readAt8k(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    const auto audio = readWav(file.readAll());
    std::vector<qint16> samples;
    if (!audio)
        return samples;
    const int step = std::max(1, audio->rate / 8000) * audio->channels;
    for (qsizetype i = 0; i < audio->samples.size(); i += step)
        samples.push_back(audio->samples[i]);
    return samples;
}

/// How much the half second of @p heard that begins at @p second is like anything in @p said, which is repeated for ever.
inline double likeness(const std::vector<qint16> &said, const std::vector<qint16> &heard, double second)
{
    constexpr int length = 4000;
    const auto from = size_t(second * 8000);
    if (from + length > heard.size() || said.empty())
        return 0;
    const std::vector<qint16> piece(heard.begin() + qptrdiff(from), heard.begin() + qptrdiff(from) + length);
    std::vector<qint16> loop = said;
    loop.insert(loop.end(), said.begin(), said.begin() + std::min<qptrdiff>(length, qptrdiff(said.size())));
    return likenessOf(piece, loop, 0, length, int(said.size())).correlation;
}

/// Root of the mean square of the last @p seconds; 0 is silence, speech is in the thousands.
inline double loudnessAtEnd(const std::vector<qint16> &heard, double seconds)
{
    const auto count = std::min(heard.size(), size_t(seconds * 8000));
    if (count == 0)
        return 0;
    double sum = 0;
    for (size_t i = heard.size() - count; i < heard.size(); ++i)
        sum += double(heard[i]) * heard[i];
    return std::sqrt(sum / double(count));
}

} // namespace milassist::sounds
