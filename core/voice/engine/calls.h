// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/engine/core.h"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <vector>

namespace milassist {

/// The library's calls as legs: commands in, changes out. Engine thread. A leg is reported Ended once and forgotten when the
/// library has released its call.
class Calls {
public:
    using Report = std::function<void(LegId, const LegChange &)>;
    using Instant = std::chrono::steady_clock::time_point;

    explicit Calls(Report report) : m_report(std::move(report)) {}

    void use(const std::shared_ptr<linphone::Core> &core, const LineSetup &setup);
    void release();
    bool isAny() const { return !m_legs.empty(); }
    /// Leaves every call; each is reported Ended.
    void endAll();
    /// Does what is due.
    void tick(Instant now);

    // Commands. What does not fit is dropped.
    void run(const Dial &dial, const std::optional<LineAccount> &account);
    void run(const Answer &answer);
    void run(const Reject &reject);
    void run(const HangUp &hangUp);
    void run(const Hold &hold);
    void run(const Mute &mute);
    void run(const Record &record);
    void run(const SendDigits &digits);
    void run(const Transfer &transfer);
    void run(const JoinTransfer &join);
    void run(const Merge &merge);
    void run(const WatchLevels &watch);

    // What the library says.
    void follow(const std::shared_ptr<linphone::Call> &call, linphone::Call::State state, const std::string &message);
    void followTransfer(const std::shared_ptr<linphone::Call> &call, linphone::Call::State state);
    void followDigit(const std::shared_ptr<linphone::Call> &call, int digit);

private:
    using CallPtr = std::shared_ptr<linphone::Call>;
    struct Leg {
        CallPtr call;
        bool isIncoming = false;
        bool isAnswered = false;
        bool isOver = false;         // Ended was reported, Released is still to come
        bool byUs = false;
        bool heldByUs = false;
        bool heldByThem = false;
        bool isMuted = false;
        bool isMerged = false;
        bool isTransferring = false;
        bool isTransferTaken = false; // the far end said that it is at it
        bool isTransferred = false;
        bool watchesLevels = false;
        std::optional<bool> wantsHold; // asked for while the last re-INVITE was still on its way
        Instant transferUntil;
        Instant nextDigit, nextLevels, nextQuality;
        std::deque<char> digits;
        QString recordPath;
        bool isRecorded = false;
    };
    using Entry = std::map<LegId, Leg>::value_type;

    Leg *find(LegId leg);              // null when it is over
    Leg *findActive(LegId leg);
    Entry *entryOf(const CallPtr &call);
    Entry &adopt(const CallPtr &call, LegId leg);
    QString recordPath(LegId leg) const;
    std::shared_ptr<linphone::CallParams> paramsFor(Leg &leg, LegId id, const CallPtr &call);
    void announce(Entry &entry);
    void connected(Entry &entry);
    void running(Entry &entry);
    void setHeld(Entry &entry, Side side, bool on);
    void settleHold(Leg &leg);
    void end(Entry &entry, const std::string &message);
    void transferFailed(Entry &entry, int code);
    void stopRecording(Entry &entry);

    Report m_report;
    std::shared_ptr<linphone::Core> m_core;
    std::shared_ptr<linphone::Conference> m_conference;
    QString m_recordFolder;
    std::map<LegId, Leg> m_legs;
    LegId m_nextIncoming = 1;
    std::vector<CallPtr> m_unasked;    // calls that the other end asked the library to make: toll fraud at best
    LegId m_dialling = 0;              // the library speaks of the call before it gives it to us
};

} // namespace milassist
