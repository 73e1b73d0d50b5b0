// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/phone.h"

#include "core/base/logging.h"

#include <QTimer>

#include <algorithm>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr float silentLevel = -75; // dBm0; a quiet room at an open microphone is at -60

QString pressable(const QString &digits)
{
    QString out;
    for (const QChar c : digits.toUpper()) {
        if (u"0123456789*#ABCD"_s.contains(c))
            out += c;
    }
    return out;
}

template <typename T>
bool isChange(const LegEvent &event)
{
    return std::holds_alternative<T>(event.change);
}

} // namespace

Phone::Phone(VoiceLine &line, PhoneOptions options, QObject *parent) : QObject(parent), m_line(line), m_options(std::move(options))
{
    connect(&line, &VoiceLine::happened, this, qOverload<const LineEvent &>(&Phone::follow));
}

void Phone::setAccount(const std::optional<LineAccount> &account)
{
    if (isRegistered() && account == m_account)
        return;
    m_account = account;
    m_domain = account ? account->domain : QString();
    m_line.send(UseAccount{account});
    // Not registered any more from here on, whenever the line gets to it.
    const RegistrationState state = next(m_registration, account ? RegistrationEvent(AccountChosen{}) : RegistrationEvent(AccountDropped{}));
    if (std::exchange(m_registration, state) != state)
        Q_EMIT registrationChanged(m_registration);
}

std::optional<LiveCall> Phone::call(LegId leg) const
{
    const LiveCall *found = const_cast<Phone *>(this)->find(leg);
    return found ? std::optional(*found) : std::nullopt;
}

LiveCall *Phone::find(LegId leg)
{
    const auto found = std::ranges::find(m_calls, leg, &LiveCall::leg);
    return found == m_calls.end() ? nullptr : &*found;
}

const LiveCall *Phone::findActive(LegId leg) const
{
    const LiveCall *found = const_cast<Phone *>(this)->find(leg);
    return found && found->phase == Phase::Active ? found : nullptr;
}

LegId Phone::current() const
{
    LegId calling = 0;
    for (const LiveCall &call : m_calls) {
        if (call.phase == Phase::Active && !call.heldByUs)
            return call.leg;
        if (call.direction == Direction::Outgoing && call.phase != Phase::Active)
            calling = call.leg;
    }
    return calling;
}

Result<QString> Phone::uriOf(const DialTarget &target) const
{
    // A target may have been made elsewhere, in another country: what is refused is decided here.
    if (target.verdict == DialTarget::Verdict::Emergency
        || dialTarget(target.peer.text(), m_options.country).verdict == DialTarget::Verdict::Emergency)
        return fail(Error::Kind::Rejected, u"emergency numbers are not dialled"_s);
    if (!target.canBeDialled())
        return fail(Error::Kind::Rejected, u"not a number that can be dialled"_s);
    if (!isRegistered())
        return fail(Error::Kind::Offline, u"not registered"_s);
    const auto uri = dialUri(target.peer, m_domain);
    if (!uri)
        return fail(Error::Kind::Rejected, u"not an address that can be dialled"_s);
    return *uri;
}

Result<LegId> Phone::dial(const DialTarget &target, const DialOptions &options)
{
    const auto uri = uriOf(target);
    if (!uri)
        return tl::unexpected(uri.error());
    if (m_calls.size() >= m_options.mostCalls)
        return fail(Error::Kind::Rejected, u"too many calls at once"_s);
    LiveCall call = outgoingCall(m_line.newLeg(), target.peer, m_options.clock());
    call.line = options.line;
    call.peerName = options.name;
    if (!target.digits.isEmpty())
        m_digits.insert(call.leg, target.digits);
    if (options.way.value_or(m_usualWay) == DialWay::MeFirst)
        return announce(call, options).leg;
    SipHeaders headers;
    if (!options.line.isEmpty())
        headers.insert("x-line", options.line.text().toUtf8());
    m_calls.append(call);
    Q_EMIT callBegan(call);
    m_line.send(Dial{call.leg, *uri, headers});
    return call.leg;
}

void Phone::answer(LegId leg)
{
    if (const LiveCall *call = find(leg); call && call->isRingingIn())
        m_line.send(Answer{at(leg)});
}

void Phone::decline(LegId leg, Rejection as)
{
    if (const LiveCall *call = find(leg); call && call->isRingingIn())
        m_line.send(Reject{at(leg), as});
}

