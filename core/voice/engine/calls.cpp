// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/voice/engine/calls.h"

#include "core/voice/engine/statistics.h"

#include <QFile>

namespace milassist {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = linphone::Call::State;

constexpr qsizetype longestHeader = 512;
constexpr const char *heardHeaders[] = {"P-Asserted-Identity", "Remote-Party-ID", "Diversion", "Privacy", "X-Twilio-CallSid",
                                        "X-Twilio-VerStat", "X-Line", "X-Reason", "X-Caller", "X-Call-Token"};

QString text(const std::string &string, qsizetype most = longestHeader)
{
    return QString::fromUtf8(string.data(), qsizetype(string.size())).left(most);
}

} // namespace

void Calls::use(const std::shared_ptr<linphone::Core> &core, const LineSetup &setup)
{
    m_core = core;
    m_recordFolder = setup.recordFolder;
    m_nextIncoming = setup.firstLeg | 1;
}

void Calls::release()
{
    m_conference.reset();
    m_unasked.clear();
    m_legs.clear();
    m_core.reset();
}

Calls::Leg *Calls::find(LegId leg)
{
    const auto found = m_legs.find(leg);
    return found == m_legs.end() || found->second.isOver ? nullptr : &found->second;
}

Calls::Leg *Calls::findActive(LegId leg)
{
    Leg *found = find(leg);
    return found && found->isAnswered ? found : nullptr;
}

Calls::Entry *Calls::entryOf(const CallPtr &call)
{
    for (Entry &entry : m_legs) {
        if (entry.second.call == call)
            return &entry;
    }
    return nullptr;
}

Calls::Entry &Calls::adopt(const CallPtr &call, LegId leg)
{
    const auto [at, isNew] = m_legs.try_emplace(leg);
    at->second.call = call;
    return *at;
}

QString Calls::recordPath(LegId leg) const
{
    return m_recordFolder.isEmpty() ? QString() : u"%1/call-%2.wav"_s.arg(m_recordFolder).arg(leg);
}

std::shared_ptr<linphone::CallParams> Calls::paramsFor(Leg &leg, LegId id, const CallPtr &call)
{
    auto parameters = m_core->createCallParams(call);
    if (!parameters)
        return parameters;
    parameters->enableVideo(false);
    leg.recordPath = recordPath(id);
    if (!leg.recordPath.isEmpty()) {
        QFile::remove(leg.recordPath); // the library would append
        parameters->setRecordFile(stdString(leg.recordPath));
    }
    return parameters;
}

void Calls::announce(Entry &entry)
{
    const CallPtr &call = entry.second.call;
    Incoming incoming;
    if (const auto from = call->getRemoteAddress())
        incoming.from = text(from->asString());
    if (const auto to = call->getToAddress())
        incoming.to = text(to->asString());
    if (const auto log = call->getCallLog())
        incoming.callId = text(log->getCallId(), 255);
    if (const auto parameters = call->getRemoteParams()) {
        for (const char *name : heardHeaders) {
            const std::string value = parameters->getCustomHeader(name);
            if (!value.empty())
                incoming.headers.insert(QByteArray(name).toLower(), QByteArray::fromStdString(value).left(longestHeader));
        }
    }
    m_report(entry.first, incoming);
}

void Calls::follow(const CallPtr &call, State state, const std::string &message)
{
    Entry *entry = entryOf(call);
    if (!entry) {
        if (state == State::IncomingReceived) {
            entry = &adopt(call, m_nextIncoming);
            m_nextIncoming += 2;
            entry->second.isIncoming = true;
            return announce(*entry);
        }
        if (m_dialling == 0) {
            if (state == State::OutgoingInit)
                m_unasked.push_back(call);
            return;
        }
        entry = &adopt(call, m_dialling);
        m_dialling = 0;
    }
    if (state == State::Released) {
        if (!entry->second.isOver)
            end(*entry, message);
        m_legs.erase(entry->first);
        return;
    }
    if (entry->second.isOver)
        return;
    switch (state) {
    case State::OutgoingRinging: m_report(entry->first, Ringing{}); break;
    case State::OutgoingEarlyMedia: m_report(entry->first, EarlyMedia{}); break;
    case State::Connected: connected(*entry); break;
    case State::StreamsRunning: running(*entry); break;
    case State::Paused: setHeld(*entry, Side::Us, true); break;
    case State::PausedByRemote:
        connected(*entry);
        setHeld(*entry, Side::Us, false);
        setHeld(*entry, Side::Them, true);
        break;
    case State::End:
    case State::Error: end(*entry, message); break;
    default: break;
    }
}

void Calls::connected(Entry &entry)
{
    if (std::exchange(entry.second.isAnswered, true))
        return;
    Answered answered;
    if (const auto log = entry.second.call->getCallLog())
        answered.callId = text(log->getCallId(), 255);
    m_report(entry.first, answered);
}

