// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/voice/dialtarget.h"
#include "core/voice/expectedcalls.h"
#include "core/voice/livecall.h"
#include "core/voice/voiceline.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace milassist {

struct PhoneOptions {
    QString country;           ///< where national numbers are read and emergency numbers known (ISO 3166)
    Clock clock = systemClock();
    int mostCalls = 4;         ///< at once; further callers get "busy"
    std::chrono::milliseconds digitLength{250}; ///< from one tone to the next
    std::chrono::seconds silenceLimit{5};       ///< of a microphone that should be heard
};

/// How a call goes out.
enum class DialWay {
    Direct,  ///< from this telephone to the voice URL of its SIP domain, which puts it through
    MeFirst, ///< Twilio is asked to call this telephone and then the other party
};

struct DialOptions {
    Party line;            ///< which of our numbers the other end shall see; told to our voice URL as "X-Line"
    QString name;          ///< for display until the other end says something
    std::optional<DialWay> way = {}; ///< none: the usual one
    bool isRecorded = false; ///< by Twilio; only with MeFirst
};

/// The telephone of the person: every call there is, and what can be done with them. Main thread. What cannot be done now
/// (answer a call that is over) is nothing at all; what comes of a command is a signal.
class Phone : public QObject {
    Q_OBJECT

public:
    Phone(VoiceLine &line, PhoneOptions options, QObject *parent = nullptr);

    void setCountry(const QString &country) { m_options.country = country; }
    /// Registers under it, or unregisters.
    void setAccount(const std::optional<LineAccount> &account);
    void tryNow() { m_line.send(TryNow{}); }
    const RegistrationState &registration() const { return m_registration; }
    bool isRegistered() const { return m_registration.is == Registration::Registered; }
    const DevicesChanged &devices() const { return m_devices; }
    void preferDevices(const PreferDevices &preferences) { m_line.send(preferences); }
    /// Three seconds from the microphone, then the same out of the loudspeaker; soundTested() says how it goes.
    void testSound() { m_line.send(TestSound{}); }
    void stopSoundTest() { m_line.send(TestSound{false}); }

    /// Callers get "busy" and nothing rings; what was expected still comes through.
    void setDoNotDisturb(bool on) { m_doNotDisturb = on; }
    bool doesNotDisturb() const { return m_doNotDisturb; }

    /// All that are not over, oldest first.
    const QList<LiveCall> &calls() const { return m_calls; }
    std::optional<LiveCall> call(LegId leg) const;
    /// Whom we speak with: the answered call that we do not hold (of merged ones the oldest), else the one we are
    /// calling. 0 when there is none.
    LegId current() const;

    DialTarget target(QStringView typed) const { return dialTarget(typed, m_options.country); }
    using DialOptions = milassist::DialOptions;
    DialWay usualWay() const { return m_usualWay; }
    void setUsualWay(DialWay way);
    /// Whether somebody makes announced calls.
    bool offersMeFirst() const { return m_offersMeFirst; }
    void setOffersMeFirst(bool offers) { m_offersMeFirst = offers; }
    /// Calls; a call that we are in is held. With MeFirst the rest is up to who hears announced().
    /// @return the new leg, in calls() already.
    /// Errors: Rejected (emergency number, cannot be dialled, too many calls at once), Offline (not registered).
    Result<LegId> dial(const DialTarget &target, const DialOptions &options = {});

    void answer(LegId leg);                     ///< what we speak with is held
    void decline(LegId leg, Rejection as);      ///< Declined is for "to voicemail", Busy lets others ring on
    void hangUp(LegId leg);                     ///< in any phase
    void hold(LegId leg, bool on);              ///< off: what we speak with is held
    void mute(LegId leg, bool on);
    void record(LegId leg, bool on);
    void swap();                                ///< between the call we speak with and the latest that we hold
    void merge();                               ///< those two and us
    /// @param digits 0-9 * # A-D; others are left out
    void sendDigits(LegId leg, const QString &digits);
    /// What the dialled number asked to be pressed and is not pressed yet. Starts with AskFirst when it waits for us.
    DigitPlan digitsToCome(LegId leg) const { return m_digits.value(leg); }
    void continueDigits(LegId leg);
    void dropDigits(LegId leg) { m_digits.remove(leg); }

