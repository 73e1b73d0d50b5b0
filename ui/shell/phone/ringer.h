// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audioout.h"

#include <QBuffer>

#include <functional>

namespace milassist {

// Sounds of a telephone: 16-bit mono, made here, so that no file has to be found or licensed. Pure.
QByteArray ringTone(int rate);   ///< two soft strokes and a pause, four seconds; to be repeated
QByteArray beepTone(int rate);   ///< call waiting: one short soft tone and a pause, four seconds; to be repeated
QByteArray remindTone(int rate); ///< two low tones: "nobody hears you"

/// Rings on a device of its own. In a call it only beeps softly. Without a sound device it is silent, and the popup still
/// stands there.
class Ringer : public QObject {
    Q_OBJECT

public:
    using MakeOut = std::function<std::unique_ptr<AudioOut>()>;
    enum class Sound { None, Ring, Beep };

    explicit Ringer(MakeOut makeOut, QObject *parent = nullptr);
    ~Ringer() override;

    void setDevice(const QByteArray &device); ///< empty = the system's own
    const QByteArray &device() const { return m_device; }
    void play(Sound sound);
    Sound playing() const { return m_sound; }
    /// Once, unless it rings.
    void remind();
    /// The ring tone once, for trying out, unless it rings in earnest. Errors: Unavailable (there is nothing to ring on).
    Result<> ringOnce();
    void stopRinging();
    /// What can be rung on.
    QList<AudioDevice> devices();

Q_SIGNALS:
    void devicesChanged();

private:
    class Loop;
    void start();
    void startOn(const QByteArray &device);
    Result<> playOnce(const QByteArray &sound);
    AudioOut &out();

    MakeOut m_makeOut;
    std::unique_ptr<AudioOut> m_out;
    std::unique_ptr<QIODevice> m_source;
    QByteArray m_device;
    Sound m_sound = Sound::None;
    bool m_hasFailed = false; // while it rings
};

} // namespace milassist
