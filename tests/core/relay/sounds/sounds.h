// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <cmath>

namespace milassist
{

struct WavShape {
    quint16 encoding = 1, channels = 1;
    quint32 rate = 8000;
    quint16 bits = 16;
    QByteArray list; ///< a chunk before the sound
};

/// A WAV with a tone, so many milliseconds long.
inline QByteArray wavOf(int milliseconds, const WavShape &shape = {})
{
    const auto number = [](auto value) {
        value = qToLittleEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
    };
    const quint16 block = quint16(shape.channels * shape.bits / 8);
    QByteArray data;
    const qint64 frames = qint64(shape.rate) * milliseconds / 1000;
    for (qint64 i = 0; i < frames; ++i) {
        const auto sample = qint16(12000 * std::sin(double(i) * 2 * 3.14159265 * 440 / shape.rate));
        for (int channel = 0; channel < shape.channels; ++channel)
            data += shape.bits == 16 ? number(sample) : QByteArray(shape.bits / 8, char(0x40 + i % 32));
    }
    QByteArray chunks = "fmt " + number(quint32(16)) + number(shape.encoding) + number(shape.channels) + number(shape.rate)
        + number(quint32(shape.rate * block)) + number(block) + number(shape.bits);
    if (!shape.list.isEmpty())
        chunks += "LIST" + number(quint32(shape.list.size())) + shape.list;
    chunks += "data" + number(quint32(data.size())) + data;
    return "RIFF" + number(quint32(4 + chunks.size())) + "WAVE" + chunks;
}

/// An MP3 of so many silent frames: 64 kbit/s, 44100 Hz, mono; 26.12 ms each.
inline QByteArray mp3Of(int frames)
{
    QByteArray frame = QByteArray::fromHex("fffb50c0");
    frame.append(QByteArray(208 - 4, '\0'));
    return frame.repeated(frames);
}

} // namespace milassist
