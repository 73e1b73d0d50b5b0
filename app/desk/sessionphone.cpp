// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/sessionphone.h"

#include "core/base/whendone.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString instanceKey = u"phoneInstance"_s;

// The same after a restart: else each start would be one more telephone at Twilio, which keeps ten.
QUuid instanceIn(Settings &settings)
{
    QUuid instance = QUuid::fromRfc4122(settings.layoutOf(instanceKey));
    if (instance.isNull()) {
        instance = QUuid::createUuid();
        settings.setLayoutOf(instanceKey, instance.toRfc4122());
    }
    return instance;
}

EngineOptions engineOf(const LineAccount &account, const std::optional<FileSound> &sound, Settings &settings)
{
    EngineOptions options;
    options.setup.fileSound = sound;
    options.setup.loopbackOnly = account.isLocal();
    options.setup.instance = instanceIn(settings);
    return options;
}

} // namespace

SessionPhone::SessionPhone(const LineAccount &account, const std::optional<FileSound> &sound, Session &session, Settings &settings, MainWindow &window,
                           Ringer::MakeOut makeOut, QObject *parent)
    : QObject(parent), m_line(engineOf(account, sound, settings)), m_phone(m_line, {.country = session.lines().home()}), m_log(m_phone, session.ownCalls()),
      m_desk({.phone = m_phone, .calls = session.calls(), .contacts = session.contacts(), .lines = session.lines(), .settings = settings, .clock = systemClock(), .makeOut = std::move(makeOut), .canRecord = false}, window)
{
    connect(&m_desk, &PhoneDesk::openRequested, &window, &MainWindow::open);
    connect(&m_desk, &PhoneDesk::noteWritten, &m_log, [this](const LiveCall &call, const QString &note) { m_log.setNote(call.leg, note); });
    if (session.isConnected()) {
        m_callMeFirst.emplace(m_phone, session.twilio(), Party(u"sip:"_s + account.user + u'@' + account.domain));
        connect(&m_phone, &Phone::registrationChanged, this, [this, &session, domain = account.domain](const RegistrationState &state) {
            if (state.is == Registration::Registered)
                findUsualWay(session.twilio(), domain);
        });
    }
    m_line.start();
    m_phone.setAccount(account);
}

/// The domain's voice address may be set and taken away meanwhile, so each registration looks again.
void SessionPhone::findUsualWay(TwilioApi &twilio, const QString &domain)
{
    whenDone(twilio.sipDomains({.pageSize = 100}), this, [this, domain](const Result<Page<SipDomain>> &page) {
        if (page)
            m_phone.setUsualWay(usualWay(page->records, domain));
    });
}

void SessionPhone::obey(DeskCommand::Call call, const QString &number)
{
    switch (call) {
    case DeskCommand::Call::None: return;
    case DeskCommand::Call::Dial: return m_desk.callTyped(number);
    case DeskCommand::Call::Answer: return m_desk.answer();
    case DeskCommand::Call::HangUp: return m_desk.hangUp();
    case DeskCommand::Call::Mute: return m_desk.toggleMute();
    }
}

} // namespace milassist
