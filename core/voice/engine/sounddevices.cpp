// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/sounddevices.h"

#include "core/voice/engine/filesound.h"
#include "core/voice/engine/pulsedriver.h"
#include "core/voice/soundtaste.h"

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
    if (isNothing(device) || (device.getDriverName() == FileSoundCard::driver) != m_isFiles)
        return false;
    return !m_hasServer || device.getDriverName() == PulseDriver::name;
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
    update();
}

void SoundDevices::useServer()
{
    m_hasServer = !m_isFiles;
    update();
}

void SoundDevices::release()
{
    m_toMove.clear();
    m_microphone.reset();
    m_speaker.reset();
    m_core.reset();
}

void SoundDevices::update()
{
    if (!m_core)
        return;
    m_core->reloadSoundDevices();
    const auto all = m_core->getExtendedAudioDevices();
    m_microphone = chosen(all, m_preferences.microphones, Capability::CapabilityRecord);
    m_speaker = chosen(all, m_preferences.speakers, Capability::CapabilityPlay);
    DevicesChanged now;
    for (const Device &device : all) {
        if (counts(*device))
            now.devices.append({.id = idOf(*device),
                                .name = QString::fromStdString(device->getDeviceName()),
                                .canRecord = device->hasCapability(Capability::CapabilityRecord),
                                .canPlay = device->hasCapability(Capability::CapabilityPlay)});
    }
    if (m_microphone && counts(*m_microphone))
        now.microphone = idOf(*m_microphone);
    if (m_speaker && counts(*m_speaker))
        now.speaker = idOf(*m_speaker);
    const bool isWorn = m_speaker && isHeadset(QString::fromStdString(m_speaker->getDeviceName()));
    m_core->enableEchoCancellation(m_preferences.echoCanceller && !m_isFiles && !isWorn);
    if (now == m_known)
        return;
    const bool isMoved = now.microphone != m_known.microphone || now.speaker != m_known.speaker;
    m_known = now;
    if (m_microphone)
        m_core->setDefaultInputAudioDevice(m_microphone);
    if (m_speaker)
        m_core->setDefaultOutputAudioDevice(m_speaker);
    if (isMoved) {
        const auto calls = m_core->getCalls();
        m_toMove.assign(calls.begin(), calls.end());
        tick();
    }
    m_report(now);
}

void SoundDevices::tick()
{
    using State = linphone::Call::State;
    std::erase_if(m_toMove, [this](const auto &call) {
        const State state = call->getState();
        if (state == State::StreamsRunning) {
            if (const auto conference = call->getConference())
                move(*conference);
            else
                move(call);
        }
        return state == State::StreamsRunning || state == State::End || state == State::Error || state == State::Released;
    });
}

/// In a conference the streams of the calls know no devices: there is one of our own beside them that has them, and only a new
/// one takes others. Once is enough for all of its calls.
void SoundDevices::move(linphone::Conference &conference) const
{
    const auto id = [](const std::shared_ptr<const linphone::AudioDevice> &device) { return device ? device->getId() : std::string(); };
    if (id(conference.getInputAudioDevice()) == id(m_microphone) && id(conference.getOutputAudioDevice()) == id(m_speaker))
        return;
    conference.leave();
    if (m_microphone)
        conference.setInputAudioDevice(m_microphone);
    if (m_speaker)
        conference.setOutputAudioDevice(m_speaker);
    conference.enter();
}

void SoundDevices::move(const std::shared_ptr<linphone::Call> &call) const
{
    if (m_microphone)
        call->setInputAudioDevice(m_microphone);
    if (m_speaker)
        call->setOutputAudioDevice(m_speaker);
    // The library reports the new device at once and goes on with the old one until the stream begins anew.
    call->update(m_core->createCallParams(call));
}

} // namespace milassist
