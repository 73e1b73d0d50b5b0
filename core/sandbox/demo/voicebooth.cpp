// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/demo/voicebooth.h"

#include "core/sandbox/speech/speech.h"

#include <QThreadPool>
#include <QtConcurrentRun>

#include <cmath>

namespace milassist::world::demo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *lightVoices[] = {"en-us+f2", "en-us+f3", "en-us+f4", "en-us+f1"};
constexpr const char *deepVoices[] = {"en-us+m3", "en-us+m7", "en-us+m2", "en-us+m4"};
constexpr int wordsPerMinute = 158;
constexpr double pauseSeconds = 0.35;

QString voiceOf(const Utterance &utterance)
{
    const size_t index = size_t(utterance.voice) % 4;
    return QString::fromLatin1(utterance.isDeep ? deepVoices[index] : lightVoices[index]);
}

Result<Samples> speak(const Utterance &utterance)
{
    return spoken(utterance.words, {.name = voiceOf(utterance), .wordsPerMinute = wordsPerMinute + utterance.voice % 5 * 2});
}

void place(Samples &track, const Samples &spoken, size_t at)
{
    for (size_t i = 0; i < spoken.size() && at + i < track.size(); ++i)
        track[at + i] = qint16(std::clamp(int(track[at + i]) + int(spoken[i]) * 3 / 4, -32768, 32767));
}

/// Lays the utterances on their tracks and gives the position behind the last one.
Result<size_t> layDown(const Speech &speech, std::array<Samples, 2> &tracks)
{
    size_t at = size_t(0.6 * telephoneRate);
    for (const Utterance &utterance : speech.utterances) {
        const auto spoken = speak(utterance);
        if (!spoken)
            return tl::unexpected(spoken.error());
        place(tracks[size_t(speech.channels == 2 ? utterance.channel : 0)], *spoken, at);
        at += spoken->size() + size_t(pauseSeconds * telephoneRate);
    }
    return at;
}

} // namespace

int secondsFor(const QList<Utterance> &utterances)
{
    // Measured over all scripts: never more than 1.4 s a text beyond the sum below.
    const auto count = [](const QString &words, QStringView set) {
        return double(std::ranges::count_if(words, [set](QChar c) { return set.contains(c); }));
    };
    double seconds = 0.6 + 0.8; // the breath before and the fumbling after
    for (const Utterance &utterance : utterances) {
        const QString &words = utterance.words;
        seconds += 1.4 + 0.055 * double(words.size()) + 0.36 * count(words, u",") + 0.28 * count(words, u".?!")
            + 0.4 * count(words, u"0123456789") + pauseSeconds;
    }
    return int(std::ceil(seconds));
}

VoiceBooth::VoiceBooth() : m_pool(std::make_unique<QThreadPool>())
{
    m_pool->setMaxThreadCount(1); // espeak-ng keeps a core busy: leave the other to those who listen
}

VoiceBooth::~VoiceBooth()
{
    m_pool->clear();
    m_pool->waitForDone();
}

QFuture<Result<QByteArray>> VoiceBooth::say(Speech speech)
{
    return QtConcurrent::run(m_pool.get(), [speech = std::move(speech)] { return sayNow(speech); });
}

Result<QByteArray> VoiceBooth::sayNow(const Speech &speech)
{
    const int samples = speech.seconds * telephoneRate;
    std::array<Samples, 2> tracks{lineNoise(samples), speech.channels == 2 ? lineNoise(samples) : Samples()};
    if (auto laid = layDown(speech, tracks); !laid)
        return tl::unexpected(laid.error());
    return speech.channels == 2 ? wavOf(tracks[0], tracks[1]) : wavOf(tracks[0]);
}

Result<QByteArray> VoiceBooth::sayAtTheDesk(const QList<Utterance> &utterances)
{
    std::array<Samples, 2> tracks{lineNoise(secondsFor(utterances) * telephoneRate), Samples()};
    const auto end = layDown({.utterances = utterances}, tracks);
    if (!end)
        return tl::unexpected(end.error());
    tracks[0].resize(std::min(*end, tracks[0].size())); // no longer pause before it begins again than between two sentences
    return wavAt16k(tracks[0]);
}

Result<int> VoiceBooth::spokenSamples(const Speech &speech)
{
    std::array<Samples, 2> nowhere;
    return layDown(speech, nowhere).map([](size_t end) { return int(end); });
}

} // namespace milassist::world::demo
