// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/phonedesk.h"

#include "core/base/whendone.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/phone/availabilitybutton.h"
#include "ui/shell/phone/callbar.h"
#include "ui/shell/phone/calleemodel.h"
#include "ui/shell/phone/callpopup.h"
#include "ui/shell/phone/compactcall.h"
#include "ui/shell/phone/dialer.h"

#include <QAction>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

const QString availabilityKey = u"availability"_s;
const QString ringerKey = u"ringer"_s;
const QString devicesKey = u"callDevices"_s;

// The ringer was kept by itself before it could be chosen.
SoundTaste tasteIn(const Settings &settings)
{
    SoundTaste taste = SoundTaste::fromBytes(settings.layoutOf(devicesKey));
    if (const QByteArray ringer = settings.layoutOf(ringerKey); taste.ringer.id.isEmpty() && !ringer.isEmpty())
        taste.ringer = {ringer, QString::fromUtf8(ringer)};
    return taste;
}

} // namespace

PhoneDesk::PhoneDesk(PhoneServices services, MainWindow &window, QObject *parent)
    : QObject(parent), m_services(services), m_window(window), m_book(services.contacts, services.lines, services.clock), m_taste(tasteIn(services.settings)), m_ringer(services.makeOut),
      m_notes(QDBusConnection::sessionBus()), m_availability(new AvailabilityButton(Availability::fromBytes(services.settings.layoutOf(availabilityKey)), services.clock)),
      m_bar(new CallBar(services.phone, m_book, new CalleeModel(services.calls, services.contacts, services.lines.home(), services.clock), services.clock)),
      m_dialer(new Dialer(window.overlayHost(), services.phone, services.calls, services.contacts, services.lines, services.clock)),
      m_popup(std::make_unique<CallPopup>(services.phone, m_book, services.clock)),
      m_compact(std::make_unique<CompactCall>(services.phone, m_book, services.clock))
{
    m_ringer.setDevice(m_taste.ringer.id);
    services.phone.preferDevices(m_taste.preferences());
    m_popup->keepClearOf(window.modeSign());
    m_window.setPhone(m_bar, m_availability, [this](const Party &peer, const QString &name) { call(peer, name); });
    m_bar->setCanRecord(services.canRecord);
    buildActions();
    connectScreens();
    followAvailability(m_availability->availability());
    m_availability->setRegistration(services.phone.registration());
}

PhoneDesk::~PhoneDesk()
{
    m_ringer.play(Ringer::Sound::None);
    for (const QPointer<QAction> &action : std::as_const(m_actions))
        delete action;
    m_window.setPhone(nullptr, nullptr, {}); // takes bar and control away
    delete m_dialer;
}

void PhoneDesk::buildActions()
{
    const auto add = [this](const QString &name, const QString &iconName, const QString &words, const QKeySequence &keys, auto act) {
        auto *action = new QAction(icon(iconName), words, &m_window);
        action->setObjectName(name);
        action->setProperty("iconName", iconName);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::ApplicationShortcut); // also from the small window
        connect(action, &QAction::triggered, this, act);
        m_window.addAction(action);
        m_actions.append(action);
    };
    add(u"callSomebody"_s, u"call"_s, tr("Call somebody"), QKeySequence(u"Ctrl+D"_s), [this] { openDialer(); });
    add(u"answerCall"_s, u"call-in"_s, tr("Answer the call"), QKeySequence(u"Ctrl+Shift+A"_s), [this] { answer(); });
    add(u"declineCall"_s, u"hang-up"_s, tr("Decline the call"), QKeySequence(u"Ctrl+Shift+D"_s), [this] { decline(); });
    add(u"hangUpCall"_s, u"hang-up"_s, tr("Hang up"), QKeySequence(u"Ctrl+Shift+H"_s), [this] { hangUp(); });
}

void PhoneDesk::connectScreens()
{
    Phone &phone = m_services.phone;
    connect(&m_keys, &CallKeys::pressed, m_bar, &CallBar::press);
    connect(m_bar, &CallBar::liveChanged, &m_keys, &CallKeys::setActive);
    connect(m_bar, &CallBar::addCallWanted, this, [this] { openDialer(); });
    connect(m_bar, &CallBar::callBackWanted, this, [this](const LiveCall &other) { call(other.peer, other.peerName, other.line); });
    connect(m_bar, &CallBar::noteWritten, this, &PhoneDesk::noteWritten);
    connect(m_bar, &CallBar::recordingWanted, this, &PhoneDesk::recordingWanted);
    connect(m_bar, &CallBar::compactWanted, m_compact.get(), &CompactCall::open);
    connect(m_bar, &CallBar::mutedTalkHeard, &m_ringer, &Ringer::remind);
    connect(m_bar, &CallBar::deviceChosen, this, &PhoneDesk::chooseDevice);
    connect(&m_ringer, &Ringer::devicesChanged, this, &PhoneDesk::ringersChanged);
    connect(m_compact.get(), &CompactCall::windowWanted, this, [this] {
        m_window.show();
        m_window.raise();
        m_window.activateWindow();
    });
    connect(m_popup.get(), &CallPopup::ringsChanged, this, &PhoneDesk::followRing);
    connect(&phone, &Phone::callChanged, this, &PhoneDesk::followRing);
    connect(&phone, &Phone::callEnded, this, &PhoneDesk::followRing);
    connect(m_popup.get(), &CallPopup::callBackWanted, this, [this](const LiveCall &other) { call(other.peer, other.peerName, other.line); });
    connect(m_popup.get(), &CallPopup::textWanted, this, [this](const LiveCall &other, bool isDeclining) {
        write(other, isDeclining ? tr("I cannot talk right now. I will call you back.") : QString());
    });
    connect(m_popup.get(), &CallPopup::missed, this, &PhoneDesk::tellMissed);
    connect(&m_notes, &DesktopNotes::chosen, this, [this](quint64 key, const QString &action) {
        const LiveCall other = m_missed.take(key);
        if (action == "call"_L1)
            return openDialer(other.peer.text(), other.line); // somebody may have clicked by accident
        m_window.show();
        m_window.activateWindow();
        if (action == "text"_L1)
            write(other, {});
        else
            Q_EMIT openRequested(ContactTarget{0, other.peer});
    });
    connect(m_availability, &AvailabilityButton::changed, this, &PhoneDesk::followAvailability);
    connect(m_availability, &AvailabilityButton::tryNowWanted, &phone, &Phone::tryNow);
    connect(&phone, &Phone::registrationChanged, m_availability, &AvailabilityButton::setRegistration);
}

