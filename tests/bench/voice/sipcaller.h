// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/sip/sipmessage.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <thread>

namespace milassist::bench
{

using Instant = std::chrono::steady_clock::time_point;
using Duration = std::chrono::steady_clock::duration;

/// A server and caller on UDP that does nothing but what is measured: takes any registration, calls who has registered,
/// answers what is called, hangs up. A thread of its own takes the time at the socket, so nothing of ours that waits for
/// another thing is in a figure.
class SipCaller
{
public:
    /// Of one call. Unset: that has not happened.
    struct Times {
        std::optional<Instant> invite;  ///< sent
        std::optional<Instant> ringing; ///< its 180 is here
        std::optional<Instant> answer;  ///< its 200 is here
        std::optional<Instant> over;    ///< the last message of the call has come or gone
        int refused = 0;                ///< the status of a refusal
    };

    SipCaller();
    ~SipCaller();
    SipCaller(const SipCaller &) = delete;
    SipCaller &operator=(const SipCaller &) = delete;

    quint16 port() const { return m_port; }
    bool isRegistered(const QByteArray &user) const;
    /// Calls "desk1". @return which call that is
    QByteArray call(const QByteArray &fromNumber);
    Times times(const QByteArray &callId) const;
    /// Ends an answered call.
    void hangUp(const QByteArray &callId);
    /// Each call, ours and theirs, is ended by us so long after it was answered; negative: it is not.
    void setTalk(std::chrono::milliseconds talk) { m_talkMs = int(talk.count()); }
    /// Calls that came to us and are over.
    int callsTaken() const { return m_taken; }

private:
    struct Call {
        sip::SipMessage invite; // ours or theirs
        QByteArray theirContact, ourTag, theirTo;
        bool isOurs = true;
        Times times;
        std::optional<Instant> hangUpAt;
        bool isLeaving = false;
    };

    void run();
    void take(const sip::SipMessage &message, const sockaddr_in &from);
    void takeRequest(sip::SipMessage message, const sockaddr_in &from);
    void takeResponse(const sip::SipMessage &message);
    void leave(const QByteArray &callId, Call &call);
    void hangUpWhatIsDue();
    sip::SipMessage request(const QByteArray &method, const QByteArray &uri) const;
    QByteArray contact() const;
    void send(const sip::SipMessage &message, const sockaddr_in &to) const;

    quint16 m_port = 0, m_soundPort = 0;
    int m_socket, m_sound; // what is said to us is not listened to
    std::atomic<bool> m_isStopping{false};
    std::atomic<int> m_talkMs{-1}, m_taken{0};
    mutable std::mutex m_mutex;
    std::map<QByteArray, sockaddr_in> m_users;
    sockaddr_in m_phone = {}; // of desk1
    std::map<QByteArray, Call> m_calls;
    std::thread m_thread;
};

} // namespace milassist::bench
