// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>

namespace milassist::bench
{

/// Two people who telephone, without a room: one null sink of PulseAudio whose four channels are the mouth and the ear of
/// each. Both ends are recorded at once by one clock, so how much later an ear hears is a matter of counting samples.
class Air
{
public:
    // What a telephone is given; descriptions and names are the same.
    static constexpr const char *farMouth = "FarMouth", *farEar = "FarEar", *nearMouth = "NearMouth", *nearEar = "NearEar";

    ~Air();
    /// Devices in the running sound server, and a file for ALSA, whose programs find them under the same names.
    bool open();
    /// Both mouths chirp in turns, from now on until the end.
    bool startTalking();
    bool startRecording();
    void stopRecording();

    /// Of each chirp since startRecording(), milliseconds from mouth to ear.
    struct Delays {
        QList<double> toNear, toFar;
        int saidToNear = 0, saidToFar = 0; ///< chirps, heard or not
    };
    Delays delays() const;

private:
    bool load(const QStringList &module);

    QTemporaryDir m_folder;
    QByteArrayList m_modules;
    QProcess m_talker, m_recorder;
    QByteArray m_recorded;
};

} // namespace milassist::bench
