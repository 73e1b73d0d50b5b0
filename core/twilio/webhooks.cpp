// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/webhooks.h"

#include <algorithm>

namespace milassist
{
using namespace Qt::StringLiterals;

namespace
{

constexpr int mostMedia = 10;

/// Fills members from parameters by name, and leaves alone what is absent or makes no sense.
class Reader
{
public:
    explicit Reader(const WebhookParameters &parameters) : m_parameters(parameters) {}

    template <typename Member>
    const Reader &take(QStringView name, Member &member) const
    {
        const QByteArray text = m_parameters.value(name).toUtf8();
        if (!text.isEmpty())
            Codec<Member>::fromWire({text.constData(), size_t(text.size())}, member);
        return *this;
    }

private:
    const WebhookParameters &m_parameters;
};

template <typename Webhook, typename Key>
Result<Webhook> having(Webhook webhook, const Key &key, const QString &name)
{
    if (key.isNull())
        return fail(Error::Kind::Malformed, u"the request has no %1 that could be one"_s.arg(name));
    return webhook;
}

WebhookCall callOf(const WebhookParameters &parameters)
{
    WebhookCall call;
    Reader(parameters)
        .take(u"CallSid", call.sid)
        .take(u"ParentCallSid", call.parentSid)
        .take(u"AccountSid", call.accountSid)
        .take(u"From", call.from)
        .take(u"To", call.to)
        .take(u"CallStatus", call.status)
        .take(u"Direction", call.direction)
        .take(u"CallerName", call.callerName)
        .take(u"ForwardedFrom", call.forwardedFrom)
        .take(u"FromCity", call.fromCity)
        .take(u"FromState", call.fromState)
        .take(u"FromCountry", call.fromCountry)
        .take(u"StirVerstat", call.stirVerstat);
    return call;
}

WebhookRecording recordingOf(const WebhookParameters &parameters)
{
    WebhookRecording recording;
    Reader(parameters).take(u"RecordingSid", recording.sid).take(u"RecordingDuration", recording.duration);
    if (recording.sid.isNull()) // some requests tell only the address, which ends in the sid
        recording.sid = RecordingSid::parse(QUrl(parameters.value(u"RecordingUrl")).fileName()).value_or(RecordingSid());
    return recording;
}

} // namespace

QString WebhookParameters::value(QStringView name) const
{
    const auto found = std::ranges::find(m_pairs, name, &Pair::first);
    return found == m_pairs.end() ? QString() : found->second;
}

bool WebhookParameters::contains(QStringView name) const
{
    return std::ranges::find(m_pairs, name, &Pair::first) != m_pairs.end();
}

QList<WebhookParameters::Pair> WebhookParameters::startingWith(QStringView prefix) const
{
    QList<Pair> found;
    for (const auto &[name, value] : m_pairs) {
        if (name.size() > prefix.size() && name.startsWith(prefix))
            found.emplaceBack(name.sliced(prefix.size()), value);
    }
    return found;
}

template <>
Result<VoiceRequest> readWebhook(const WebhookParameters &parameters)
{
    VoiceRequest request{.call = callOf(parameters), .sipHeaders = parameters.startingWith(u"SipHeader_")};
    Reader(parameters)
        .take(u"SipDomain", request.sipDomain)
        .take(u"SipUsername", request.sipUsername)
        .take(u"SipCallId", request.sipCallId)
        .take(u"ErrorCode", request.errorCode);
    request.errorUrl = QUrl(parameters.value(u"ErrorUrl"));
    return having(request, request.call.sid, u"CallSid"_s);
}

template <>
Result<DialEnded> readWebhook(const WebhookParameters &parameters)
{
    DialEnded ended{.call = callOf(parameters), .recording = recordingOf(parameters)};
    Reader(parameters)
        .take(u"DialCallStatus", ended.status)
        .take(u"DialCallSid", ended.childSid)
        .take(u"DialCallDuration", ended.duration)
        .take(u"DialBridged", ended.bridged)
        .take(u"DialSipResponseCode", ended.sipCode);
    return having(ended, ended.call.sid, u"CallSid"_s);
}

template <>
Result<RecordEnded> readWebhook(const WebhookParameters &parameters)
{
    RecordEnded ended{.call = callOf(parameters), .recording = recordingOf(parameters)};
    Reader(parameters).take(u"Digits", ended.digits);
    return having(ended, ended.call.sid, u"CallSid"_s);
}

template <>
Result<CallProgress> readWebhook(const WebhookParameters &parameters)
{
    CallProgress progress{.call = callOf(parameters), .recording = recordingOf(parameters)};
    Reader(parameters)
        .take(u"SequenceNumber", progress.sequence)
        .take(u"Timestamp", progress.at)
        .take(u"CallDuration", progress.duration)
        .take(u"SipResponseCode", progress.sipCode)
        .take(u"AnsweredBy", progress.answeredBy);
    return having(progress, progress.call.sid, u"CallSid"_s);
}

template <>
Result<RecordingChanged> readWebhook(const WebhookParameters &parameters)
{
    RecordingChanged changed;
    Reader(parameters)
        .take(u"AccountSid", changed.accountSid)
        .take(u"CallSid", changed.callSid)
        .take(u"ConferenceSid", changed.conferenceSid)
        .take(u"RecordingSid", changed.sid)
        .take(u"RecordingStatus", changed.status)
        .take(u"RecordingSource", changed.source)
        .take(u"RecordingChannels", changed.channels)
        .take(u"RecordingStartTime", changed.startedAt)
        .take(u"RecordingDuration", changed.duration)
        .take(u"ErrorCode", changed.errorCode);
    return having(changed, changed.sid, u"RecordingSid"_s);
}

template <>
Result<TranscriptionArrived> readWebhook(const WebhookParameters &parameters)
{
    TranscriptionArrived arrived{.call = callOf(parameters), .recordingSid = recordingOf(parameters).sid};
    Reader(parameters).take(u"TranscriptionSid", arrived.sid).take(u"TranscriptionText", arrived.text);
    arrived.hasFailed = parameters.value(u"TranscriptionStatus") == u"failed";
    return having(arrived, arrived.recordingSid, u"RecordingSid"_s);
}

template <>
Result<IncomingText> readWebhook(const WebhookParameters &parameters)
{
    IncomingText text;
    int mediaCount = 0;
    Reader(parameters)
        .take(u"MessageSid", text.sid)
        .take(u"AccountSid", text.accountSid)
        .take(u"MessagingServiceSid", text.messagingServiceSid)
        .take(u"From", text.from)
        .take(u"To", text.to)
        .take(u"Body", text.body)
        .take(u"NumSegments", text.segments)
        .take(u"NumMedia", mediaCount)
        .take(u"OptOutType", text.optOutType)
        .take(u"FromCity", text.fromCity)
        .take(u"FromState", text.fromState)
        .take(u"FromCountry", text.fromCountry);
    for (int i = 0; i < std::min(mediaCount, mostMedia); ++i) {
        const QUrl url(parameters.value(u"MediaUrl%1"_s.arg(i)));
        if (url.isValid() && !url.isEmpty())
            text.media.emplaceBack(url, parameters.value(u"MediaContentType%1"_s.arg(i)));
    }
    return having(text, text.sid, u"MessageSid"_s);
}

template <>
Result<TextProgress> readWebhook(const WebhookParameters &parameters)
{
    TextProgress progress;
    Reader(parameters)
        .take(u"MessageSid", progress.sid)
        .take(u"AccountSid", progress.accountSid)
        .take(u"From", progress.from)
        .take(u"To", progress.to)
        .take(u"MessageStatus", progress.status)
        .take(u"ErrorCode", progress.errorCode);
    return having(progress, progress.sid, u"MessageSid"_s);
}

} // namespace milassist
