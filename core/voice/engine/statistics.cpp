// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/statistics.h"

#include <linphone/core.h>
#include <mediastreamer2/mediastream.h>
#include <mediastreamer2/msvolume.h>

#include <cmath>

// Exported by the library, and in none of its installed headers.
extern "C" MediaStream *linphone_call_get_stream(LinphoneCall *call, LinphoneStreamType type);

namespace milassist {

namespace {

double known(double value)
{
    return std::isfinite(value) && value >= 0 ? value : -1;
}

int milliseconds(double seconds)
{
    return known(seconds) > 0 ? int(std::lround(seconds * 1000)) : -1;
}

} // namespace

Quality qualityOf(_LinphoneCall *call)
{
    Quality quality;
    // The C function, because the C++ one leaks a reference each time.
    LinphoneCallStats *stats = linphone_call_get_audio_stats(call);
    if (!stats)
        return quality;
    quality.mos = known(double(linphone_call_get_current_quality(call)));
    // The library's names go by reports: what "the sender" lost is what we report to have lost.
    quality.lossPercent = known(double(linphone_call_stats_get_local_loss_rate(stats)));
    quality.theirLossPercent = known(double(linphone_call_stats_get_receiver_loss_rate(stats)));
    quality.jitterMs = milliseconds(double(linphone_call_stats_get_sender_interarrival_jitter(stats)));
    quality.roundTripMs = milliseconds(double(linphone_call_stats_get_round_trip_delay(stats)));
    quality.bufferMs = int(known(double(linphone_call_stats_get_jitter_buffer_size_ms(stats))));
    if (const rtp_stats_t *packets = linphone_call_stats_get_rtp_stats(stats)) {
        quality.packetsSent = qint64(packets->packet_sent);
        quality.packetsHeard = qint64(packets->packet_recv);
    }
    linphone_call_stats_unref(stats);
    return quality;
}

// The library tells 10 log10((r + 1) / full), r being the root of the mean square of the samples: half the decibels, and
// silence is -43.6 of them.
float dbm0(float volume)
{
    constexpr double full = 32768 * 0.7;
    const double root = std::pow(10, double(volume) / 10) * full - 1;
    return root < 0.05 ? -120.F : float(20 * std::log10(root / full));
}

/// What the microphone hears, also while nothing of it is sent: linphone_call_get_record_volume() answers silence then.
float microphoneVolume(_LinphoneCall *call)
{
    float volume = LINPHONE_VOLUME_DB_LOWEST;
    MediaStream *stream = linphone_call_get_stream(call, LinphoneStreamTypeAudio);
    if (stream && stream->type == MSAudio) {
        if (MSFilter *meter = reinterpret_cast<AudioStream *>(stream)->volsend)
            ms_filter_call_method(meter, MS_VOLUME_GET, &volume);
    }
    return volume;
}

Levels levelsOf(_LinphoneCall *call)
{
    return {.microphone = dbm0(microphoneVolume(call)), .speaker = dbm0(linphone_call_get_play_volume(call))};
}

} // namespace milassist
