// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/engine/core.h"

#include <functional>
#include <vector>

namespace milassist {

/// Which microphone and loudspeaker are used: the first of the person's order that is there. Engine thread.
class SoundDevices {
public:
    using Report = std::function<void(const DevicesChanged &)>;
    explicit SoundDevices(Report report) : m_report(std::move(report)) {}

    /// @param isFiles whether only the card made of files counts
    void use(const std::shared_ptr<linphone::Core> &core, bool isFiles);
    void prefer(const PreferDevices &preferences);
    /// Looks for devices again, chooses, moves running calls over and reports what changed.
    void update();
    /// There is a sound server: its devices are all there are, the system's others lead to the same ones or are taken by it.
    void useServer();
    /// Moves the calls that could not be moved when something changed.
    void tick();
    const DevicesChanged &known() const { return m_known; }
    void release();

private:
    using Device = std::shared_ptr<linphone::AudioDevice>;
    Device chosen(const std::list<Device> &all, const QList<QByteArray> &order, linphone::AudioDevice::Capabilities wanted) const;
    bool counts(const linphone::AudioDevice &device) const;
    void move(const std::shared_ptr<linphone::Call> &call) const;
    void move(linphone::Conference &conference) const;

    Report m_report;
    std::shared_ptr<linphone::Core> m_core;
    bool m_isFiles = false;
    bool m_hasServer = false;
    PreferDevices m_preferences;
    DevicesChanged m_known;
    Device m_microphone, m_speaker;
    std::vector<std::shared_ptr<linphone::Call>> m_toMove;
};

} // namespace milassist
