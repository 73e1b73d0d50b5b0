// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/voice/air.h"

#include <QFile>

#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace milassist::bench
{
using namespace Qt::StringLiterals;

namespace
{

constexpr int rate = 48000, channels = 4, step = 3; // compared at 16 kHz
constexpr int chirpSamples = 480;                   // 30 ms at 16 kHz
constexpr int longestDelay = 16000 * 2;             // not seen beyond that
constexpr int shapes = 6;                           // the same comes again after so many: longer than any delay
enum Channel { FarMouth, NearEar, NearMouth, FarEar };
const QString channelNames[channels]{u"front-left"_s, u"front-right"_s, u"rear-left"_s, u"rear-right"_s};

/// A rising or falling tone within the band of a telephone: it looks like itself at one place only.
std::vector<double> chirp(int samplesPerSecond, int shape)
{
    constexpr std::pair<double, double> hertz[shapes]{{500, 1600}, {2900, 1700}, {1700, 2900},
                                                      {1600, 500}, {500, 2900},  {2900, 500}};
    const auto [from, to] = hertz[shape];
    std::vector<double> samples(size_t(chirpSamples * (samplesPerSecond / 16000)));
    for (size_t i = 0; i < samples.size(); ++i) {
        const double t = double(i) / samplesPerSecond, whole = double(chirpSamples) / 16000;
        const double window = std::sin(std::numbers::pi * t / whole);
        samples[i] = window * window * std::sin(2 * std::numbers::pi * (from * t + (to - from) * t * t / (2 * whole)));
    }
    return samples;
}

/// Ten seconds of both mouths. The pauses are uneven, so that no chirp is in step with a packet or a buffer.
QByteArray talk()
{
    std::vector<qint16> samples(size_t(rate) * 10 * channels);
    double at = 0.2;
    for (int i = 0; at < 9.7; ++i, at += 0.37 + 0.0137 * (i * 7 % 11)) {
        const int channel = i % 2 ? NearMouth : FarMouth;
        const std::vector<double> one = chirp(rate, i / 2 % shapes);
        for (size_t k = 0; k < one.size(); ++k)
            samples[(size_t(at * rate) + k) * channels + size_t(channel)] = qint16(12000 * one[k]);
    }
    return QByteArray(reinterpret_cast<const char *>(samples.data()), qsizetype(samples.size() * 2));
}

struct Place {
    int at = -1;         ///< sample at 16 kHz; -1: nowhere
    double likeness = 0; ///< 0 to 1
};

/// How like @p pattern @p sound is from @p at on; where it is quiet, not at all.
double likeness(const std::vector<double> &sound, const std::vector<double> &pattern, int at)
{
    double product = 0, power = 0, patternPower = 0;
    for (size_t i = 0; i < pattern.size(); ++i) {
        const double sample = sound[size_t(at) + i];
        product += pattern[i] * sample;
        power += sample * sample;
        patternPower += pattern[i] * pattern[i];
    }
    return power < 1e5 ? 0 : std::abs(product) / std::sqrt(power * patternPower);
}

Place mostAlike(const std::vector<double> &sound, const std::vector<double> &pattern, int from, int to)
{
    Place best;
    for (int at = std::max(from, 0); at < std::min(to, int(sound.size()) - chirpSamples); ++at) {
        if (const double now = likeness(sound, pattern, at); now > best.likeness)
            best = {at, now};
    }
    return best;
}

std::vector<double> channelOf(const QByteArray &recorded, int channel)
{
    const auto *samples = reinterpret_cast<const qint16 *>(recorded.constData());
    const size_t frames = size_t(recorded.size()) / (channels * 2);
    std::vector<double> sound(frames / step);
    for (size_t i = 0; i < sound.size(); ++i) {
        for (int k = 0; k < step; ++k)
            sound[i] += samples[(i * step + size_t(k)) * channels + size_t(channel)] / double(step);
    }
    return sound;
}

QList<double> delaysBetween(const QByteArray &recorded, Channel mouth, Channel ear, int &said)
{
    const std::vector<double> spoken = channelOf(recorded, mouth), heard = channelOf(recorded, ear);
    QList<double> delays;
    for (int at = 0; at < int(spoken.size()) - chirpSamples - longestDelay;) {
        if (std::abs(spoken[size_t(at)]) < 200) {
            ++at;
            continue;
        }
        Place begin;
        std::vector<double> pattern;
        for (int shape = 0; shape < shapes; ++shape) {
            const std::vector<double> candidate = chirp(16000, shape);
            if (const Place place = mostAlike(spoken, candidate, at - chirpSamples, at + chirpSamples);
                place.likeness > std::max(begin.likeness, 0.9)) {
                begin = place;
                pattern = candidate;
            }
        }
        if (begin.at >= 0) {
            ++said;
            if (const Place end = mostAlike(heard, pattern, begin.at, begin.at + longestDelay); end.likeness > 0.6)
                delays.append((end.at - begin.at) / 16.0);
        }
        at += 4000; // behind this one, before the next
    }
    return delays;
}

} // namespace

Air::~Air()
{
    for (QProcess *process : {&m_talker, &m_recorder}) {
        process->kill();
        process->waitForFinished(3000);
    }
    for (const QByteArray &module : m_modules)
        QProcess::execute(u"pactl"_s, {u"unload-module"_s, QString::fromLatin1(module)});
}

bool Air::load(const QStringList &module)
{
    QProcess pactl;
    pactl.start(u"pactl"_s, QStringList{u"load-module"_s} + module);
    if (!pactl.waitForFinished(5000) || pactl.exitCode() != 0)
        return false;
    m_modules.prepend(pactl.readAllStandardOutput().trimmed());
    return true;
}

bool Air::open()
{
    const QString all = channelNames[0] + u',' + channelNames[1] + u',' + channelNames[2] + u',' + channelNames[3];
    bool isOpen = load({u"module-null-sink"_s, u"sink_name=air"_s, u"rate=48000"_s, u"channels=4"_s, u"channel_map="_s + all});
    const auto part = [&](const QString &kind, const char *name, Channel channel) {
        const QString word = QString::fromLatin1(name);
        return load({u"module-remap-"_s + kind, kind + u"_name="_s + word,
                     kind == u"sink" ? u"master=air"_s : u"master=air.monitor"_s, u"channels=1"_s, u"channel_map=mono"_s,
                     u"master_channel_map="_s + channelNames[channel], u"remix=no"_s,
                     kind + u"_properties=device.description="_s + word});
    };
    isOpen = isOpen && part(u"sink"_s, nearEar, NearEar) && part(u"sink"_s, farEar, FarEar)
        && part(u"source"_s, nearMouth, NearMouth) && part(u"source"_s, farMouth, FarMouth);
    QFile alsa(m_folder.filePath(u"alsa.conf"_s));
    if (!isOpen || !alsa.open(QIODevice::WriteOnly))
        return false;
    alsa.write("</usr/share/alsa/alsa.conf>\n");
    for (const char *name : {nearEar, farEar, nearMouth, farMouth})
        alsa.write(QByteArray("pcm.") + name + " { type pulse device " + name + " }\nctl." + name + " { type pulse }\n");
    alsa.close();
    return qputenv("ALSA_CONFIG_PATH", alsa.fileName().toLocal8Bit());
}

bool Air::startTalking()
{
    QFile talking(m_folder.filePath(u"talk.raw"_s));
    if (!talking.open(QIODevice::WriteOnly))
        return false;
    const QByteArray once = talk();
    for (int i = 0; i < 60; ++i) // ten minutes
        talking.write(once);
    talking.close();
    m_talker.start(u"pacat"_s,
                   {u"--playback"_s, u"--device=air"_s, u"--raw"_s, u"--format=s16le"_s, u"--rate=48000"_s, u"--channels=4"_s,
                    u"--channel-map=front-left,front-right,rear-left,rear-right"_s, u"--no-remix"_s, u"--latency-msec=20"_s,
                    talking.fileName()}); // else the sink works two seconds ahead
    return m_talker.waitForStarted();
}

bool Air::startRecording()
{
    m_recorded.clear();
    QObject::connect(&m_recorder, &QProcess::readyReadStandardOutput, &m_recorder,
                     [this] { m_recorded += m_recorder.readAllStandardOutput(); });
    m_recorder.start(u"parec"_s,
                     {u"--device=air.monitor"_s, u"--raw"_s, u"--format=s16le"_s, u"--rate=48000"_s, u"--channels=4"_s,
                      u"--channel-map=front-left,front-right,rear-left,rear-right"_s, u"--no-remix"_s, u"--latency-msec=100"_s});
    return m_recorder.waitForStarted();
}

void Air::stopRecording()
{
    m_recorder.terminate();
    m_recorder.waitForFinished(3000);
    m_recorded += m_recorder.readAllStandardOutput();
    m_recorder.disconnect();
}

Air::Delays Air::delays() const
{
    Delays delays;
    delays.toNear = delaysBetween(m_recorded, FarMouth, NearEar, delays.saidToNear);
    delays.toFar = delaysBetween(m_recorded, NearMouth, FarEar, delays.saidToFar);
    return delays;
}

} // namespace milassist::bench