void Calls::running(Entry &entry)
{
    Leg &leg = entry.second;
    leg.isAnswered = true;
    Answered answered;
    if (const auto parameters = leg.call->getCurrentParams()) {
        if (const auto codec = parameters->getUsedAudioPayloadType()) {
            answered.codec = text(codec->getMimeType(), 32);
            answered.rate = codec->getClockRate();
        }
        answered.encrypted = parameters->getMediaEncryption() == linphone::MediaEncryption::SRTP;
    }
    if (const auto log = leg.call->getCallLog())
        answered.callId = text(log->getCallId(), 255);
    m_report(entry.first, answered);
    leg.call->setMicrophoneMuted(leg.isMuted); // a new stream does not know
    setHeld(entry, Side::Us, false);
    setHeld(entry, Side::Them, false);
    const bool isMerged = m_conference && leg.call->getConference();
    if (isMerged != leg.isMerged) {
        leg.isMerged = isMerged;
        m_report(entry.first, Merged{isMerged});
    }
}

void Calls::setHeld(Entry &entry, Side side, bool on)
{
    bool &held = side == Side::Us ? entry.second.heldByUs : entry.second.heldByThem;
    if (std::exchange(held, on) != on)
        m_report(entry.first, Held{side, on});
}

void Calls::end(Entry &entry, const std::string &message)
{
    Leg &leg = entry.second;
    stopRecording(entry);
    leg.isOver = true;
    int code = 0;
    std::string phrase = message;
    if (const auto error = leg.call ? leg.call->getErrorInfo() : nullptr) {
        code = error->getProtocolCode();
        if (!error->getPhrase().empty())
            phrase = error->getPhrase();
    }
    const QString words = text(phrase);
    const EndCause cause = endCauseOf({.sipCode = code,
                                       .phrase = words,
                                       .isIncoming = leg.isIncoming,
                                       .wasAnswered = leg.isAnswered,
                                       .byUs = leg.byUs,
                                       .mediaLost = words.contains(u"Media lost", Qt::CaseInsensitive),
                                       .isBeingTransferred = leg.isTransferring && leg.isTransferTaken,
                                       .transferred = leg.isTransferred});
    m_report(entry.first, Ended{.cause = cause, .sipCode = code, .phrase = words.left(200)});
}

void Calls::followTransfer(const CallPtr &call, State state)
{
    Entry *entry = entryOf(call);
    if (!entry || entry->second.isOver)
        return;
    switch (state) {
    case State::OutgoingInit: m_report(entry->first, Transferring{Transferring::Stage::Asked}); break;
    case State::OutgoingProgress:
    case State::OutgoingRinging:
        entry->second.isTransferTaken = true;
        m_report(entry->first, Transferring{Transferring::Stage::Ringing});
        break;
    case State::Connected:
    case State::StreamsRunning:
        if (std::exchange(entry->second.isTransferred, true))
            return;
        entry->second.isTransferring = false;
        m_report(entry->first, Transferring{Transferring::Stage::Done});
        break;
    case State::Error:
    case State::End: transferFailed(*entry, call->getErrorInfo() ? call->getErrorInfo()->getProtocolCode() : 0); break;
    default: break;
    }
}

void Calls::transferFailed(Entry &entry, int code)
{
    entry.second.isTransferTaken = false;
    if (std::exchange(entry.second.isTransferring, false))
        m_report(entry.first, Transferring{.stage = Transferring::Stage::Failed, .sipCode = code});
}

void Calls::followDigit(const CallPtr &call, int digit)
{
    const Entry *entry = entryOf(call);
    if (entry && !entry->second.isOver && digit > 0 && digit < 128)
        m_report(entry->first, DigitHeard{char(digit)});
}

void Calls::tick(Instant now)
{
    for (const CallPtr &call : std::exchange(m_unasked, {}))
        call->terminate();
    for (Entry &entry : m_legs) {
        Leg &leg = entry.second;
        if (leg.isOver || !leg.call)
            continue;
        settleHold(leg);
        if (!leg.digits.empty() && now >= leg.nextDigit) {
            const char digit = leg.digits.front();
            leg.digits.pop_front();
            leg.nextDigit = now + 250ms;
            if (leg.call->sendDtmf(digit) == 0)
                m_report(entry.first, DigitsSent{QString(QLatin1Char(digit))});
        }
        if (leg.isTransferring && now >= leg.transferUntil)
            transferFailed(entry, 408);
        if (!leg.isAnswered)
            continue;
        if (leg.watchesLevels && now >= leg.nextLevels) {
            leg.nextLevels = now + 100ms;
            m_report(entry.first, levelsOf(leg.call->cPtr()));
        }
        if (now >= leg.nextQuality) {
            leg.nextQuality = now + 1s;
            m_report(entry.first, qualityOf(leg.call->cPtr()));
        }
    }
}

void Calls::endAll()
{
    for (Entry &entry : m_legs) {
        if (entry.second.isOver)
            continue;
        entry.second.byUs = true;
        entry.second.call->terminate();
    }
}

} // namespace milassist