void Phone::hangUp(LegId leg)
{
    const LiveCall *call = find(leg);
    if (call && call->meFirst != MeFirst::No && !m_engineLegs.contains(leg))
        return endAnnounced(leg, EndCause::Cancelled); // there is no line yet
    if (call)
        m_line.send(call->isRingingIn() ? LineCommand(Reject{at(leg), Rejection::Declined}) : LineCommand(HangUp{at(leg)}));
}

void Phone::hold(LegId leg, bool on)
{
    if (const LiveCall *call = findActive(leg); call && call->heldByUs != on)
        m_line.send(Hold{at(leg), on});
}

void Phone::mute(LegId leg, bool on)
{
    if (find(leg))
        m_line.send(Mute{at(leg), on});
}

void Phone::record(LegId leg, bool on)
{
    if (findActive(leg))
        m_line.send(Record{at(leg), on});
}

void Phone::swap()
{
    const auto held = std::ranges::find_if(m_calls.rbegin(), m_calls.rend(),
                                           [](const LiveCall &call) { return call.phase == Phase::Active && call.heldByUs; });
    if (held != m_calls.rend())
        m_line.send(Hold{at(held->leg), false});
}

void Phone::merge()
{
    QList<LegId> legs;
    for (const LiveCall &call : m_calls) {
        if (call.phase == Phase::Active)
            legs.append(at(call.leg));
    }
    if (legs.size() >= 2)
        m_line.send(Merge{legs.first(), legs.last()});
}

void Phone::sendDigits(LegId leg, const QString &digits)
{
    const QString wanted = pressable(digits);
    const LiveCall *call = find(leg);
    // Tones also go into early media: some switchboards ask before they answer.
    if (call && !wanted.isEmpty() && (call->phase == Phase::Active || call->phase == Phase::EarlyMedia))
        m_line.send(SendDigits{at(leg), wanted});
}

void Phone::continueDigits(LegId leg)
{
    const auto plan = m_digits.find(leg);
    if (plan == m_digits.end() || plan->isEmpty() || !std::holds_alternative<AskFirst>(plan->first()))
        return;
    plan->removeFirst();
    pressNext(leg);
}

void Phone::pressNext(LegId leg)
{
    const auto plan = m_digits.find(leg);
    if (plan == m_digits.end())
        return;
    if (plan->isEmpty() || !findActive(leg)) {
        m_digits.erase(plan);
        return;
    }
    std::chrono::milliseconds wait{0};
    if (const auto *press = std::get_if<Press>(&plan->first())) {
        m_line.send(SendDigits{at(leg), press->digits});
        wait = m_options.digitLength * press->digits.size();
    } else if (const auto *pause = std::get_if<Pause>(&plan->first())) {
        wait = pause->length;
    } else {
        if (const LiveCall *call = find(leg))
            Q_EMIT callChanged(*call); // whoever shows it asks what is to come
        return;
    }
    plan->removeFirst();
    QTimer::singleShot(wait, this, [this, leg] { pressNext(leg); });
}

void Phone::follow(const LineEvent &event)
{
    if (const auto *leg = std::get_if<LegEvent>(&event)) {
        follow(*leg);
    } else if (const auto *state = std::get_if<RegistrationState>(&event)) {
        m_registration = *state;
        Q_EMIT registrationChanged(m_registration);
    } else if (const auto *devices = std::get_if<DevicesChanged>(&event)) {
        m_devices = *devices;
        Q_EMIT devicesChanged(m_devices);
    } else if (const auto *test = std::get_if<SoundTest>(&event)) {
        Q_EMIT soundTested(*test);
    } else if (const auto *lost = std::get_if<EngineLost>(&event)) {
        Q_EMIT engineLost(lost->isGivenUp);
    }
}

