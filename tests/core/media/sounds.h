// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audio.h"

#include <QByteArray>
#include <QtEndian>

#include <cmath>
#include <numbers>

namespace milassist::sounds {

inline Audio silence(double seconds, int rate = 8000, int channels = 1)
{
    Audio audio{.rate = rate, .channels = channels};
    audio.samples = QList<qint16>(qsizetype(seconds * rate) * channels, 0);
    return audio;
}

inline Audio tone(double hertz, double seconds, int rate = 8000, int channels = 1)
{
    Audio audio = silence(seconds, rate, channels);
    for (qint64 frame = 0; frame < audio.frames(); ++frame) {
        const auto value = qint16(12000 * std::sin(2 * std::numbers::pi * hertz * double(frame) / rate));
        for (int c = 0; c < channels; ++c)
            audio.samples[frame * channels + c] = value;
    }
    return audio;
}

inline Audio joined(std::initializer_list<Audio> parts)
{
    Audio whole = *parts.begin();
    whole.samples.clear();
    for (const Audio &part : parts)
        whole.samples += part.samples;
    return whole;
}

/// The frequency by counting rising crossings of zero between the first and the last one.
inline double pitchOf(const Audio &audio)
{
    double first = -1;
    double last = 0;
    int count = 0;
    for (qint64 i = 1; i < audio.frames(); ++i) {
        const double before = audio.samples[(i - 1) * audio.channels];
        const double after = audio.samples[i * audio.channels];
        if (before < 0 && after >= 0) {
            last = double(i - 1) + before / (before - after);
            if (first < 0)
                first = last;
            ++count;
        }
    }
    return count < 2 ? 0 : (count - 1) * audio.rate / (last - first);
}

inline QByteArray little(quint32 value, int bytes)
{
    char raw[4];
    qToLittleEndian(value, raw);
    return QByteArray(raw, bytes);
}

inline QByteArray chunk(const char *id, const QByteArray &body)
{
    return QByteArray(id, 4) + little(quint32(body.size()), 4) + body + QByteArray(body.size() % 2, '\0');
}

inline QByteArray formatChunk(int encoding, int channels, int rate, int bits)
{
    return chunk("fmt ", little(quint32(encoding), 2) + little(quint32(channels), 2) + little(quint32(rate), 4)
                     + little(quint32(qint64(rate) * channels * bits / 8), 4) + little(quint32(channels * bits / 8), 2)
                     + little(quint32(bits), 2));
}

inline QByteArray riff(const QByteArray &chunks)
{
    return "RIFF" + little(quint32(chunks.size() + 4), 4) + "WAVE" + chunks;
}

/// As Twilio sends it: 16-bit PCM.
inline QByteArray wavOf(const Audio &audio)
{
    QByteArray data(audio.samples.size() * 2, Qt::Uninitialized);
    qToLittleEndian<qint16>(audio.samples.constData(), audio.samples.size(), data.data());
    return riff(formatChunk(1, audio.channels, audio.rate, 16) + chunk("data", data));
}

} // namespace milassist::sounds
