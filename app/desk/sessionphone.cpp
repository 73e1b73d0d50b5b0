// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/sessionphone.h"

#include "core/base/whendone.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

routing::Presence presenceOf(const Availability &availability)
{
    switch (availability.kind) {
    case Availability::Kind::Available: return routing::Presence::Available;
    case Availability::Kind::Away: return routing::Presence::Away;
    case Availability::Kind::DoNotDisturb: return routing::Presence::DoNotDisturb;
    }
    return routing::Presence::Available;
}

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
    if (Team *team = session.team())
        joinTeam(*team);
    m_line.start();
    m_phone.setAccount(account);
}

/// Colleagues hear whether we are there and can be rung, and we hear who of them has taken a call that rang here too.
void SessionPhone::joinTeam(Team &team)
{
    m_recorder = std::make_unique<CallRecorder>(m_phone, m_desk, team);
    showTasks(team);
    const auto tellTelephone = [this, &team] { team.presence().setTelephone(m_phone.isRegistered()); };
    connect(&m_phone, &Phone::registrationChanged, &team, tellTelephone);
    tellTelephone();
    const auto tell = [&team](const Availability &availability) { team.presence().set(presenceOf(availability), availability.until); };
    connect(&m_desk, &PhoneDesk::availabilityChanged, &team, tell);
    tell(m_desk.availability());
    connect(&team.events(), &TeamEvents::happened, &m_desk, [this, &team](const TeamEvent &event) {
        const QString person = event.text("person"_L1), name = event.text("name"_L1);
        if (event.kind == "call"_L1 && event.text("what"_L1) == "answered"_L1 && person != team.client().access().user)
            m_desk.tellAnswered(Party(event.text("line"_L1)), Party(event.text("from"_L1)), name.isEmpty() ? team.roster().names().of(person) : name);
    });
}

/// What is still to be done about whoever we speak with. Where callers are hidden and nobody tells who it is, their end is our line.
void SessionPhone::showTasks(Team &team)
{
    TeamPeerTasks &tasks = team.peerTasks();
    connect(&m_phone, &Phone::callBegan, &tasks, [&tasks](const LiveCall &call) {
        if (call.peer != call.line)
            tasks.follow(call.peer);
    });
    connect(&tasks, &TeamPeerTasks::changed, &m_desk, &PhoneDesk::tasksChanged);
    connect(&team.roster(), &TeamRoster::namesChanged, &m_desk, &PhoneDesk::tasksChanged);
    m_desk.setTasksOf([&team, &tasks](const Party &peer) { return callerTasks(tasks.of(peer), team.roster().names(), team.client().access().user); });
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