void Phone::follow(const LegEvent &fromLine)
{
    if (const auto *incoming = std::get_if<Incoming>(&fromLine.change))
        return begin(fromLine, *incoming);
    LegEvent event = fromLine;
    event.leg = m_engineLegs.key(fromLine.leg, fromLine.leg);
    if (isChange<Ended>(event))
        m_undecided.removeIf([&event](const LegEvent &one) { return one.leg == event.leg; });
    if (const auto away = m_turnedAway.find(event.leg); away != m_turnedAway.end()) {
        if (isChange<Ended>(event))
            m_turnedAway.erase(away);
        return;
    }
    LiveCall *call = find(event.leg);
    if (!call) {
        qCDebug(lcVoice) << "an event for a leg that is over";
        return;
    }
    const LiveCall before = *call;
    if (before.meFirst != MeFirst::No && before.meFirst != MeFirst::Talking) {
        const auto left = followAnnounced(*call, event);
        if (!left)
            return;
        event = *left;
    }
    *call = next(*call, event);
    const LiveCall after = *call;
    if (after.isOver())
        return end(after);
    if (isChange<Levels>(event)) {
        Q_EMIT levelsChanged(after.leg, after.levels);
        return watchMicrophone(after);
    }
    if (after != before) {
        Q_EMIT callChanged(after);
        afterChange(before, after, event);
    }
}

void Phone::begin(const LegEvent &event, const Incoming &incoming)
{
    if (find(event.leg) || m_turnedAway.contains(event.leg))
        return;
    LiveCall call = incomingCall(event.leg, incoming, event.at);
    const ExpectedCalls::Meeting meeting = m_expected.meet(call, incoming.headers, m_options.clock());
    if (meeting.is == ExpectedCalls::Is::MaybeOurs) {
        m_undecided.append(event);
        return;
    }
    const bool isOurs = meeting.is == ExpectedCalls::Is::Ours;
    if (isOurs && meeting.call.leg != 0)
        return takeAnnounced(meeting.call, event.leg, call);
    if (meeting.is == ExpectedCalls::Is::Unwanted) {
        m_turnedAway.insert(call.leg, call);
        return m_line.send(Reject{call.leg, Rejection::Declined});
    }
    if (isOurs) {
        call.direction = Direction::Outgoing; // that is what it is to the person
        call.peer = meeting.call.peer;
        call.peerName.clear();
        call.line = meeting.call.line;
    } else if (m_doNotDisturb || m_calls.size() >= m_options.mostCalls) {
        m_turnedAway.insert(call.leg, call);
        m_line.send(Reject{call.leg, Rejection::Busy});
        Q_EMIT turnedAway(call);
        return;
    }
    m_calls.append(call);
    Q_EMIT callBegan(call);
    if (isOurs)
        m_line.send(Answer{call.leg});
}

void Phone::afterChange(const LiveCall &before, const LiveCall &after, const LegEvent &event)
{
    if (before.phase != Phase::Active && after.phase == Phase::Active) {
        m_line.send(WatchLevels{at(after.leg), true});
        pressNext(after.leg);
    }
    if (after.isMuted || after.isHeld())
        m_silences.remove(after.leg);
    const auto *transfer = std::get_if<Transferring>(&event.change);
    if (!transfer || transfer->stage != Transferring::Stage::Failed)
        return;
    Q_EMIT transferFailed(after.leg, transfer->sipCode);
    returnTo(after.leg);
}

void Phone::watchMicrophone(const LiveCall &call)
{
    if (call.phase != Phase::Active || call.isMuted || call.isHeld())
        return;
    const QDateTime now = m_options.clock();
    Silence &silence = m_silences[call.leg];
    const bool isSilent = call.levels.microphone <= silentLevel;
    if (!isSilent && silence.isTold)
        Q_EMIT microphoneSilent(call.leg, false);
    if (!isSilent) {
        silence = {};
        return;
    }
    if (!silence.since.isValid())
        silence.since = now;
    if (silence.isTold || silence.since.msecsTo(now) < std::chrono::milliseconds(m_options.silenceLimit).count())
        return;
    silence.isTold = true;
    Q_EMIT microphoneSilent(call.leg, true);
}

void Phone::end(const LiveCall &call)
{
    m_calls.removeIf([&call](const LiveCall &other) { return other.leg == call.leg; });
    m_digits.remove(call.leg);
    m_silences.remove(call.leg);
    m_weAnswered.remove(call.leg);
    Q_EMIT callEnded(call);
    m_engineLegs.remove(call.leg);
    if (!m_consultation)
        return;
    const Consultation consultation = *m_consultation;
    if (call.leg != consultation.asked && call.leg != consultation.about)
        return;
    m_consultation.reset();
    if (call.leg == consultation.asked && call.cause != EndCause::Transferred)
        returnTo(consultation.about);
}

} // namespace milassist
