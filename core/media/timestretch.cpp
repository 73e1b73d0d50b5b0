// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/timestretch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace milassist {

namespace {

constexpr int hopMs = 15;
constexpr int toleranceMs = 10; // +-10 ms hold a whole period down to 50 Hz, deeper than any voice

// How alike the two are, whatever the loudness of the candidate.
float likeness(const float *wanted, const float *candidate, qint64 count)
{
    float product = 0;
    float energy = 1;
    for (qint64 i = 0; i < count; ++i) {
        product += wanted[i] * candidate[i];
        energy += candidate[i] * candidate[i];
    }
    return product / std::sqrt(energy);
}

} // namespace

TimeStretch::TimeStretch(Audio audio, QList<FrameSpan> silences)
    : m_audio(std::move(audio)), m_silences(std::move(silences)),
      m_hop(std::max<qint64>(1, qint64(m_audio.rate) * hopMs / 1000)), m_tolerance(qint64(m_audio.rate) * toleranceMs / 1000)
{
    m_fade.resize(size_t(m_hop));
    for (size_t i = 0; i < m_fade.size(); ++i) // the rising half of a Hann window: with its mirror it sums to one
        m_fade[i] = float(0.5 - 0.5 * std::cos(std::numbers::pi * (double(i) + 0.5) / double(m_hop)));
}

void TimeStretch::setSpeed(double speed)
{
    m_speed = std::isfinite(speed) ? std::clamp(speed, slowest, fastest) : 1;
}

void TimeStretch::seek(qint64 frame)
{
    m_target = double(std::clamp<qint64>(frame, 0, m_audio.frames()));
    m_tail.clear();
}

TimeStretch::Block TimeStretch::next()
{
    if (m_skipsSilence)
        leaveSilence();
    Block block{.samples = {}, .begin = position(), .end = position()};
    const qint64 left = m_audio.frames() - position();
    if (left <= 0)
        return block;

    const qint64 start = m_tail.empty() ? position() : bestStart(position());
    const qint64 count = std::clamp<qint64>(std::llround(double(left) / m_speed), 1, m_hop);
    const int channels = m_audio.channels;
    block.samples.resize(size_t(count * channels));
    for (qint64 i = 0; i < count; ++i) {
        const float rising = m_fade[size_t(i)];
        for (int c = 0; c < channels; ++c) {
            const float fresh = sample(start + i, c);
            const float old = m_tail.empty() ? fresh * (1 - rising) : m_tail[size_t(i * channels + c)];
            block.samples[size_t(i * channels + c)] = qint16(std::clamp(std::lround(old + fresh * rising), -32768L, 32767L));
        }
    }

    m_tail.resize(size_t(m_hop * channels));
    for (qint64 i = 0; i < m_hop; ++i) {
        for (int c = 0; c < channels; ++c)
            m_tail[size_t(i * channels + c)] = sample(start + m_hop + i, c) * (1 - m_fade[size_t(i)]);
    }
    m_continuation = start + m_hop;
    m_target = count < m_hop ? double(m_audio.frames()) : m_target + double(m_hop) * m_speed;
    block.end = std::min(position(), m_audio.frames());
    return block;
}

void TimeStretch::leaveSilence()
{
    const auto span = std::upper_bound(m_silences.begin(), m_silences.end(), position(),
                                       [](qint64 frame, const FrameSpan &silence) { return frame < silence.end; });
    if (span != m_silences.end() && span->begin <= position())
        m_target = double(span->end);
}

// Where the window should begin so that it goes on as the last one would have: the shift that looks most like that.
qint64 TimeStretch::bestStart(qint64 target) const
{
    if (m_speed == 1 && std::abs(target - m_continuation) <= m_tolerance)
        return m_continuation;

    std::vector<float> wanted;
    std::vector<float> around;
    mix(m_continuation, m_hop, wanted);
    mix(target - m_tolerance, m_hop + 2 * m_tolerance + 1, around);

    const qint64 coarse = std::max(1, m_audio.rate / 8000);
    qint64 best = m_tolerance;
    float bestLikeness = likeness(wanted.data(), around.data() + best, m_hop);
    const auto look = [&](qint64 from, qint64 to, qint64 step) {
        for (qint64 shift = std::max<qint64>(0, from); shift <= std::min(to, 2 * m_tolerance); shift += step) {
            const float found = likeness(wanted.data(), around.data() + shift, m_hop);
            if (found > bestLikeness) {
                bestLikeness = found;
                best = shift;
            }
        }
    };
    look(0, 2 * m_tolerance, coarse);
    if (coarse > 1)
        look(best - coarse + 1, best + coarse - 1, 1);
    return target - m_tolerance + best;
}

void TimeStretch::mix(qint64 from, qint64 count, std::vector<float> &out) const
{
    out.resize(size_t(count));
    for (qint64 i = 0; i < count; ++i) {
        float sum = 0;
        for (int c = 0; c < m_audio.channels; ++c)
            sum += sample(from + i, c);
        out[size_t(i)] = sum;
    }
}

float TimeStretch::sample(qint64 frame, int channel) const
{
    return frame >= 0 && frame < m_audio.frames() ? float(m_audio.samples[frame * m_audio.channels + channel]) : 0.0f;
}

} // namespace milassist
