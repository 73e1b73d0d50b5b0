// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace milassist::world
{

/// What is believed about Twilio but not confirmed (reference 16), each with the default we chose.
struct Quirks {
    bool clampLargePages = false;         ///< PageSize > 1000: 1000 rows instead of 400/20007
    bool beforeIncludesDay = false;       ///< whether StartTime<=d takes in day d (Messages always do)
    bool unansweredDurationIsZero = true; ///< "0" instead of null for busy, no-answer, failed, canceled
    bool logKeywordReplies = true;        ///< Twilio's own STOP/START/HELP answers appear in Messages
    bool moreStopWords = true;            ///< OPTOUT and REVOKE count as STOP
    int scheduleAtLeastSeconds = 300;     ///< 900 on older accounts
    bool deleteLiveCalls = false;         ///< DELETE of a call that has not ended: false = 400/20009
    bool deleteMessagesInFlight = false;  ///< DELETE of a queued or sending message: false = 400/20009
};

/// How long things take, in milliseconds. Everything is counted from the event before it.
struct Pace {
    int queuedToSending = 250;
    int sendingToSent = 500;
    int sentToDelivered = 1500;
    int messagePrice = 6000; ///< after the last state
    int callsApart = 1000; ///< between two calls made through REST: the account's calls per second
    int callInitiated = 150;
    int callRinging = 900;
    int callAnswered = 5000;
    int callTalk = 20000; ///< how long an answered call made through REST lasts at least; up to three times that
    int callPrice = 8000;
    int recordingCompleted = 2000;
    int transcription = 12000;
    int replyAfter = 4000; ///< a person's answer to a text, at least; up to three times that
};

} // namespace milassist::world
