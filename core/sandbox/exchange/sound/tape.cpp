// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/tape.h"

namespace milassist::exchange {

namespace {

constexpr int mostFrames = 4 * 3600 * framesPerSecond; // Twilio's own longest
constexpr size_t frameSize = Frame().size();
constexpr int margin = framesPerSecond / 10;

} // namespace

void Tape::take(const Frame &first, const Frame &second)
{
    if (m_pause == Pause::Skip || m_frames >= mostFrames)
        return;
    constexpr Frame silence{};
    const bool isPaused = m_pause == Pause::Silence;
    Frame one = isPaused ? silence : first;
    const Frame &two = isPaused ? silence : second;
    if (m_channels == Channels::Mono)
        mixIn(one, two);
    else
        m_second.insert(m_second.end(), two.begin(), two.end());
    m_first.insert(m_first.end(), one.begin(), one.end());
    ++m_frames;
}

bool Tape::isLoudAt(int frame) const
{
    const auto isLoudIn = [frame](const world::Samples &samples) {
        Frame one;
        std::copy_n(samples.begin() + frame * qsizetype(frameSize), frameSize, one.begin());
        return isLoud(one);
    };
    return isLoudIn(m_first) || (m_channels == Channels::Dual && isLoudIn(m_second));
}

bool Tape::hasSound() const
{
    for (int frame = 0; frame < m_frames; ++frame)
        if (isLoudAt(frame))
            return true;
    return false;
}

void Tape::trim()
{
    int first = 0, last = m_frames;
    while (first < last && !isLoudAt(first))
        ++first;
    while (last > first && !isLoudAt(last - 1))
        --last;
    first = std::max(0, first - margin);
    last = std::min(m_frames, last + margin);
    for (world::Samples *samples : {&m_first, &m_second}) {
        if (samples->empty())
            continue;
        samples->resize(size_t(last) * frameSize);
        samples->erase(samples->begin(), samples->begin() + first * qsizetype(frameSize));
    }
    m_frames = last - first;
}

void Tape::cutEnd(int frames)
{
    m_frames = std::max(0, m_frames - frames);
    m_first.resize(size_t(m_frames) * frameSize);
    if (m_channels == Channels::Dual)
        m_second.resize(m_first.size());
}

QByteArray Tape::wav() const
{
    return m_channels == Channels::Dual ? world::wavOf(m_first, m_second) : world::wavOf(m_first);
}

} // namespace milassist::exchange
