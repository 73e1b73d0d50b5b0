// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/sounds/holdmusic.h"

#include <QtEndian>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace milassist::relay
{

namespace
{

constexpr int rate = 8000, beats = 64, perBeat = 5000; // samples: 96 beats a minute, 40 s in all
constexpr int voices = 4;

// Semitones from A3, four notes a chord, each chord eight beats; played up and down.
constexpr std::array<std::array<int, voices>, 8> chords{{
    {-9, -5, -2, 3},  // C
    {-12, -5, 0, 3},  // A minor
    {-4, 0, 3, 8},    // F
    {-2, 2, 5, 10},   // G
    {-9, -2, 3, 7},   // C
    {-5, -2, 2, 7},   // E minor
    {-7, -4, 0, 5},   // D minor
    {-2, 2, 5, 8},    // G7
}};

/// ITU-T G.711.
quint8 muLaw(int sample)
{
    constexpr int bias = 0x84, most = 32635;
    const int sign = sample < 0 ? 0x80 : 0;
    const int magnitude = std::min(std::abs(sample), most) + bias;
    int exponent = 7;
    for (int mask = 0x4000; !(magnitude & mask) && exponent > 0; mask >>= 1)
        --exponent;
    return quint8(~(sign | exponent << 4 | (magnitude >> (exponent + 3) & 0x0F)));
}

/// A plucked string, more or less: it begins softly, and fades; the octave above fades sooner.
void pluck(std::vector<float> &music, int at, int semitones, float loudness)
{
    const double hertz = 220 * std::pow(2.0, semitones / 12.0);
    const int samples = 3 * perBeat;
    for (int i = 0; i < samples; ++i) {
        const double time = double(i) / rate;
        const double rise = std::min(1.0, time / 0.012), fall = std::exp(-time * 1.9) * (1 - double(i) / samples);
        const double wave = std::sin(2 * std::numbers::pi * hertz * time)
            + 0.35 * std::exp(-time * 3) * std::sin(4 * std::numbers::pi * hertz * time);
        music[size_t(at + i) % music.size()] += float(loudness * rise * fall * wave); // the end sounds on in the beginning
    }
}

} // namespace

QByteArray holdMusic()
{
    std::vector<float> music(size_t(beats) * perBeat);
    constexpr std::array<int, 8> figure{0, 1, 2, 3, 2, 1, 2, 1};
    for (int beat = 0; beat < beats; ++beat) {
        const auto &chord = chords[size_t(beat / 8) % chords.size()];
        pluck(music, beat * perBeat, chord[size_t(figure[size_t(beat % 8)])], beat % 8 == 0 ? 0.20F : 0.15F);
        if (beat % 8 == 0)
            pluck(music, beat * perBeat, chord[0] - 12, 0.16F);
    }
    QByteArray bytes;
    const auto number = [&bytes](auto value) {
        value = qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    };
    bytes.append("RIFF");
    number(quint32(4 + 8 + 18 + 8 + music.size()));
    bytes.append("WAVEfmt ");
    number(quint32(18));
    number(quint16(7)); // u-law
    number(quint16(1));
    number(quint32(rate));
    number(quint32(rate));
    number(quint16(1));
    number(quint16(8));
    number(quint16(0));
    bytes.append("data");
    number(quint32(music.size()));
    for (const float sample : music)
        bytes.append(char(muLaw(int(std::tanh(sample) * 20000))));
    return bytes;
}

} // namespace milassist::relay
