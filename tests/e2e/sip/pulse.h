// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/sip/peers.h"
#include "tests/e2e/sip/sounds.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <map>
#include <memory>

namespace milassist {

/// A real sound server of our own, with headsets that are plugged in and pulled out: each is a microphone and a loudspeaker
/// under one name. What is said into one comes from a WAV, what is heard from it is kept.
class Pulse {
public:
    static QStringList missing()
    {
        QStringList missing;
        for (const char *program : {"pulseaudio", "pactl", "paplay", "parec"}) {
            if (QStandardPaths::findExecutable(QLatin1StringView(program)).isEmpty())
                missing.append(QLatin1StringView(program));
        }
        return missing;
    }

    /// Every program that is started from now on finds this server and no other.
    Pulse()
    {
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        qputenv("HOME", m_folder.path().toLocal8Bit());
        qputenv("PULSE_SERVER", "unix:" + socket().toLocal8Bit());
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // a server already on that bus would send ours away
        qunsetenv("DISPLAY");                  // through which it would find the bus all the same
    }
    ~Pulse() { kill(); }

    bool start()
    {
        m_server = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("PULSE_SERVER")); // else it takes itself for somebody else's guest
        m_server->setProcessEnvironment(environment);
        m_server->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server->start(QStringLiteral("pulseaudio"),
                        {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--exit-idle-time=-1"),
                         QStringLiteral("--use-pid-file=no"), QStringLiteral("--log-level=error"), QStringLiteral("-L"),
                         QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=") + socket()});
        return m_server->waitForStarted() && waitFor([this] { return m_server->state() == QProcess::NotRunning || !pactl({QStringLiteral("info")}).isEmpty(); })
            && m_server->state() == QProcess::Running;
    }
    /// It is there and answers nothing any more, until kill().
    void freeze() { ::kill(pid_t(m_server->processId()), SIGSTOP); }
    /// At once, as when it crashes.
    void kill()
    {
        m_devices.clear();
        if (!m_server)
            return;
        m_server->kill();
        m_server->waitForFinished();
        m_server.reset();
    }

    /// @param says WAV that its microphone hears from now on; empty: silence
    bool plug(const QString &name, const QString &says)
    {
        auto device = std::make_unique<Device>();
        const QString description = QStringLiteral("device.description=") + name;
        const auto load = [&](const QStringList &arguments) {
            const QByteArray index = pactl(QStringList{QStringLiteral("load-module")} + arguments).trimmed();
            device->modules.prepend(index);
            return !index.isEmpty();
        };
        if (!load({QStringLiteral("module-null-sink"), QStringLiteral("rate=48000"), QStringLiteral("sink_name=") + name, QStringLiteral("sink_properties=") + description})
            || !load({QStringLiteral("module-null-sink"), QStringLiteral("rate=48000"), QStringLiteral("sink_name=air_of_") + name,
                      QStringLiteral("sink_properties=device.description=Air")})
            || !load({QStringLiteral("module-remap-source"), QStringLiteral("source_name=mic_of_") + name,
                      QStringLiteral("master=air_of_%1.monitor").arg(name), QStringLiteral("source_properties=") + description}))
            return false;
        if (!says.isEmpty())
            device->speaker.start(QStringLiteral("paplay"), {QStringLiteral("--device=air_of_") + name, says});
        device->listener.start(QStringLiteral("parec"), {QStringLiteral("--device=%1.monitor").arg(name), QStringLiteral("--raw"), QStringLiteral("--rate=8000"),
                                                         QStringLiteral("--channels=1"), QStringLiteral("--format=s16le"), QStringLiteral("--latency-msec=20")});
        m_devices[name] = std::move(device);
        return true;
    }
    void pullOut(const QString &name)
    {
        for (const QByteArray &module : m_devices.at(name)->modules)
            pactl({QStringLiteral("unload-module"), QString::fromLatin1(module)});
        m_devices.erase(name);
    }
    /// What came out of the loudspeaker in the latest second, at 8 kHz.
    std::vector<qint16> heard(const QString &name)
    {
        const auto found = m_devices.find(name);
        if (found == m_devices.end())
            return {};
        QByteArray &bytes = found->second->heard;
        bytes = (bytes + found->second->listener.readAllStandardOutput()).right(16000);
        return samplesOf(bytes);
    }
    /// All of it since it was asked for last.
    std::vector<qint16> takeAllHeard(const QString &name)
    {
        const auto found = m_devices.find(name);
        if (found == m_devices.end())
            return {};
        return samplesOf(std::exchange(found->second->heard, {}) + found->second->listener.readAllStandardOutput());
    }

private:
    struct Device {
        ~Device()
        {
            for (QProcess *process : {&speaker, &listener}) {
                process->kill();
                process->waitForFinished();
            }
        }
        QList<QByteArray> modules; // last loaded first
        QProcess speaker, listener;
        QByteArray heard;
    };

    static std::vector<qint16> samplesOf(const QByteArray &bytes)
    {
        std::vector<qint16> samples(size_t(bytes.size() / 2));
        if (!samples.empty()) // memcpy wants an address also for nothing
            qFromLittleEndian<qint16>(bytes.constData(), qsizetype(samples.size()), samples.data());
        return samples;
    }
    QString socket() const { return m_folder.filePath(QStringLiteral("native")); }
    QByteArray pactl(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral("pactl"), arguments);
        process.waitForFinished();
        return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_server;
    std::map<QString, std::unique_ptr<Device>> m_devices;
};

} // namespace milassist
