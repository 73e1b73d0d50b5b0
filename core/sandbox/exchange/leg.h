// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <array>
#include <chrono>
#include <memory>
#include <utility>

// Where the sandbox's telephone network meets those who speak on it: phones over SIP, people from scripts. Everything here
// lives in the sandbox's thread.

namespace milassist::exchange
{

/// 20 ms of sound: signed 16 bit, 8000 Hz, one channel. Value-initialised it is silence.
using Frame = std::array<qint16, 160>;
constexpr std::chrono::milliseconds frameTime{20};
constexpr int sampleRate = 8000;

/// Names and values as on the wire, in order; names compare without regard to case.
using SipHeaders = QList<std::pair<QString, QString>>;

/// How a leg came to its end.
struct LegEnd {
    enum class Cause {
        HungUp,        ///< the far end was talking and has gone (BYE)
        Cancelled,     ///< it called and gave up before it was answered (CANCEL)
        Busy,          ///< 486, 600
        Declined,      ///< 603
        Unavailable,   ///< 480, 408: rang out by itself
        Failed,        ///< any other refusal, no answer to the INVITE, media that does not fit
        NotRegistered, ///< nobody has registered under this name (32009)
        Lost,          ///< it was talking and has not been heard of: no ACK, session expired, transport gone
    };
    Cause cause = Cause::HungUp;
    int sipCode = 0;    ///< of the final response; 0 = there was none
    SipHeaders headers; ///< X- and User-to-User headers of what ended it
    bool operator==(const LegEnd &) const = default;
};

/// One end of a call, seen from the network: a telephone, or a person from a script. Commands that do not fit the state it
/// is in are ignored. No signal is emitted from within a command: they come later, from the event loop or from speak().
///
///     outgoing: [made] -> ringing* / earlyMediaCame* -> answered | ended        hangUp() before answered = CANCEL, then ended
///     incoming: [made] -> ring() / earlyMedia()* -> answer() | reject()         ended(Cancelled) when the caller gives up
///     talking:  digit*, referred*, ended once
///
/// ended() comes exactly once for every leg, also after its own hangUp() and reject(); afterwards nothing comes. The owner
/// deletes it then (deleteLater).
class Leg : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void ring() = 0;                                         ///< 180 to who calls
    virtual void earlyMedia() = 0;                                   ///< 183 with SDP: speak() is heard from now on
    virtual void answer(const SipHeaders &headers) = 0;              ///< 200
    virtual void reject(int sipCode, const SipHeaders &headers) = 0; ///< a final refusal to who calls
    virtual void hangUp() = 0;                          ///< BYE, or CANCEL while we call; a caller still waiting gets 480
    virtual void sendDigits(const QString &digits) = 0; ///< "0-9A-D*#wW" by RFC 4733; w waits 0.5 s, W 1 s
    /// Asks the far end to call @p uri itself. referAnswered() tells how that went.
    virtual void refer(const QString &uri, const SipHeaders &headers) = 0;
    /// Answers a referred(): 202 with a NOTIFY of @p sipCode, or that refusal when it is 400 or more. After a code below 200
    /// once more, when it is known what came of it.
    virtual void acceptRefer(int sipCode) = 0;

    // Both are called exactly once a tick, heard() first, for as long as the leg lives: also while it rings.
    virtual Frame heard() = 0;                  ///< from the far end; silence when nothing came
    virtual void speak(const Frame &frame) = 0; ///< to the far end; goes nowhere while there is no sound on the way

    virtual QString sipCallId() const { return {}; } ///< Call-ID; empty for people
    /// The far end's words so far, of who has words (people); transcriptions and speech input are made of them.
    virtual QString spokenText() const { return {}; }

Q_SIGNALS:
    void ringing();                                                ///< 180 came
    void earlyMediaCame();                                         ///< 183 with SDP came: heard() has sound
    void answered(const milassist::exchange::SipHeaders &headers); ///< 200 came; X- and User-to-User headers of it
    void ended(const milassist::exchange::LegEnd &end);
    void digit(QChar digit);              ///< 0-9 A-D * #, once a key, when it is released
    void referred(const QString &target); ///< the far end sent REFER; @p target as in Refer-To
    /// NOTIFY after our refer(): @p referCode answered the REFER, @p notifyCode is what the far end's own call came to (0 = none
    /// yet).
    void referAnswered(int referCode, int notifyCode);
};

/// A call that comes in from a phone (INVITE), authenticated and in order.
struct IncomingCall {
    QString accountSid, domainSid, domain; ///< domain: "acme-desk.sip.twilio.com"
    QString from, to;       ///< SIP URIs as received, without angle brackets: "sip:+14155550108@acme-desk.sip.twilio.com"
    QString credentialUser; ///< who has proved to be it; empty when only an address list was asked
    QString callId, sourceIp;
    SipHeaders headers; ///< X- and User-to-User headers of the INVITE
};

/// A call to be made to a phone.
struct SipOrder {
    QString accountSid;
    QString uri;                ///< with its parameters and headers: "sip:desk1@acme-desk.sip.twilio.com;transport=tls?x-a=1"
    QString callerId;           ///< user part of From
    SipHeaders headers;         ///< X-Twilio-CallSid, X-Twilio-AccountSid, X-Twilio-ApiVersion ...
    QString username, password; ///< for a far end that challenges
};

/// Takes calls from phones: the exchange.
class CallSink
{
public:
    virtual ~CallSink() = default;
    /// @p leg has been answered with 100 and nothing else yet.
    virtual void incoming(std::unique_ptr<Leg> leg, const IncomingCall &call) = 0;
};

/// Calls phones: the SIP edge. Where there is none, SIP legs end as not registered.
class SipEdge
{
public:
    virtual ~SipEdge() = default;
    /// Never null; what goes wrong at once comes as ended(), later. The timeout is the caller's: it hangs up.
    virtual std::unique_ptr<Leg> dial(const SipOrder &order) = 0;
};

} // namespace milassist::exchange

Q_DECLARE_METATYPE(milassist::exchange::LegEnd)
