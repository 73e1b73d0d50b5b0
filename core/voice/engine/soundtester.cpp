// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/soundtester.h"

#include <mediastreamer2/allfilters.h>
#include <mediastreamer2/msfactory.h>
#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/mssndcard.h>
#include <mediastreamer2/msticker.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

namespace milassist {
using namespace std::chrono_literals;

namespace {

constexpr int rate = 16000;
constexpr auto length = 3s;
constexpr auto patience = 1s;     // for what a device holds back
constexpr size_t window = rate / 10; // over which a level is measured
constexpr size_t most = size_t(rate) * 3;

} // namespace

struct SoundTester::Sound {
    std::mutex mutex;
    std::vector<qint16> samples; // heard; then played
    size_t played = 0;
    double square = 0;           // of the window that runs
    size_t counted = 0;
    float level = -120, loudest = -120;

    void measure(const qint16 *at, size_t count)
    {
        for (size_t i = 0; i < count; ++i) {
            square += double(at[i]) * at[i];
            if (++counted < window)
                continue;
            const double root = std::sqrt(square / double(window)) / 32768;
            level = root > 0.000'001 ? float(20 * std::log10(root)) : -120.F;
            loudest = std::max(loudest, level);
            square = 0;
            counted = 0;
        }
    }
};

namespace {

using Sound = SoundTester::Sound;

void hear(MSFilter *filter)
{
    auto *sound = static_cast<Sound *>(filter->data);
    const std::scoped_lock lock(sound->mutex);
    while (mblk_t *block = ms_queue_get(filter->inputs[0])) {
        const auto *samples = reinterpret_cast<const qint16 *>(block->b_rptr);
        const auto count = std::min(size_t(block->b_wptr - block->b_rptr) / 2, most - sound->samples.size());
        sound->samples.insert(sound->samples.end(), samples, samples + count);
        sound->measure(samples, count);
        freemsg(block);
    }
}

void say(MSFilter *filter)
{
    auto *sound = static_cast<Sound *>(filter->data);
    const auto count = size_t(rate * int(filter->ticker->interval) / 1000);
    mblk_t *block = allocb(count * 2, 0);
    auto *out = reinterpret_cast<qint16 *>(block->b_wptr);
    const std::scoped_lock lock(sound->mutex);
    const size_t there = std::min(count, sound->samples.size() - sound->played);
    std::copy_n(sound->samples.data() + sound->played, there, out);
    std::fill(out + there, out + count, qint16(0));
    sound->played += there;
    sound->measure(out, there);
    block->b_wptr += count * 2;
    ms_queue_put(filter->outputs[0], block);
}

int tellRate(MSFilter *, void *value) { return *static_cast<int *>(value) = rate, 0; }
int tellChannels(MSFilter *, void *value) { return *static_cast<int *>(value) = 1, 0; }
MSFilterMethod methods[] = {{MS_FILTER_GET_SAMPLE_RATE, &tellRate}, {MS_FILTER_GET_NCHANNELS, &tellChannels}, {0, nullptr}};

MSFilterDesc earDesc = {.id = MS_FILTER_PLUGIN_ID, .name = "MilAssistEar", .text = "hears a test", .category = MS_FILTER_OTHER,
                        .enc_fmt = nullptr, .ninputs = 1, .noutputs = 0, .init = nullptr, .preprocess = nullptr,
                        .process = &hear, .postprocess = nullptr, .uninit = nullptr, .methods = methods, .flags = 0};
MSFilterDesc mouthDesc = {.id = MS_FILTER_PLUGIN_ID, .name = "MilAssistMouth", .text = "says a test", .category = MS_FILTER_OTHER,
                          .enc_fmt = nullptr, .ninputs = 0, .noutputs = 1, .init = nullptr, .preprocess = nullptr,
                          .process = &say, .postprocess = nullptr, .uninit = nullptr, .methods = methods, .flags = 0};

MSFilter *made(MSFactory *factory, MSFilterDesc &desc, Sound *sound)
{
    MSFilter *filter = ms_factory_create_filter_from_desc(factory, &desc);
    filter->data = sound;
    return filter;
}

MSSndCard *cardOf(MSFactory *factory, const QByteArray &id)
{
    return id.isEmpty() ? nullptr : ms_snd_card_manager_get_card(ms_factory_get_snd_card_manager(factory), id.constData());
}

int told(MSFilter *filter, unsigned method, int otherwise)
{
    int value = otherwise;
    return ms_filter_call_method(filter, method, &value) == 0 ? value : otherwise;
}

// Asks a device for what we speak; what it then really gives is told by it.
void ask(MSFilter *device)
{
    int wantedRate = rate, wantedChannels = 1;
    ms_filter_call_method(device, MS_FILTER_SET_SAMPLE_RATE, &wantedRate);
    ms_filter_call_method(device, MS_FILTER_SET_NCHANNELS, &wantedChannels);
}

} // namespace

/// From one filter to another, with a thread of its own.
class SoundTester::Graph {
public:
    Graph(MSFactory *factory, MSFilter *source, MSFilter *sink) : m_source(source), m_sink(sink)
    {
        int from = told(source, MS_FILTER_GET_SAMPLE_RATE, rate), to = told(sink, MS_FILTER_GET_SAMPLE_RATE, rate);
        int fromChannels = told(source, MS_FILTER_GET_NCHANNELS, 1), toChannels = told(sink, MS_FILTER_GET_NCHANNELS, 1);
        if (from != to || fromChannels != toChannels)
            m_between = ms_factory_create_filter(factory, MS_RESAMPLE_ID);
        if (m_between) {
            ms_filter_call_method(m_between, MS_FILTER_SET_SAMPLE_RATE, &from);
            ms_filter_call_method(m_between, MS_FILTER_SET_OUTPUT_SAMPLE_RATE, &to);
            ms_filter_call_method(m_between, MS_FILTER_SET_NCHANNELS, &fromChannels);
            ms_filter_call_method(m_between, MS_FILTER_SET_OUTPUT_NCHANNELS, &toChannels);
            ms_filter_link(m_source, 0, m_between, 0);
            ms_filter_link(m_between, 0, m_sink, 0);
        } else {
            ms_filter_link(m_source, 0, m_sink, 0);
        }
        m_ticker = ms_ticker_new();
        ms_ticker_set_name(m_ticker, "Sound test");
        ms_ticker_attach(m_ticker, m_source);
    }
    ~Graph()
    {
        ms_ticker_detach(m_ticker, m_source);
        if (m_between) {
            ms_filter_unlink(m_source, 0, m_between, 0);
            ms_filter_unlink(m_between, 0, m_sink, 0);
            ms_filter_destroy(m_between);
        } else {
            ms_filter_unlink(m_source, 0, m_sink, 0);
        }
        ms_filter_destroy(m_source);
        ms_filter_destroy(m_sink);
        ms_ticker_destroy(m_ticker);
    }
    Q_DISABLE_COPY_MOVE(Graph)

private:
    MSFilter *m_source, *m_sink, *m_between = nullptr;
    MSTicker *m_ticker;
};

SoundTester::SoundTester(Report report) : m_report(std::move(report)) {}
SoundTester::~SoundTester() = default;

void SoundTester::start(_MSFactory *factory, const QByteArray &microphone, const QByteArray &speaker)
{
    m_graph.reset();
    m_factory = factory;
    m_microphone = microphone;
    m_speaker = speaker;
    m_sound = std::make_unique<Sound>();
    m_stage = SoundTest::Stage::Listening;
    listen(std::chrono::steady_clock::now());
}

void SoundTester::listen(Instant now)
{
    MSSndCard *card = cardOf(m_factory, m_microphone);
    MSFilter *device = card ? ms_snd_card_create_reader(card) : nullptr;
    if (!device)
        return finish(SoundTest::Stage::NoMicrophone);
    ask(device);
    m_graph = std::make_unique<Graph>(m_factory, device, made(m_factory, earDesc, m_sound.get()));
    m_until = now + length + patience;
    m_nextReport = now;
}

void SoundTester::play(Instant now)
{
    m_graph.reset(); // closes the microphone
    MSSndCard *card = cardOf(m_factory, m_speaker);
    MSFilter *device = card ? ms_snd_card_create_writer(card) : nullptr;
    if (!device)
        return finish(SoundTest::Stage::NoSpeaker);
    ask(device);
    m_stage = SoundTest::Stage::Playing;
    m_graph = std::make_unique<Graph>(m_factory, made(m_factory, mouthDesc, m_sound.get()), device);
    m_until = now + length + patience;
    m_nextReport = now;
}

void SoundTester::finish(SoundTest::Stage stage)
{
    m_graph.reset();
    m_stage.reset();
    m_report({.stage = stage, .level = -120, .loudest = m_sound->loudest});
    m_sound.reset();
}

void SoundTester::stop(SoundTest::Stage why)
{
    if (m_stage)
        finish(why);
}

void SoundTester::tick(Instant now)
{
    if (!m_stage)
        return;
    bool isThrough = now >= m_until;
    SoundTest state{.stage = *m_stage};
    {
        const std::scoped_lock lock(m_sound->mutex);
        state.level = m_sound->level;
        state.loudest = m_sound->loudest;
        // The end is given time to leave the loudspeaker.
        isThrough = isThrough || (m_stage == SoundTest::Stage::Listening && m_sound->samples.size() >= most);
    }
    if (isThrough)
        return m_stage == SoundTest::Stage::Listening ? play(now) : finish(SoundTest::Stage::Done);
    if (now < m_nextReport)
        return;
    m_nextReport = now + 100ms;
    m_report(state);
}

} // namespace milassist
