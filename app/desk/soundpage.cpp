// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/soundpage.h"

namespace milassist {

using namespace std::chrono_literals;

SoundPage::SoundPage(Phone &phone, PhoneDesk &desk, SoundForm &form, QObject *parent) :
    QObject(parent), m_phone(phone), m_desk(desk), m_form(&form), m_state{.hasPhone = true, .devices = {}, .taste = {}, .ringers = {}, .test = {}}
{
    m_ringing.setSingleShot(true);
    m_ringing.setInterval(4s); // as long as one ring
    connect(&m_ringing, &QTimer::timeout, this, [this] { ring(false); });
    connect(&phone, &Phone::devicesChanged, this, &SoundPage::render);
    connect(&phone, &Phone::callBegan, this, &SoundPage::render);
    connect(&phone, &Phone::callEnded, this, &SoundPage::render);
    connect(&phone, &Phone::engineLost, this, [this] {
        m_state.test.reset(); // with it went the test
        render();
    });
    connect(&phone, &Phone::soundTested, this, [this](const SoundTest &test) {
        m_state.test = test;
        render();
    });
    connect(&desk, &PhoneDesk::tasteChanged, this, &SoundPage::render);
    connect(&desk, &PhoneDesk::ringersChanged, this, &SoundPage::lookForRingers);
    connect(&form, &SoundForm::shown, this, &SoundPage::lookForRingers);
    connect(&form, &SoundForm::deviceChosen, &desk, [this](SoundEnd end, const QByteArray &id) {
        m_state.test.reset(); // was about the other one
        m_desk.chooseDevice(end, id);
    });
    connect(&form, &SoundForm::ringerChosen, &desk, [this](const SoundTaste::Device &device) {
        ring(false);
        m_state.cannotRing = false;
        m_desk.chooseRinger(device);
    });
    connect(&form, &SoundForm::testWanted, this, [this](bool on) {
        if (on)
            m_phone.testSound();
        else
            m_phone.stopSoundTest();
    });
    connect(&form, &SoundForm::ringWanted, this, &SoundPage::ring);
    if (form.isVisible())
        lookForRingers();
    else
        render();
}

SoundPage::~SoundPage()
{
    if (m_form)
        m_form->setState({});
}

void SoundPage::render()
{
    m_state.devices = m_phone.devices();
    m_state.taste = m_desk.taste();
    m_state.hasEngine = m_phone.registration().problem != RegistrationProblem::EngineMissing;
    m_state.inCall = !m_phone.calls().isEmpty();
    if (m_state.inCall && m_state.test && m_state.test->stage != SoundTest::Stage::InCall)
        m_state.test.reset();
    if (m_form)
        m_form->setState(m_state);
}

void SoundPage::lookForRingers()
{
    m_state.ringers.clear();
    for (const AudioDevice &device : m_desk.ringers())
        m_state.ringers.append({device.id, device.name});
    render();
}

void SoundPage::ring(bool on)
{
    m_ringing.stop();
    m_state.isRinging = false;
    if (on) {
        m_state.isRinging = m_desk.ringOnce().has_value();
        m_state.cannotRing = !m_state.isRinging;
        if (m_state.isRinging)
            m_ringing.start();
    } else {
        m_desk.stopRinging();
    }
    render();
}

} // namespace milassist
