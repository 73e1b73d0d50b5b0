// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/voiceline.h"
#include "core/voice/wire/frames.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTimer>

#include <memory>
#include <set>

namespace milassist {

struct EngineOptions {
    QString program;            ///< empty: milassist-voice beside this program, else the one in the path
    LineSetup setup;
    std::chrono::milliseconds silence{15'000}; ///< an engine that does not answer for so long is ended and started again
};

/// The engine in a process of its own: the SIP library is not trusted with hostile input, so what it reads, it reads where no
/// token, no message and no window is. Whatever happens there costs the calls that run at that moment: they get their Ended,
/// the engine is started again with the same account and devices, and that is said.
class ProcessLine : public VoiceLine {
    Q_OBJECT

public:
    explicit ProcessLine(EngineOptions options, QObject *parent = nullptr);
    /// Ends the engine at once. Call stop() before and wait for stopped() to say goodbye to the server.
    ~ProcessLine() override;

    void start();
    void send(const LineCommand &command) override;
    /// Hangs up, unregisters, ends the engine: three seconds at most, without blocking.
    void stop();
    bool isRunning() const { return m_process && m_process->state() == QProcess::Running; }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

Q_SIGNALS:
    void stopped();

private:
    void launch();
    void write(const LineCommand &command);
    void read();
    void follow(const LineEvent &event);
    void lose();
    void remember(const LineCommand &command);
    void watch();
    void endTest();

    EngineOptions m_options;
    std::unique_ptr<QProcess> m_process;
    FrameReader m_reader;
    std::set<LegId> m_legs;              // begun and not ended
    LegId m_lastIncoming = 0;
    std::optional<UseAccount> m_account; // said again to each new engine
    std::optional<PreferDevices> m_devices;
    std::optional<DevicesMayHaveChanged> m_plugged;
    std::optional<NetworkIs> m_network;
    RegistrationState m_registration;
    int m_losses = 0;                    // in a row
    QElapsedTimer m_since;               // the last start
    QTimer m_relaunch;
    QTimer m_watch;
    bool m_isWanted = false;
    bool m_isAwaited = false;            // asked for a sign of life
    bool m_isTesting = false;            // the sound, and not told how it ended
};

} // namespace milassist
