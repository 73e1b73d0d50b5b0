// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twiml/nouns.h"

// The verbs of a TwiML document as values, with Twilio's defaults. What each attribute may hold stands in shapes.h.
// Source: https://www.twilio.com/docs/voice/twiml, https://www.twilio.com/docs/messaging/twiml

namespace milassist::twiml {

struct Say {
    QString voice, language = QStringLiteral("en-US");
    int loop = 1; ///< 0 = a thousand times
    QString text; ///< of speech markup only the words are kept
    bool operator==(const Say &) const = default;
};

struct Play {
    int loop = 1;
    QString digits; ///< tones instead of a sound: 0-9 A-D * # w W
    QString url;
    bool operator==(const Play &) const = default;
};

struct Pause {
    int length = 1; ///< seconds
    bool operator==(const Pause &) const = default;
};

/// What may stand inside Gather.
using Prompt = std::variant<Say, Play, Pause>;

struct Gather {
    Address action; ///< none = the document's own address
    QStringList input{QStringLiteral("dtmf")};
    int timeout = 5;
    QString finishOnKey = QStringLiteral("#"); ///< empty = no key
    std::optional<int> numDigits;
    bool actionOnEmptyResult = false;
    QString speechTimeout; ///< seconds, "auto", or empty = timeout
    QString language = QStringLiteral("en-US"), hints, speechModel;
    bool enhanced = false, profanityFilter = true, bargeIn = true, debug = false;
    int maxSpeechTime = 60;
    QString partialResultCallback;
    Method partialResultCallbackMethod = Method::Post;
    QList<Prompt> prompts;
    bool operator==(const Gather &) const = default;
};

struct Record {
    Address action;  ///< none = the document's own address
    int timeout = 5; ///< seconds of silence that end it; 0 = never
    QString finishOnKey = QStringLiteral("1234567890*#");
    std::optional<int> maxLength; ///< none = 3600, or 120 with transcribe
    bool playBeep = true, transcribe = false;
    QString trim = QStringLiteral("trim-silence");
    RecordingNews news;
    QString transcribeCallback, recordingConfigurationId;
    int longest() const { return maxLength.value_or(transcribe ? 120 : 3600); }
    bool operator==(const Record &) const = default;
};

struct Dial {
    Address action; ///< none = go on with the next verb
    int timeout = 30, timeLimit = 14400;
    QString callerId;
    bool answerOnBridge = false, hangupOnStar = false, sequential = false;
    QString record = QStringLiteral("do-not-record"), recordingTrack = QStringLiteral("both");
    RecordingNews news;
    QString trim = QStringLiteral("do-not-trim"), recordingConfigurationId;
    Address refer; ///< referUrl, referMethod
    QString ringTone, callReason, events, passports;
    QList<Noun> targets;
    bool operator==(const Dial &) const = default;
};

struct Redirect {
    Method method = Method::Post;
    QString url;
    bool operator==(const Redirect &) const = default;
};

struct Reject {
    QString reason = QStringLiteral("rejected");
    bool operator==(const Reject &) const = default;
};

struct Hangup {
    bool operator==(const Hangup &) const = default;
};

struct Enqueue {
    Address action; ///< none = go on with the next verb
    Address wait;   ///< waitUrl: none = Twilio's music, empty = silence
    std::optional<int> maxQueueSize;
    QString workflowSid;
    QString name;
    bool operator==(const Enqueue &) const = default;
};

struct Leave {
    bool operator==(const Leave &) const = default;
};

struct Refer {
    Address action;
    QString uri;
    bool operator==(const Refer &) const = default;
};

/// Only recordings can be started; streams and live transcriptions are told apart so that nobody wonders.
struct Start {
    std::optional<LiveRecording> recording;
    bool operator==(const Start &) const = default;
};

struct Stop {
    bool recording = false;
    bool operator==(const Stop &) const = default;
};

/// Deprecated: a text during a call.
struct Sms {
    QString to, from, statusCallback, text;
    Address action;
    bool operator==(const Sms &) const = default;
};

/// The answer to a text, in messaging documents.
struct Message {
    QString to, from, statusCallback;
    Address action;
    QString body;
    QStringList media;
    bool operator==(const Message &) const = default;
};

using Verb = std::variant<Say, Play, Pause, Gather, Record, Dial, Redirect, Reject, Hangup, Enqueue, Leave, Refer, Start, Stop, Sms, Message>;

struct Document {
    QList<Verb> verbs;
    bool operator==(const Document &) const = default;
};

} // namespace milassist::twiml