    /// Hands the call over without asking. When that fails, transferFailed() is sent and the call goes on.
    /// Errors: as dial(); NotFound (no such call, or not answered yet).
    Result<> transfer(LegId leg, const DialTarget &target);
    /// Calls a colleague about @p leg, which is held. If the colleague does not answer or hangs up, we are back with the
    /// caller by ourselves. Errors: as transfer().
    Result<LegId> askFirst(LegId leg, const DialTarget &colleague);
    /// The caller and the colleague speak with each other, we are out. When that fails, we are back with the caller.
    void completeTransfer();
    void cancelTransfer();                      ///< back to the caller
    /// The leg that is asked about another one (and that one), while askFirst() runs.
    struct Consultation {
        LegId about = 0;
        LegId asked = 0;
        bool operator==(const Consultation &) const = default;
    };
    const std::optional<Consultation> &consultation() const { return m_consultation; }

    /// Answers the next call that matches by itself, once.
    void expect(const ExpectedCall &expected) { m_expected.add(expected); }
    /// Twilio has told the sid of what is expected under @p token.
    void setExpectedSid(const QByteArray &token, const CallSid &callSid);
    /// Whether Twilio has called us for an announced call.
    bool hasCome(LegId leg) const { return m_engineLegs.contains(leg); }
    /// What Twilio says of an announced call. Nothing goes back.
    void setMeFirst(LegId leg, MeFirst stage);
    /// How an announced call that does not end by itself has ended.
    /// @param answeredAt when they answered after all and nobody heard of it; else invalid
    void endAnnounced(LegId leg, EndCause cause, int twilioCode = 0, const QDateTime &answeredAt = {});

Q_SIGNALS:
    void usualWayChanged(milassist::DialWay way);
    /// A call is to be made by Twilio, and waits for it in calls(). When Twilio calls under @p token it is answered by itself.
    void announced(const milassist::LiveCall &call, const QByteArray &token, bool isRecorded);
    /// Twilio has hung up on us before we heard that they answered: endAnnounced() must follow.
    void announcedLegEnded(milassist::LegId leg);
    void registrationChanged(const milassist::RegistrationState &state);
    void devicesChanged(const milassist::DevicesChanged &devices);
    void soundTested(const milassist::SoundTest &test);
    void callBegan(const milassist::LiveCall &call);
    void callChanged(const milassist::LiveCall &call);
    /// It is not in calls() any more.
    void callEnded(const milassist::LiveCall &call);
    /// A caller got "busy" because of do-not-disturb, or because there were too many calls.
    void turnedAway(const milassist::LiveCall &call);
    void levelsChanged(milassist::LegId leg, const milassist::Levels &levels);
    void transferFailed(milassist::LegId leg, int sipCode);
    /// The microphone should be heard and gives nothing, or is heard again.
    void microphoneSilent(milassist::LegId leg, bool isSilent);
    /// The voice engine ended unexpectedly, its calls have ended; it is started again unless given up.
    void engineLost(bool isGivenUp);

private:
    LiveCall *find(LegId leg);
    const LiveCall *findActive(LegId leg) const;
    Result<QString> uriOf(const DialTarget &target) const;
    void follow(const LineEvent &event);
    void follow(const LegEvent &event);
    void begin(const LegEvent &event, const Incoming &incoming);
    void afterChange(const LiveCall &before, const LiveCall &after, const LegEvent &event);
    void end(const LiveCall &call);
    void pressNext(LegId leg);
    void watchMicrophone(const LiveCall &call);
    LiveCall announce(LiveCall call, const DialOptions &options);
    void takeAnnounced(const ExpectedCall &expected, LegId engineLeg, const LiveCall &incoming);
    /// @return what is left to do of @p event for a call that is not put through yet; none: it is done
    std::optional<LegEvent> followAnnounced(LiveCall &call, const LegEvent &event);
    void judgeUndecided();
    /// The number that the line knows a call by.
    LegId at(LegId leg) const { return m_engineLegs.value(leg, leg); }
    void returnTo(LegId leg);

    VoiceLine &m_line;
    PhoneOptions m_options;
    std::optional<LineAccount> m_account;
    QString m_domain;
    RegistrationState m_registration;
    DevicesChanged m_devices;
    QList<LiveCall> m_calls;
    bool m_doNotDisturb = false;
    DialWay m_usualWay = DialWay::Direct;
    bool m_offersMeFirst = false;
    ExpectedCalls m_expected;
    QList<LegEvent> m_undecided;               // whether they are expected is not known yet
    QHash<LegId, LegId> m_engineLegs;          // of announced calls that have come
    QHash<LegId, Answered> m_weAnswered;       // announced calls whose other party has not
    QHash<LegId, DigitPlan> m_digits;
    QHash<LegId, LiveCall> m_turnedAway;       // until their end is known
    std::optional<Consultation> m_consultation;
    struct Silence {
        QDateTime since;
        bool isTold = false;
    };
    QHash<LegId, Silence> m_silences;
};

} // namespace milassist
