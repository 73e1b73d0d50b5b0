// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/tones.h"

#include <cmath>
#include <numbers>

namespace milassist::exchange {

using namespace Qt::StringLiterals;
using world::Samples;

namespace {

constexpr int loud = 6000;

Samples silence(int milliseconds)
{
    return Samples(size_t(milliseconds) * sampleRate / 1000);
}

void append(Samples &to, const Samples &more)
{
    to.insert(to.end(), more.begin(), more.end());
}

Clip clipOf(Samples samples)
{
    return std::make_shared<const Samples>(std::move(samples));
}

} // namespace

Samples tone(int milliseconds, int hertz, int second)
{
    Samples samples = silence(milliseconds);
    const double fade = 0.005 * sampleRate;
    for (size_t i = 0; i < samples.size(); ++i) {
        const double turn = 2 * std::numbers::pi * double(i) / sampleRate;
        const double wave = second ? (std::sin(turn * hertz) + std::sin(turn * second)) / 2 : std::sin(turn * hertz);
        const double edge = std::min({1.0, double(i) / fade, double(samples.size() - i) / fade});
        samples[i] = qint16(std::lround(wave * edge * loud));
    }
    return samples;
}

Clip beep()
{
    static const Clip clip = clipOf(tone(300, 1000));
    return clip;
}

Clip ringback()
{
    static const Clip clip = [] {
        Samples samples = tone(2000, 440, 480);
        append(samples, silence(4000));
        return clipOf(std::move(samples));
    }();
    return clip;
}

Clip enterChime()
{
    static const Clip clip = [] {
        Samples samples = tone(150, 523);
        append(samples, tone(200, 784));
        return clipOf(std::move(samples));
    }();
    return clip;
}

Clip leaveChime()
{
    static const Clip clip = [] {
        Samples samples = tone(150, 784);
        append(samples, tone(200, 523));
        return clipOf(std::move(samples));
    }();
    return clip;
}

Clip holdMusic()
{
    static const Clip clip = [] {
        constexpr int bars[][4] = {{262, 330, 392, 330}, {220, 262, 330, 262}, {175, 220, 262, 220}, {196, 247, 294, 247},
                                   {262, 330, 392, 523}, {220, 330, 440, 330}, {175, 262, 349, 262}, {196, 294, 392, 294}};
        Samples samples;
        for (const auto &bar : bars)
            for (const int note : bar)
                append(samples, tone(500, note, note * 2));
        for (qint16 &sample : samples)
            sample = qint16(sample / 4); // it is to be talked over
        return clipOf(std::move(samples));
    }();
    return clip;
}

Clip keyTones(const QString &keys)
{
    constexpr int rows[] = {697, 770, 852, 941}, columns[] = {1209, 1336, 1477, 1633};
    Samples samples;
    for (const QChar key : keys) {
        if (key.toLower() == u'w') {
            append(samples, silence(key == u'w' ? 500 : 1000));
            continue;
        }
        const qsizetype at = u"123A456B789C*0#D"_s.indexOf(key.toUpper());
        if (at < 0)
            continue;
        append(samples, tone(100, rows[at / 4], columns[at % 4]));
        append(samples, silence(100));
    }
    return clipOf(std::move(samples));
}

} // namespace milassist::exchange
