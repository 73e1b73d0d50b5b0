// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/audiofile.h"

#include "core/media/wav.h"

#include <lame/lame.h>

#include <array>
#include <memory>
#include <vector>

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestSeconds = 40 * 60;

Result<Audio> readMp3(QByteArray file)
{
    const std::unique_ptr<hip_global_flags, int (*)(hip_t)> hip(hip_decode_init(), &hip_decode_exit);
    Audio audio;
    mp3data_struct about{};
    constexpr qsizetype piece = 1024;
    // What one piece of compressed sound can become: silence compresses well, so the decoder is asked until it has no more.
    std::vector<short> left(1152 * 64), right(left.size());
    for (qsizetype at = 0; at < file.size(); at += piece) {
        auto *bytes = reinterpret_cast<unsigned char *>(file.data() + at);
        size_t length = size_t(std::min(piece, file.size() - at));
        for (int got = 0; (got = hip_decode1_headers(hip.get(), bytes, length, left.data(), right.data(), &about)) > 0; length = 0)
            for (int i = 0; i < got; ++i)
                audio.samples.append(left[size_t(i)]);
        if (about.header_parsed && audio.samples.size() > qsizetype(about.samplerate) * longestSeconds)
            break;
    }
    if (audio.samples.isEmpty())
        return fail(Error::Kind::Malformed, u"no MP3"_s);
    audio.rate = about.samplerate;
    return audio;
}

} // namespace

Result<world::Samples> decodeAudio(const QByteArray &file)
{
    const auto audio = file.startsWith("RIFF") ? readWav(file) : readMp3(file);
    if (!audio)
        return tl::unexpected(audio.error());
    std::vector<qint16> first;
    const qint64 frames = std::min<qint64>(audio->frames(), qint64(audio->rate) * longestSeconds);
    first.reserve(size_t(frames));
    for (qint64 frame = 0; frame < frames; ++frame)
        first.push_back(audio->samples[frame * audio->channels]);
    world::Samples samples = world::toTelephone(first, audio->rate);
    if (samples.empty())
        return fail(Error::Kind::Malformed, u"no sound in the file"_s);
    return samples;
}

} // namespace milassist::exchange
