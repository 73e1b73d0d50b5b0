// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/positionmap.h"
#include "core/media/timestretch.h"

#include <QByteArray>
#include <QIODevice>
#include <QMutex>

namespace milassist {

/// The sound as a device pulls it. Its functions may be called while an audio thread reads.
class StretchDevice : public QIODevice {
    Q_OBJECT

public:
    StretchDevice(Audio audio, QList<FrameSpan> silences, QObject *parent = nullptr);

    void setSpeed(double speed);
    void setSkipsSilence(bool skips);
    /// The device that reads is to be started anew afterwards.
    void seek(std::chrono::milliseconds position);
    /// What is heard when @p heard frames have left the loudspeaker since the last seek.
    std::chrono::milliseconds positionAt(qint64 heard);
    const Audio &audio() const { return m_audio; }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    const Audio m_audio;
    mutable QMutex m_mutex;
    TimeStretch m_stretch;
    PositionMap m_map;
    QByteArray m_ready; // stretched, not yet asked for
};

} // namespace milassist
