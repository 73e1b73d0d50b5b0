// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/sound/audiofile.h"

#include "core/media/mp3.h"
#include "core/media/wav.h"

#include <vector>

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestSeconds = 40 * 60;

} // namespace

Result<world::Samples> decodeAudio(const QByteArray &file)
{
    const auto audio = file.startsWith("RIFF") ? readWav(file) : readMp3(file, std::chrono::seconds(longestSeconds));
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
