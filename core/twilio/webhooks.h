// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/recording.h"

#include <QList>
#include <QUrl>

#include <utility>

namespace milassist
{

/// The parameters of a webhook, decoded, in the order received. What no form below names stays here: Twilio adds parameters
/// without notice.
class WebhookParameters
{
public:
    using Pair = std::pair<QString, QString>;

    WebhookParameters() = default;
    explicit WebhookParameters(QList<Pair> pairs) : m_pairs(std::move(pairs)) {}

    QString value(QStringView name) const; ///< the first of that name, empty if there is none
    bool contains(QStringView name) const;
    /// Those whose name begins with @p prefix, without it: "SipHeader_" gives {"X-Line", "+12065550142"}.
    QList<Pair> startingWith(QStringView prefix) const;
    const QList<Pair> &pairs() const { return m_pairs; }

private:
    QList<Pair> m_pairs;
};

/// What every request about a call tells of it: twilio's base set.
struct WebhookCall {
    CallSid sid;
    CallSid parentSid; ///< null for the first leg
    QString accountSid;
    Party from, to;
    Word<CallStatus> status;
    Word<CallDirection> direction;
    QString callerName;    ///< of a paid lookup at the number; mostly empty
    QString forwardedFrom; ///< where the carrier tells it
    QString fromCity, fromState, fromCountry;
    QString stirVerstat; ///< "TN-Validation-Passed-A" and its like
    bool operator==(const WebhookCall &) const = default;
};

/// Asked for the first document of a call, at a number or at a SIP domain.
struct VoiceRequest {
    WebhookCall call;
    QString sipDomain;   ///< set: a telephone of ours is calling, and call.to is a SIP address
    QString sipUsername; ///< the credential's user; absent in some captures, see user()
    QString sipCallId;
    QList<WebhookParameters::Pair> sipHeaders; ///< X- headers of the INVITE, case of names kept
    int errorCode = 0;                         ///< set at a fallback URL: why the first one failed
    QUrl errorUrl;

    bool isFromPhone() const { return !sipDomain.isEmpty(); }
    /// Who of ours is calling: the credential's user, else the user part of From.
    QString user() const { return sipUsername.isEmpty() ? call.from.user() : sipUsername; }
};

enum class DialStatus { Completed, Busy, NoAnswer, Failed, Canceled, Answered };
template <>
struct Words<DialStatus> {
    static constexpr std::pair<const char *, DialStatus> list[] = {
        {"completed", DialStatus::Completed}, {"busy", DialStatus::Busy},         {"no-answer", DialStatus::NoAnswer},
        {"failed", DialStatus::Failed},       {"canceled", DialStatus::Canceled}, {"answered", DialStatus::Answered},
    };
};

/// A recording as requests about other things tell of it.
struct WebhookRecording {
    RecordingSid sid; ///< null when nothing was recorded
    std::optional<std::chrono::seconds> duration;
    bool operator==(const WebhookRecording &) const = default;
};

/// The action of a Dial: how it went.
struct DialEnded {
    WebhookCall call;
    Word<DialStatus> status;
    CallSid childSid;
    std::optional<std::chrono::seconds> duration;
    bool bridged = false;
    int sipCode = 0; ///< of a Sip leg, else 0
    WebhookRecording recording;

    /// Whether the caller has spoken with somebody. "completed" alone does not say so: a mobile's own voicemail that did not
    /// press 1 is completed and not bridged.
    bool isAnswered() const { return bridged && status.isAnyOf(DialStatus::Completed, DialStatus::Answered); }
    bool isCallerGone() const { return isTerminal(call.status); }
};

/// The action of a Record. It is not requested when nothing was recorded.
struct RecordEnded {
    WebhookCall call;
    WebhookRecording recording;
    QString digits; ///< what ended it: "#", or "hangup"
};

/// A step of a leg, in any order and more than once.
struct CallProgress {
    WebhookCall call;
    int sequence = -1;                            ///< from 0; -1: a number's own callback, which comes once, at the end
    QDateTime at;                                 ///< UTC; invalid where it is not told
    std::optional<std::chrono::seconds> duration; ///< talk, terminal states only
    int sipCode = 0;
    QString answeredBy;
    WebhookRecording recording;
};

struct RecordingChanged {
    QString accountSid;
    CallSid callSid; ///< null for a conference's
    QString conferenceSid;
    RecordingSid sid;
    Word<RecordingStatus> status;
    Word<RecordingSource> source;
    int channels = 1;
    QDateTime startedAt; ///< UTC
    std::optional<std::chrono::seconds> duration;
    int errorCode = 0;
};

struct TranscriptionArrived {
    WebhookCall call;
    QString sid; ///< TR...
    RecordingSid recordingSid;
    QString text; ///< may be empty, also when it did not fail
    bool hasFailed = false;
};

struct IncomingText {
    MessageSid sid;
    QString accountSid, messagingServiceSid;
    Party from, to;
    QString body;
    int segments = 0;
    QList<std::pair<QUrl, QString>> media; ///< where it is, and its type
    QString optOutType;                    ///< "STOP", "START", "HELP" with advanced opt-out; else empty
    QString fromCity, fromState, fromCountry;
};

struct TextProgress {
    MessageSid sid;
    QString accountSid;
    Party from, to;
    Word<MessageStatus> status;
    int errorCode = 0; ///< 0 = none
};

/// Reads one. A parameter that makes no sense is taken as absent, so that a call is not lost over its state's name; without
/// the sid of what it is about there is nothing to do with it.
/// Errors: Malformed, naming the parameter. Pure; any thread.
/// Source: https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/messaging/guides/webhook-request
template <typename Webhook>
Result<Webhook> readWebhook(const WebhookParameters &parameters);

template <>
Result<VoiceRequest> readWebhook(const WebhookParameters &parameters);
template <>
Result<DialEnded> readWebhook(const WebhookParameters &parameters);
template <>
Result<RecordEnded> readWebhook(const WebhookParameters &parameters);
template <>
Result<CallProgress> readWebhook(const WebhookParameters &parameters);
template <>
Result<RecordingChanged> readWebhook(const WebhookParameters &parameters);
template <>
Result<TranscriptionArrived> readWebhook(const WebhookParameters &parameters);
template <>
Result<IncomingText> readWebhook(const WebhookParameters &parameters);
template <>
Result<TextProgress> readWebhook(const WebhookParameters &parameters);

} // namespace milassist
