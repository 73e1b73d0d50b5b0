// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/rest/audio.h"

#include <QtEndian>

#include <lame/lame.h>

#include <memory>
#include <vector>

namespace milassist::rest {

namespace {

struct Pcm {
    int rate = 8000;
    int channels = 1;
    std::vector<qint16> samples; ///< interleaved
};

quint16 word(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint16>(bytes.constData() + at);
}

quint32 doubleWord(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<quint32>(bytes.constData() + at);
}

std::optional<Pcm> readWav(const QByteArray &wav)
{
    constexpr qsizetype riffHeader = 12, chunkHeader = 8, formatSize = 16;
    if (wav.size() < riffHeader || !wav.startsWith("RIFF") || wav.mid(8, 4) != "WAVE")
        return std::nullopt;
    Pcm pcm;
    bool hasFormat = false;
    for (qsizetype at = riffHeader; at + chunkHeader <= wav.size();) {
        const QByteArray id = wav.mid(at, 4);
        const qsizetype size = std::min<qsizetype>(doubleWord(wav, at + 4), wav.size() - at - chunkHeader);
        const qsizetype data = at + chunkHeader;
        if (id == "fmt " && size >= formatSize) {
            pcm.channels = word(wav, data + 2);
            pcm.rate = int(doubleWord(wav, data + 4));
            hasFormat = word(wav, data) == 1 && word(wav, data + 14) == 16 && (pcm.channels == 1 || pcm.channels == 2);
        } else if (id == "data" && hasFormat) {
            pcm.samples.resize(size_t(size / 2));
            qFromLittleEndian<qint16>(wav.constData() + data, qsizetype(pcm.samples.size()), pcm.samples.data());
            pcm.samples.resize(pcm.samples.size() / size_t(pcm.channels) * size_t(pcm.channels));
            return pcm;
        }
        at = data + size + size % 2;
    }
    return std::nullopt;
}

Pcm withChannels(const Pcm &pcm, int channels)
{
    if (pcm.channels == channels)
        return pcm;
    Pcm other{pcm.rate, channels, {}};
    if (channels == 1) {
        for (size_t i = 0; i + 1 < pcm.samples.size(); i += 2)
            other.samples.push_back(qint16((pcm.samples[i] + pcm.samples[i + 1]) / 2));
    } else {
        for (const qint16 sample : pcm.samples)
            other.samples.insert(other.samples.end(), {sample, sample});
    }
    return other;
}

QByteArray writeWav(const Pcm &pcm)
{
    constexpr quint32 headerAfterSize = 36;
    const auto bytes = quint32(pcm.samples.size() * 2);
    QByteArray wav;
    wav.reserve(qsizetype(bytes) + 44);
    const auto add16 = [&wav](quint16 number) {
        number = qToLittleEndian(number);
        wav.append(reinterpret_cast<const char *>(&number), sizeof number);
    };
    const auto add32 = [&wav](quint32 number) {
        number = qToLittleEndian(number);
        wav.append(reinterpret_cast<const char *>(&number), sizeof number);
    };
    wav.append("RIFF");
    add32(headerAfterSize + bytes);
    wav.append("WAVEfmt ");
    add32(16);
    add16(1); // PCM
    add16(quint16(pcm.channels));
    add32(quint32(pcm.rate));
    add32(quint32(pcm.rate * pcm.channels * 2));
    add16(quint16(pcm.channels * 2));
    add16(16);
    wav.append("data");
    add32(bytes);
    for (const qint16 sample : pcm.samples)
        add16(quint16(sample));
    return wav;
}

Result<QByteArray> encodeMp3(Pcm pcm)
{
    const std::unique_ptr<lame_global_flags, int (*)(lame_t)> lame(lame_init(), &lame_close);
    lame_set_in_samplerate(lame.get(), pcm.rate);
    lame_set_out_samplerate(lame.get(), pcm.rate < 16000 ? 16000 : pcm.rate); // MPEG-2: players know it better than 2.5
    lame_set_num_channels(lame.get(), pcm.channels);
    lame_set_mode(lame.get(), pcm.channels == 1 ? MONO : STEREO);
    lame_set_brate(lame.get(), 32 * pcm.channels);
    lame_set_bWriteVbrTag(lame.get(), 0); // would need a second pass over the start
    if (lame_init_params(lame.get()) < 0)
        return fail(Error::Kind::Malformed, QStringLiteral("the MP3 encoder does not take %1 Hz").arg(pcm.rate));
    const int frames = int(pcm.samples.size()) / pcm.channels;
    QByteArray mp3(qsizetype(frames * 3) + 16384, Qt::Uninitialized); // LAME's own bound is 1.25 x frames + 7200, at twice the rate
    auto *out = reinterpret_cast<unsigned char *>(mp3.data());
    int written = pcm.channels == 1
        ? lame_encode_buffer(lame.get(), pcm.samples.data(), nullptr, frames, out, int(mp3.size()))
        : lame_encode_buffer_interleaved(lame.get(), pcm.samples.data(), frames, out, int(mp3.size()));
    if (written >= 0) {
        const int rest = lame_encode_flush(lame.get(), out + written, int(mp3.size()) - written);
        written = rest < 0 ? rest : written + rest;
    }
    if (written < 0)
        return fail(Error::Kind::Malformed, QStringLiteral("the MP3 encoder failed"));
    mp3.truncate(written);
    return mp3;
}

} // namespace

Result<QByteArray> convertAudio(const QByteArray &wav, AudioForm form, std::optional<int> channels)
{
    if (form == AudioForm::Wav && !channels)
        return wav;
    std::optional<Pcm> pcm = readWav(wav);
    if (!pcm)
        return fail(Error::Kind::Malformed, QStringLiteral("not 16-bit PCM in RIFF/WAVE"));
    if (form == AudioForm::Wav && pcm->channels == *channels)
        return wav;
    *pcm = withChannels(*pcm, channels.value_or(pcm->channels));
    if (form == AudioForm::Wav)
        return writeWav(*pcm);
    return encodeMp3(*std::move(pcm));
}

} // namespace milassist::rest
