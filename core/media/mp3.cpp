// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/mp3.h"

#include <lame/lame.h>

#include <memory>
#include <vector>

namespace milassist {
using namespace Qt::StringLiterals;

Result<Audio> readMp3(QByteArray bytes, std::chrono::seconds longest)
{
    const std::unique_ptr<hip_global_flags, int (*)(hip_t)> hip(hip_decode_init(), &hip_decode_exit);
    Audio audio;
    mp3data_struct about{};
    constexpr qsizetype piece = 1024;
    // What one piece of compressed sound can become: silence compresses well, so the decoder is asked until it has no more.
    std::vector<short> left(1152 * 64), right(left.size());
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        auto *next = reinterpret_cast<unsigned char *>(bytes.data() + at);
        size_t length = size_t(std::min(piece, bytes.size() - at));
        for (int got = 0; (got = hip_decode1_headers(hip.get(), next, length, left.data(), right.data(), &about)) > 0; length = 0) {
            for (size_t i = 0; i < size_t(got); ++i) {
                audio.samples.append(left[i]);
                if (about.stereo == 2)
                    audio.samples.append(right[i]);
            }
        }
        if (about.header_parsed && audio.samples.size() > qsizetype(about.samplerate) * about.stereo * longest.count()) {
            audio.isTruncated = true;
            break;
        }
    }
    if (audio.samples.isEmpty() || about.samplerate < 1000)
        return fail(Error::Kind::Malformed, u"MP3: it holds no sound"_s);
    audio.rate = about.samplerate;
    audio.channels = about.stereo == 2 ? 2 : 1;
    return audio;
}

} // namespace milassist
