// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

#include <tuple>

namespace milassist {

// What goes over the wire of each value, in this order; and the last word of each enumeration.

template <typename T>
struct Wire; // static constexpr auto fields = std::tuple{&T::a, ...};

template <typename E>
constexpr E lastOf = E();

template <> inline constexpr auto lastOf<SipTransport> = SipTransport::Udp;
template <> inline constexpr auto lastOf<Srtp> = Srtp::Required;
template <> inline constexpr auto lastOf<SoundCodec> = SoundCodec::Opus;
template <> inline constexpr auto lastOf<DigitsAs> = DigitsAs::Info;
template <> inline constexpr auto lastOf<Rejection> = Rejection::Declined;
template <> inline constexpr auto lastOf<SoundTest::Stage> = SoundTest::Stage::Stopped;
template <> inline constexpr auto lastOf<Side> = Side::Them;
template <> inline constexpr auto lastOf<Transferring::Stage> = Transferring::Stage::Failed;
template <> inline constexpr auto lastOf<EndCause> = EndCause::Failed;
template <> inline constexpr auto lastOf<Registration> = Registration::NoNetwork;
template <> inline constexpr auto lastOf<RegistrationProblem> = RegistrationProblem::NotProtected;

#define MILASSIST_WIRE(Type, ...)                                                                                                \
    template <>                                                                                                                  \
    struct Wire<Type> {                                                                                                          \
        static constexpr auto fields = std::tuple{__VA_ARGS__};                                                                  \
    };

MILASSIST_WIRE(LineAccount, &LineAccount::user, &LineAccount::domain, &LineAccount::password, &LineAccount::server, &LineAccount::port,
               &LineAccount::transport, &LineAccount::caFile, &LineAccount::srtp, &LineAccount::codecs, &LineAccount::digitsAs,
               &LineAccount::expires)
MILASSIST_WIRE(FileSound::Device, &FileSound::Device::name, &FileSound::Device::says, &FileSound::Device::hears)
MILASSIST_WIRE(FileSound, &FileSound::devices)
MILASSIST_WIRE(LineSetup, &LineSetup::instance, &LineSetup::fileSound, &LineSetup::recordFolder, &LineSetup::loopbackOnly, &LineSetup::lossPercent,
               &LineSetup::firstRtpPort, &LineSetup::firstLeg)
MILASSIST_WIRE(UseAccount, &UseAccount::account)
MILASSIST_WIRE(NetworkIs, &NetworkIs::there)
MILASSIST_WIRE(Dial, &Dial::leg, &Dial::uri, &Dial::headers)
MILASSIST_WIRE(Answer, &Answer::leg)
MILASSIST_WIRE(Reject, &Reject::leg, &Reject::as)
MILASSIST_WIRE(HangUp, &HangUp::leg)
MILASSIST_WIRE(Hold, &Hold::leg, &Hold::on)
MILASSIST_WIRE(Mute, &Mute::leg, &Mute::on)
MILASSIST_WIRE(Record, &Record::leg, &Record::on)
MILASSIST_WIRE(SendDigits, &SendDigits::leg, &SendDigits::digits)
MILASSIST_WIRE(Transfer, &Transfer::leg, &Transfer::uri)
MILASSIST_WIRE(JoinTransfer, &JoinTransfer::leg, &JoinTransfer::with)
MILASSIST_WIRE(Merge, &Merge::leg, &Merge::with)
MILASSIST_WIRE(WatchLevels, &WatchLevels::leg, &WatchLevels::on)
MILASSIST_WIRE(PreferDevices, &PreferDevices::microphones, &PreferDevices::speakers, &PreferDevices::echoCanceller)
MILASSIST_WIRE(DevicesMayHaveChanged, &DevicesMayHaveChanged::fileDevices)
MILASSIST_WIRE(TestSound, &TestSound::on)

MILASSIST_WIRE(Incoming, &Incoming::from, &Incoming::to, &Incoming::callId, &Incoming::headers)
MILASSIST_WIRE(Answered, &Answered::codec, &Answered::rate, &Answered::encrypted, &Answered::callId)
MILASSIST_WIRE(Held, &Held::by, &Held::on)
MILASSIST_WIRE(Muted, &Muted::on)
MILASSIST_WIRE(Recorded, &Recorded::on, &Recorded::path)
MILASSIST_WIRE(Merged, &Merged::on)
MILASSIST_WIRE(Transferring, &Transferring::stage, &Transferring::sipCode)
MILASSIST_WIRE(DigitHeard, &DigitHeard::digit)
MILASSIST_WIRE(DigitsSent, &DigitsSent::digits)
MILASSIST_WIRE(Levels, &Levels::microphone, &Levels::speaker)
MILASSIST_WIRE(Quality, &Quality::mos, &Quality::lossPercent, &Quality::theirLossPercent, &Quality::jitterMs, &Quality::roundTripMs,
               &Quality::bufferMs, &Quality::packetsSent, &Quality::packetsHeard)
MILASSIST_WIRE(Ended, &Ended::cause, &Ended::sipCode, &Ended::phrase)
MILASSIST_WIRE(LegEvent, &LegEvent::leg, &LegEvent::at, &LegEvent::change)
MILASSIST_WIRE(SoundDevice, &SoundDevice::id, &SoundDevice::name, &SoundDevice::canRecord, &SoundDevice::canPlay)
MILASSIST_WIRE(DevicesChanged, &DevicesChanged::devices, &DevicesChanged::microphone, &DevicesChanged::speaker)
MILASSIST_WIRE(SoundTest, &SoundTest::stage, &SoundTest::level, &SoundTest::loudest)
MILASSIST_WIRE(EngineLost, &EngineLost::isGivenUp)
MILASSIST_WIRE(RegistrationState, &RegistrationState::is, &RegistrationState::problem, &RegistrationState::sipCode,
               &RegistrationState::phrase, &RegistrationState::retryIn, &RegistrationState::failures)

#undef MILASSIST_WIRE

// Values that say all by being there.
template <> struct Wire<TryNow> { static constexpr auto fields = std::tuple{}; };
template <> struct Wire<AreYouThere> { static constexpr auto fields = std::tuple{}; };
template <> struct Wire<Ringing> { static constexpr auto fields = std::tuple{}; };
template <> struct Wire<EarlyMedia> { static constexpr auto fields = std::tuple{}; };
template <> struct Wire<EngineReady> { static constexpr auto fields = std::tuple{}; };

} // namespace milassist