void PhoneDesk::openDialer(const QString &text, const Party &line)
{
    m_window.closeOverlays();
    m_window.show();
    m_window.raise();
    m_dialer->openWith(text, line);
}

void PhoneDesk::call(const Party &peer, const QString &name, const Party &line)
{
    const auto dial = [this, peer, name](const Party &from) {
        const DialTarget target = m_services.phone.target(peer.text());
        if (!m_services.phone.dial(target, {.line = from, .name = name}))
            openDialer(peer.text(), from); // it says why
    };
    if (!line.isEmpty())
        return dial(line);
    const auto first = m_services.lines.lines().value(0);
    whenDone(m_services.calls.rowIds({.peer = peer}), this, [this, dial, first](const Result<RowIds> &ids) {
        if (!ids || ids->isEmpty())
            return dial(first);
        whenDone(m_services.calls.rows({ids->first()}), this, [this, dial, first](const Result<QList<CallRow>> &rows) {
            const Party last = rows && !rows->isEmpty() ? rows->first().line : Party();
            dial(m_services.lines.lines().contains(last) ? last : first);
        });
    });
}

void PhoneDesk::callTyped(const QString &text)
{
    const DialTarget target = m_services.phone.target(text);
    if (!target.canBeDialled() || !m_services.phone.dial(target, {.line = m_services.lines.lines().value(0)}))
        openDialer(text); // it says why
}

void PhoneDesk::answer()
{
    if (const LegId leg = m_popup->ringing())
        m_services.phone.answer(leg);
}

void PhoneDesk::decline()
{
    if (const LegId leg = m_popup->ringing())
        m_services.phone.decline(leg, Rejection::Busy);
}

void PhoneDesk::hangUp()
{
    if (const LegId leg = m_bar->leg())
        m_services.phone.hangUp(leg);
}

void PhoneDesk::toggleMute()
{
    m_bar->press({CallKey::Kind::Mute, {}});
}

void PhoneDesk::tellAnswered(const Party &line, const Party &peer, const QString &by)
{
    m_popup->tellAnswered(line, peer, by);
}

const Availability &PhoneDesk::availability() const
{
    return m_availability->availability();
}

void PhoneDesk::followRing()
{
    const bool isTalking = m_services.phone.current() != 0;
    m_ringer.play(!m_popup->stack().rings() ? Ringer::Sound::None : isTalking ? Ringer::Sound::Beep : Ringer::Sound::Ring);
}

void PhoneDesk::chooseDevice(SoundEnd end, const QByteArray &id)
{
    keep(withChosen(m_taste, end, id, m_services.phone.devices()));
    m_services.phone.preferDevices(m_taste.preferences());
}

void PhoneDesk::chooseRinger(const SoundTaste::Device &device)
{
    SoundTaste taste = m_taste;
    taste.ringer = device;
    keep(taste);
    m_ringer.setDevice(device.id);
}

void PhoneDesk::keep(const SoundTaste &taste)
{
    m_taste = taste;
    m_services.settings.setLayoutOf(devicesKey, taste.toBytes());
    Q_EMIT tasteChanged(taste);
}

void PhoneDesk::followAvailability(const Availability &availability)
{
    m_services.settings.setLayoutOf(availabilityKey, availability.toBytes());
    m_services.phone.setDoNotDisturb(!availability.rings());
    Q_EMIT availabilityChanged(availability);
}

void PhoneDesk::tellMissed(const LiveCall &call)
{
    if (m_window.isActiveWindow())
        return; // the popup stands there
    const PeerWords who = peerWords(call, m_book.factsOf(call));
    QList<NoteAction> actions;
    if (call.peer.isNumber())
        actions = {{u"call"_s, tr("Call back")}, {u"text"_s, tr("Text")}};
    m_missed.insert(call.leg, call);
    m_notes.show(call.leg, tr("Missed call from %1").arg(who.title), who.note, actions);
}

void PhoneDesk::write(const LiveCall &call, const QString &body)
{
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
    Q_EMIT openRequested(ThreadTarget{call.line, call.peer, body, {}});
}

} // namespace milassist
