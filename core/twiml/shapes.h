// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/attribute.h"
#include "core/twiml/verbs.h"

#include <tuple>

// Every element of TwiML as data: its name, its attributes, and the number of the warning for each that is wrong. Reader and
// writer are made of these tables.
// Source: https://www.twilio.com/docs/api/errors (codes), https://www.twilio.com/docs/voice/twiml (attributes)

namespace milassist::twiml {

/// Specialised below: `name` and `attributes`.
template <typename Element>
struct Shape;

inline constexpr const char *inputs[] = {"dtmf", "speech"};
inline constexpr const char *trims[] = {"trim-silence", "do-not-trim"};
inline constexpr const char *tracks[] = {"both", "inbound", "outbound"};
inline constexpr const char *channelCounts[] = {"mono", "dual"};
inline constexpr const char *recordingEvents[] = {"in-progress", "completed", "absent"};
inline constexpr const char *legEvents[] = {"initiated", "ringing", "answered", "completed"};
inline constexpr const char *detections[] = {"Enable", "DetectMessageEnd"};
inline constexpr const char *beeps[] = {"true", "false", "onEnter", "onExit"};
inline constexpr const char *conferenceRecords[] = {"do-not-record", "record-from-start", "true", "false"};
inline constexpr const char *conferenceEvents[] = {"start", "end",    "join",    "leave",        "mute",
                                                   "hold",  "modify", "speaker", "announcement"};
inline constexpr const char *dialRecords[] = {"do-not-record",           "record-from-answer", "record-from-ringing", "record-from-answer-dual",
                                              "record-from-ringing-dual", "true",               "false"};
inline constexpr const char *rejections[] = {"rejected", "busy"};
inline constexpr const char *keys = "0123456789*#";
inline constexpr const char *tones = "0123456789ABCDabcd*#wW";

#define TWIML_AT(path) [](auto &element) -> auto & { return element.path; }

/// The four attributes that say who is told of a recording.
constexpr auto recordingNews()
{
    return std::tuple{attribute("recordingStatusCallback", TWIML_AT(news.callback)),
                      attribute("recordingStatusCallbackMethod", TWIML_AT(news.method)),
                      attribute("recordingStatusCallbackEvent", TWIML_AT(news.events), {.words = recordingEvents})};
}

constexpr auto legNews()
{
    return std::tuple{attribute("statusCallback", TWIML_AT(news.callback)), attribute("statusCallbackMethod", TWIML_AT(news.method)),
                      attribute("statusCallbackEvent", TWIML_AT(news.events), {.words = legEvents})};
}

constexpr auto detection()
{
    return std::tuple{attribute("machineDetection", TWIML_AT(detection.mode), {.words = detections}),
                      attribute("machineDetectionTimeout", TWIML_AT(detection.timeout), {.least = 3, .most = 59}),
                      attribute("machineDetectionSpeechThreshold", TWIML_AT(detection.speechThreshold), {.least = 1000, .most = 6000}),
                      attribute("machineDetectionSpeechEndThreshold", TWIML_AT(detection.speechEndThreshold), {.least = 500, .most = 5000}),
                      attribute("machineDetectionSilenceTimeout", TWIML_AT(detection.silenceTimeout), {.least = 2000, .most = 10000}),
                      attribute("amdStatusCallback", TWIML_AT(detection.callback)),
                      attribute("amdStatusCallbackMethod", TWIML_AT(detection.method))};
}

constexpr auto screen(int methodCode = 12200)
{
    return std::tuple{attribute("url", TWIML_AT(screen.url)), attribute("method", TWIML_AT(screen.method), {.code = methodCode})};
}

constexpr auto action(int methodCode = 12200)
{
    return std::tuple{attribute("action", TWIML_AT(action.url)), attribute("method", TWIML_AT(action.method), {.code = methodCode})};
}

template <>
struct Shape<Say> {
    static constexpr const char *name = "Say";
    static constexpr auto attributes = std::tuple{attribute("voice", TWIML_AT(voice), {.code = 13511}), attribute("language", TWIML_AT(language)),
                                                  attribute("loop", TWIML_AT(loop), {.code = 13510, .most = 1000})};
};

template <>
struct Shape<Play> {
    static constexpr const char *name = "Play";
    static constexpr auto attributes = std::tuple{attribute("loop", TWIML_AT(loop), {.code = 13410, .most = 1000}),
                                                  attribute("digits", TWIML_AT(digits), {.letters = tones})};
};

template <>
struct Shape<Pause> {
    static constexpr const char *name = "Pause";
    static constexpr auto attributes = std::tuple{attribute("length", TWIML_AT(length), {.code = 13910, .most = 86400})};
};

template <>
struct Shape<Gather> {
    static constexpr const char *name = "Gather";
    static constexpr auto attributes = std::tuple_cat(
        action(13312),
        std::tuple{attribute("input", TWIML_AT(input), {.code = 13326, .words = inputs}),
                   attribute("timeout", TWIML_AT(timeout), {.code = 13313, .most = 3600}),
                   attribute("finishOnKey", TWIML_AT(finishOnKey), {.code = 13310, .letters = keys}),
                   attribute("numDigits", TWIML_AT(numDigits), {.code = 13314, .least = 1}),
                   attribute("actionOnEmptyResult", TWIML_AT(actionOnEmptyResult)),
                   attribute("speechTimeout", TWIML_AT(speechTimeout), {.code = 13327, .letters = "0123456789auto"}),
                   attribute("language", TWIML_AT(language), {.code = 13331}), attribute("hints", TWIML_AT(hints), {.code = 13330}),
                   attribute("speechModel", TWIML_AT(speechModel)), attribute("enhanced", TWIML_AT(enhanced)),
                   attribute("profanityFilter", TWIML_AT(profanityFilter)), attribute("bargeIn", TWIML_AT(bargeIn), {.code = 13332}),
                   attribute("debug", TWIML_AT(debug)), attribute("maxSpeechTime", TWIML_AT(maxSpeechTime), {.code = 13328, .least = 1, .most = 3600}),
                   attribute("partialResultCallback", TWIML_AT(partialResultCallback)),
                   attribute("partialResultCallbackMethod", TWIML_AT(partialResultCallbackMethod), {.code = 13329})});
};

template <>
struct Shape<Record> {
    static constexpr const char *name = "Record";
    static constexpr auto attributes =
        std::tuple_cat(action(13610), recordingNews(),
                       std::tuple{attribute("timeout", TWIML_AT(timeout), {.code = 13611, .most = 3600}),
                                  attribute("finishOnKey", TWIML_AT(finishOnKey), {.code = 13613, .letters = keys}),
                                  attribute("maxLength", TWIML_AT(maxLength), {.code = 13612, .least = 1, .most = 14400}),
                                  attribute("playBeep", TWIML_AT(playBeep), {.code = 13616}),
                                  attribute("transcribe", TWIML_AT(transcribe), {.code = 13614}), attribute("trim", TWIML_AT(trim), {.words = trims}),
                                  attribute("transcribeCallback", TWIML_AT(transcribeCallback)),
                                  attribute("recordingConfigurationId", TWIML_AT(recordingConfigurationId))});
};

template <>
struct Shape<Dial> {
    static constexpr const char *name = "Dial";
    static constexpr auto attributes = std::tuple_cat(
        action(13210), recordingNews(),
        std::tuple{attribute("timeout", TWIML_AT(timeout), {.code = 13212, .least = 1, .most = 600}),
                   attribute("timeLimit", TWIML_AT(timeLimit), {.code = 13216, .least = 1, .most = 86400}),
                   attribute("callerId", TWIML_AT(callerId)), attribute("answerOnBridge", TWIML_AT(answerOnBridge)),
                   attribute("hangupOnStar", TWIML_AT(hangupOnStar), {.code = 13213}), attribute("sequential", TWIML_AT(sequential)),
                   attribute("record", TWIML_AT(record), {.code = 13217, .words = dialRecords}),
                   attribute("recordingTrack", TWIML_AT(recordingTrack), {.words = tracks}), attribute("trim", TWIML_AT(trim), {.words = trims}),
                   attribute("recordingConfigurationId", TWIML_AT(recordingConfigurationId)), attribute("referUrl", TWIML_AT(refer.url)),
                   attribute("referMethod", TWIML_AT(refer.method)), attribute("ringTone", TWIML_AT(ringTone)),
                   attribute("callReason", TWIML_AT(callReason)), attribute("events", TWIML_AT(events)), attribute("passports", TWIML_AT(passports))});
};

template <>
struct Shape<Redirect> {
    static constexpr const char *name = "Redirect";
    static constexpr auto attributes = std::tuple{attribute("method", TWIML_AT(method), {.code = 13710})};
};

template <>
struct Shape<Reject> {
    static constexpr const char *name = "Reject";
    static constexpr auto attributes = std::tuple{attribute("reason", TWIML_AT(reason), {.words = rejections})};
};

template <>
struct Shape<Hangup> {
    static constexpr const char *name = "Hangup";
    static constexpr auto attributes = std::tuple{};
};

template <>
struct Shape<Enqueue> {
    static constexpr const char *name = "Enqueue";
    static constexpr auto attributes =
        std::tuple_cat(action(), std::tuple{attribute("waitUrl", TWIML_AT(wait.url)), attribute("waitUrlMethod", TWIML_AT(wait.method)),
                                            attribute("maxQueueSize", TWIML_AT(maxQueueSize), {.least = 1, .most = 5000}),
                                            attribute("workflowSid", TWIML_AT(workflowSid))});
};

template <>
struct Shape<Leave> {
    static constexpr const char *name = "Leave";
    static constexpr auto attributes = std::tuple{};
};

template <>
struct Shape<Refer> {
    static constexpr const char *name = "Refer";
    static constexpr auto attributes = action();
};

template <>
struct Shape<Start> {
    static constexpr const char *name = "Start";
    static constexpr auto attributes = std::tuple{};
};

template <>
struct Shape<Stop> {
    static constexpr const char *name = "Stop";
    static constexpr auto attributes = std::tuple{};
};

template <>
struct Shape<LiveRecording> {
    static constexpr const char *name = "Recording";
    static constexpr auto attributes =
        std::tuple_cat(recordingNews(), std::tuple{attribute("channels", TWIML_AT(channels), {.words = channelCounts}),
                                                   attribute("track", TWIML_AT(track), {.words = tracks}),
                                                   attribute("trim", TWIML_AT(trim), {.words = trims})});
};

template <>
struct Shape<Sms> {
    static constexpr const char *name = "Sms";
    static constexpr auto attributes = std::tuple_cat(action(), std::tuple{attribute("to", TWIML_AT(to)), attribute("from", TWIML_AT(from)),
                                                                           attribute("statusCallback", TWIML_AT(statusCallback))});
};

template <>
struct Shape<Message> {
    static constexpr const char *name = "Message";
    static constexpr auto attributes = std::tuple_cat(action(), std::tuple{attribute("to", TWIML_AT(to)), attribute("from", TWIML_AT(from)),
                                                                           attribute("statusCallback", TWIML_AT(statusCallback))});
};

template <>
struct Shape<Number> {
    static constexpr const char *name = "Number";
    static constexpr auto attributes =
        std::tuple_cat(screen(13221), legNews(), detection(),
                       std::tuple{attribute("sendDigits", TWIML_AT(sendDigits), {.code = 13222, .letters = tones}), attribute("byoc", TWIML_AT(byoc))});
};

template <>
struct Shape<Sip> {
    static constexpr const char *name = "Sip";
    static constexpr auto attributes = std::tuple_cat(
        screen(13241), legNews(), detection(), std::tuple{attribute("username", TWIML_AT(username)), attribute("password", TWIML_AT(password))});
};

template <>
struct Shape<Client> {
    static constexpr const char *name = "Client";
    static constexpr auto attributes = std::tuple_cat(screen(), legNews());
};

template <>
struct Shape<Conference> {
    static constexpr const char *name = "Conference";
    static constexpr auto attributes = std::tuple_cat(
        recordingNews(),
        std::tuple{attribute("muted", TWIML_AT(muted), {.code = 13230}), attribute("endConferenceOnExit", TWIML_AT(endConferenceOnExit), {.code = 13231}),
                   attribute("startConferenceOnEnter", TWIML_AT(startConferenceOnEnter), {.code = 13232}),
                   attribute("beep", TWIML_AT(beep), {.code = 13235, .words = beeps}), attribute("waitUrl", TWIML_AT(wait.url)),
                   attribute("waitMethod", TWIML_AT(wait.method), {.code = 13234}),
                   attribute("maxParticipants", TWIML_AT(maxParticipants), {.least = 1, .most = 250}),
                   attribute("record", TWIML_AT(record), {.words = conferenceRecords}), attribute("trim", TWIML_AT(trim), {.words = trims}),
                   attribute("coach", TWIML_AT(coach)), attribute("region", TWIML_AT(region)),
                   attribute("participantLabel", TWIML_AT(participantLabel)), attribute("jitterBufferSize", TWIML_AT(jitterBufferSize)),
                   attribute("statusCallback", TWIML_AT(statusCallback)), attribute("statusCallbackMethod", TWIML_AT(statusCallbackMethod)),
                   attribute("statusCallbackEvent", TWIML_AT(statusCallbackEvents), {.words = conferenceEvents})});
};

template <>
struct Shape<Queue> {
    static constexpr const char *name = "Queue";
    static constexpr auto attributes = std::tuple_cat(screen(), std::tuple{attribute("reservationSid", TWIML_AT(reservationSid)),
                                                                           attribute("postWorkActivitySid", TWIML_AT(postWorkActivitySid))});
};

template <>
struct Shape<Application> {
    static constexpr const char *name = "Application";
    static constexpr auto attributes = std::tuple_cat(
        screen(), legNews(), std::tuple{attribute("customerId", TWIML_AT(customerId)), attribute("copyParentTo", TWIML_AT(copyParentTo))});
};

#undef TWIML_AT

/// Calls @p visit(attribute) for each attribute of Element.
template <typename Element, typename Visitor>
constexpr void forEachAttribute(Visitor &&visit)
{
    std::apply([&visit](const auto &...all) { (visit(all), ...); }, Shape<Element>::attributes);
}

} // namespace milassist::twiml
