// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/wav.h"
#include "tests/fakes/patience.h"
#include "tests/fakes/soundcompare.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <functional>
#include <future>

namespace milassist::sounds {

/// Written with 16 bits at @p rate, from samples at 8 kHz. With two channels both are the same.
inline bool writeWav(const QString &path, const std::vector<qint16> &samples, int rate, int channels = 1)
{
    const int times = rate / 8000;
    QByteArray data;
    for (size_t i = 0; i < samples.size(); ++i) {
        const int here = samples[i], after = samples[(i + 1) % samples.size()];
        for (int t = 0; t < times; ++t) {
            const auto sample = qint16(here + (after - here) * t / times);
            for (int channel = 0; channel < channels; ++channel)
                data.append(char(sample & 0xFF)).append(char((sample >> 8) & 0xFF));
        }
    }
    QByteArray header("RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\0\0\0\0\0\0\0\0\x02\0\x10\0data\0\0\0\0", 44);
    qToLittleEndian<quint32>(quint32(36 + data.size()), header.data() + 4);
    qToLittleEndian<quint16>(quint16(channels), header.data() + 22);
    qToLittleEndian<quint32>(quint32(rate), header.data() + 24);
    qToLittleEndian<quint32>(quint32(rate * 2 * channels), header.data() + 28);
    qToLittleEndian<quint16>(quint16(2 * channels), header.data() + 32);
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

/// How much @p length samples of @p heard, from @p second on, are like anything in @p said, which is repeated for ever.
inline double likeness(const std::vector<qint16> &said, const std::vector<qint16> &heard, double second, int length = 4000)
{
    const auto from = size_t(second * 8000);
    if (from + size_t(length) > heard.size() || said.empty())
        return 0;
    const std::vector<qint16> piece(heard.begin() + qptrdiff(from), heard.begin() + qptrdiff(from) + length);
    std::vector<qint16> loop = said;
    loop.insert(loop.end(), said.begin(), said.begin() + std::min<qptrdiff>(length, qptrdiff(said.size())));
    return likenessOf(piece, loop, 0, length, int(said.size())).correlation;
}

/// How clearly @p said is heard in the half second from @p second on. Where the whole of it is not like @p enough, the best fifth of
/// a second of it counts: a busy machine that tears every half second leaves some of those whole. Two people's babble is alike by
/// 0.47 at most over a fifth of a second: below 0.8 only the whole counts.
inline double clearness(const std::vector<qint16> &said, const std::vector<qint16> &heard, double second, double enough)
{
    constexpr int fifth = 1600;
    double best = likeness(said, heard, second);
    for (double later = 0; enough >= 0.8 && best < enough && later <= 0.3; later += 0.1)
        best = std::max(best, likeness(said, heard, second + later, fifth));
    return best;
}

/// How much the half second of @p heard that is most like @p said is like it, or a part of it, see clearness().
inline double clearest(const std::vector<qint16> &said, const std::vector<qint16> &heard, double enough = 0.95)
{
    double best = 0;
    for (double second = 0; best < enough && (second + 0.5) * 8000 <= double(heard.size()); second += 0.5)
        best = std::max(best, clearness(said, heard, second, enough));
    return best;
}

/// Whether a recording of two @p channels has @p one in one of them and @p other in the other.
inline bool areApart(const QList<std::vector<qint16>> &channels, const std::vector<qint16> &one, const std::vector<qint16> &other)
{
    const auto are = [&](qsizetype ones, qsizetype others) { return clearest(one, channels[ones]) >= 0.95 && clearest(other, channels[others]) >= 0.95; };
    return channels.size() == 2 && (are(0, 1) || are(1, 0));
}

/// Whether half a second of @p heard, from @p second on, becomes like something in @p said, see clearness(). On a busy machine the
/// jitter buffer shifts time now and then: the next half second is as good.
inline bool becomeLike(const std::vector<qint16> &said, const std::function<std::vector<qint16>()> &heard, double second,
                       double atLeast = 0.95)
{
    double best = 0;
    std::future<double> judged; // beside us: the far ends that live in this thread go on speaking meanwhile
    const bool is = QTest::qWaitFor([&] {
        if (!judged.valid()) {
            auto samples = heard();
            const auto count = samples.size();
            if (count < size_t((second + 0.5) * 8000))
                return false;
            judged = std::async(std::launch::async, [&said, second, atLeast, samples = std::move(samples)] { return clearness(said, samples, second, atLeast); });
            if (count >= size_t((second + 1) * 8000))
                second += 0.5;
        }
        if (judged.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            return false;
        best = std::max(best, judged.get());
        return best > atLeast;
    }, 20'000 * patience());
    if (!is)
        qWarning() << "likeness" << best << "of" << heard().size() << "samples";
    return is;
}

/// @p samples so many times in a row.
inline std::vector<qint16> repeated(const std::vector<qint16> &samples, int times)
{
    std::vector<qint16> all;
    for (int i = 0; i < times; ++i)
        all.insert(all.end(), samples.begin(), samples.end());
    return all;
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
