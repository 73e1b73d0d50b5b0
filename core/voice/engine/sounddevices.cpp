// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/sounddevices.h"

#include "core/voice/engine/filesound.h"

namespace milassist {

namespace {

using Capability = linphone::AudioDevice::Capabilities;

QByteArray idOf(const linphone::AudioDevice &device)
{
    return QByteArray::fromStdString(device.getId());
}

bool isNothing(const linphone::AudioDevice &device)
{
    return device.getDriverName() == FileSoundCard::driver && device.getDeviceName() == FileSoundCard::nothing;
}

} // namespace

void SoundDevices::use(const std::shared_ptr<linphone::Core> &core, bool isFiles)
{
    m_core = core;
    m_isFiles = isFiles;
    m_known = {};
    prefer(m_preferences);
}

bool SoundDevices::counts(const linphone::AudioDevice &device) const
{
    return !isNothing(device) && (device.getDriverName() == FileSoundCard::driver) == m_isFiles;
}

SoundDevices::Device SoundDevices::chosen(const std::list<Device> &all, const QList<QByteArray> &order, Capability wanted) const
{
    for (const QByteArray &id : order) {
        for (const Device &device : all) {
            if (counts(*device) && idOf(*device) == id && device->hasCapability(wanted))
                return device;
        }
    }
    Device nothing;
    for (const Device &device : all) {
        if (counts(*device) && device->hasCapability(wanted))
            return device;
        if (isNothing(*device))
            nothing = device;
    }
    return nothing;
}

void SoundDevices::prefer(const PreferDevices &preferences)
{
    m_preferences = preferences;
    if (!m_core)
        return;
    m_core->enableEchoCancellation(preferences.echoCanceller);
    update();
}

void SoundDevices::update()
{
    if (!m_core)
        return;
    m_core->reloadSoundDevices();
    const auto all = m_core->getExtendedAudioDevices();
    const Device microphone = chosen(all, m_preferences.microphones, Capability::CapabilityRecord);
    const Device speaker = chosen(all, m_preferences.speakers, Capability::CapabilityPlay);
    DevicesChanged now;
    for (const Device &device : all) {
        if (counts(*device))
            now.devices.append({.id = idOf(*device),
                                .name = QString::fromStdString(device->getDeviceName()),
                                .canRecord = device->hasCapability(Capability::CapabilityRecord),
                                .canPlay = device->hasCapability(Capability::CapabilityPlay)});
    }
    if (microphone && counts(*microphone))
        now.microphone = idOf(*microphone);
    if (speaker && counts(*speaker))
        now.speaker = idOf(*speaker);
    if (now == m_known)
        return;
    const bool isMoved = now.microphone != m_known.microphone || now.speaker != m_known.speaker;
    m_known = now;
    if (microphone)
        m_core->setDefaultInputAudioDevice(microphone);
    if (speaker)
        m_core->setDefaultOutputAudioDevice(speaker);
    if (isMoved)
        moveCalls(microphone, speaker);
    m_report(now);
}

void SoundDevices::moveCalls(const Device &microphone, const Device &speaker)
{
    for (const auto &call : m_core->getCalls()) {
        if (call->getState() != linphone::Call::State::StreamsRunning)
            continue; // others take the new ones when they go on
        if (microphone)
            call->setInputAudioDevice(microphone);
        if (speaker)
            call->setOutputAudioDevice(speaker);
        // The library reports the new device at once and goes on with the old one until the stream begins anew.
        call->update(m_core->createCallParams(call));
    }
}

} // namespace milassist
