// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callsound.h"
#include "core/cache/rowids.h"
#include "core/domain/call.h"
#include "core/domain/recording.h"

#include <QDate>

namespace milassist {

enum class CallHeading { In, Out };

/// How a whole conversation ended, over all its legs.
enum class CallOutcome {
    Answered,
    Missed,    ///< inbound, and no person answered
    Voicemail, ///< inbound, nobody answered, the caller left a message
    Busy,      ///< outbound from here on
    NoAnswer,
    Failed,
    Canceled,
    Ongoing,
    NotSure,   ///< Twilio was asked to make the call, and its answer was lost
};

struct CallFilter {
    std::optional<CallHeading> direction;
    bool missedOnly = false;    ///< Missed and Voicemail
    Party line, peer;           ///< empty = any
    QDate from, to;             ///< days of this computer's time zone, both included; invalid = open
    bool withRecording = false; ///< including voicemail
    QString text;               ///< names, organisations, any part of a number, notes; every word must be found
    bool operator==(const CallFilter &) const = default;
};

/// One conversation: the parent leg with everything that was dialled from it.
struct CallRow {
    qint64 id = 0;
    CallSid root;
    CallHeading direction = CallHeading::In;
    Party line;                 ///< ours
    Party peer;                 ///< theirs
    CallOutcome outcome = CallOutcome::Ongoing;
    Word<CallStatus> status;    ///< how far an ongoing one has come; empty = over, or not known
    QDateTime startedAt;        ///< UTC
    std::chrono::seconds ringSeconds{0};
    std::chrono::seconds talkSeconds{0};
    std::optional<Money> price; ///< sum over the legs rated so far; negative = charged
    bool pricePending = false;  ///< a leg that costs has no price yet
    bool hasRecording = false;
    bool hasVoicemail = false;
    int legs = 0;
    QString contactName;        ///< empty when nobody is known under peer
    QString note;               ///< empty when there is none
    bool operator==(const CallRow &) const = default;
};

struct RecordingRow {
    Recording recording;
    std::optional<Transcription> transcription; ///< the newest one
    QString correction;         ///< of its text, by somebody here; empty = none
    bool operator==(const RecordingRow &) const = default;
};

struct CallDetail {
    CallRow row;
    QList<Call> legs;           ///< parent first, then by start
    QList<RecordingRow> recordings; ///< oldest first
    std::optional<CallSound> sound; ///< of a call that this telephone had
};

} // namespace milassist
