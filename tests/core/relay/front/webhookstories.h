// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/plan/planjson.h"
#include "tests/core/relay/front/textstest.h"

namespace milassist::relay
{

/// One thing that Twilio says, and how.
struct Webhook {
    QString path; ///< "dial-complete?step=0"
    FormFields fields;

    QString name() const { return path.section(u'?', 0, 0); }
    /// Nobody hears its answer: it may come late, and in any order.
    bool isCallback() const
    {
        return QStringList{u"call-status"_s, u"recording-status"_s, u"transcription"_s, u"message-status"_s}.contains(name());
    }
    /// The same at the fallback address: the relay at @p publicUrl did not answer.
    Webhook afterFailureOf(const QString &publicUrl) const
    {
        Webhook again{name() == u"incoming-sms" ? name() : u"incoming-call-handler"_s, fields};
        again.fields += {{u"ErrorCode"_s, u"11200"_s}, {u"ErrorUrl"_s, publicUrl + u"/api/twilio/"_s + path}};
        return again;
    }
    /// As Twilio sends it to the relay at @p publicUrl.
    QByteArray request(const QString &publicUrl, const Secret &token = theToken) const
    {
        const QByteArray target = "/api/twilio/" + path.toUtf8();
        Form form;
        for (const auto &[name, value] : fields)
            form.add(name, value);
        const QByteArray body = form.encoded("%20");
        return "POST " + target + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded"
            + "\r\nX-Twilio-Signature: " + twilioSignature(token, publicUrl.toUtf8() + target, fields)
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }
};

/// Everything that Twilio says of one call or text, from the first word to the last, in the order in which it comes to know.
struct WebhookStory {
    QByteArray name;
    routing::Plan plan;
    QList<Webhook> before; ///< other calls, which are under way
    QList<Webhook> webhooks;
    bool havePhones = false; ///< Anna and Ben have telephones outside
};

inline const QString annasDesk = u"sip:anna@acme-desk.sip.twilio.com"_s, bensDesk = u"sip:ben@acme-desk.sip.twilio.com"_s;
inline const QString annasPhone = u"+12065550111"_s, bensPhone = u"+12065550122"_s;

inline WebhookStory voicemailStory()
{
    const CallSid caller = callNumber(1), leg = callNumber(2), secondLeg = callNumber(3);
    const QString recording = sidOf<RecordingSid>("RE", 1).text();
    const FormFields message{{u"RecordingSid"_s, recording}, {u"RecordingDuration"_s, u"9"_s}};
    return {.name = "voicemail",
            .plan = inTurns(),
            .before = {},
            .webhooks = {{u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"initiated"_s, 0)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"ringing"_s, 1)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"no-answer"_s, 2)},
                         {u"dial-complete?step=0"_s, dialFields(caller, u"no-answer"_s, false, leg)},
                         {u"call-status?step=1"_s, legFields(secondLeg, caller, bensDesk, u"busy"_s, 1)},
                         {u"dial-complete?step=1"_s, dialFields(caller, u"busy"_s, false, secondLeg)},
                         {u"voicemail-complete"_s, callFields(caller, u"completed"_s, message)},
                         {u"recording-status"_s,
                          {{u"RecordingSource"_s, u"RecordVerb"_s},
                           {u"RecordingSid"_s, recording},
                           {u"RecordingStatus"_s, u"completed"_s},
                           {u"CallSid"_s, caller.text()},
                           {u"RecordingDuration"_s, u"9"_s}}},
                         {u"transcription"_s,
                          callFields(caller, u"completed"_s,
                                     {{u"RecordingSid"_s, recording},
                                      {u"TranscriptionText"_s, u"Please call me back."_s},
                                      {u"TranscriptionStatus"_s, u"completed"_s}})},
                         {u"call-status"_s, endFields(caller, 61)}}};
}

/// Her mobile rings beside her desk; she presses a wrong key, then 1.
inline WebhookStory screeningStory()
{
    const CallSid caller = callNumber(1), leg = callNumber(2);
    const auto pressed = [&](const QString &key) {
        return legFields(leg, caller, annasPhone, u"in-progress"_s, 1) + FormFields{{u"Digits"_s, key}};
    };
    return {.name = "screening",
            .plan = planWith({routing::AllAtOnce{.group = routing::GroupId(u"all"_s)}}),
            .before = {},
            .webhooks = {{u"incoming-call-handler"_s, callFields(caller, u"ringing"_s, {{u"CallerName"_s, u"MARIA LOPEZ"_s}})},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasPhone, u"ringing"_s, 1)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasPhone, u"in-progress"_s, 2)},
                         {u"screen?line=%2B12065550142"_s, legFields(leg, caller, annasPhone, u"in-progress"_s, 1)},
                         {u"screened?attempt=0&line=%2B12065550142"_s, pressed(u"5"_s)},
                         {u"screened?attempt=1&line=%2B12065550142"_s, pressed(u"1"_s)},
                         {u"dial-complete?step=0"_s, dialFields(caller, u"completed"_s, true, leg)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasPhone, u"completed"_s, 3)},
                         {u"call-status"_s, endFields(caller, 47)}},
            .havePhones = true};
}

/// Anna's telephone calls somebody, and the call is recorded.
inline WebhookStory outgoingStory()
{
    const CallSid call = callNumber(1), leg = callNumber(2);
    const auto phone = [&](const QString &status, const FormFields &more = {}) {
        return FormFields{{u"CallSid"_s, call.text()},
                          {u"From"_s, annasDesk},
                          {u"To"_s, u"sip:%1@acme-desk.sip.twilio.com:5060;user=phone"_s.arg(theCaller)},
                          {u"CallStatus"_s, status},
                          {u"Direction"_s, u"inbound"_s},
                          {u"SipDomain"_s, u"acme-desk.sip.twilio.com"_s},
                          {u"SipUsername"_s, u"anna"_s},
                          {u"SipCallId"_s, u"abc@192.0.2.1"_s},
                          {u"SipHeader_x-line"_s, theLine}}
        + more;
    };
    routing::Line recorded;
    recorded.recording.outbound = routing::Record::On;
    return {.name = "outgoing",
            .plan = planWith({}, recorded),
            .before = {},
            .webhooks = {{u"outgoing-call-handler"_s, phone(u"ringing"_s)},
                         {u"call-status"_s, legFields(leg, call, theCaller, u"initiated"_s, 0)},
                         {u"call-status"_s, legFields(leg, call, theCaller, u"ringing"_s, 1)},
                         {u"call-status"_s, legFields(leg, call, theCaller, u"in-progress"_s, 2)},
                         {u"outgoing-complete"_s, dialFields(call, u"completed"_s, true, leg)},
                         {u"call-status"_s, legFields(leg, call, theCaller, u"completed"_s, 3)},
                         {u"recording-status"_s,
                          {{u"RecordingSource"_s, u"DialVerb"_s},
                           {u"RecordingSid"_s, sidOf<RecordingSid>("RE", 2).text()},
                           {u"RecordingStatus"_s, u"completed"_s},
                           {u"CallSid"_s, call.text()},
                           {u"RecordingDuration"_s, u"9"_s}}},
                         {u"call-status"_s, phone(u"completed"_s, {{u"CallDuration"_s, u"12"_s}})}}};
}

/// Anna takes the call and hands it to somebody outside.
inline WebhookStory transferStory()
{
    const CallSid caller = callNumber(1), leg = callNumber(2), secondLeg = callNumber(3);
    const FormFields target{{u"ReferTransferTarget"_s, u"<sip:+14155550123@acme-desk.sip.twilio.com>"_s}};
    return {.name = "transfer",
            .plan = inTurns(),
            .before = {},
            .webhooks = {{u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2)},
                         {u"refer"_s, legFields(leg, caller, annasDesk, u"in-progress"_s, 2) + target},
                         {u"transfer-complete"_s, dialFields(caller, u"completed"_s, true, secondLeg)},
                         {u"call-status?step=0"_s, legFields(leg, caller, annasDesk, u"completed"_s, 3)},
                         {u"call-status"_s, endFields(caller, 90)}}};
}

/// Everybody talks; the caller waits in the queue, and then speaks to the mailbox.
inline WebhookStory waitingStory()
{
    const CallSid caller = callNumber(1);
    routing::Line line;
    line.whenAllBusy = routing::Hold{.atMost = std::chrono::seconds(120)};
    const QString soonOver = u"?step=0&until=1"_s; // long ago
    return {.name = "waiting",
            .plan = planWith({routing::InOrder{.group = routing::GroupId(u"all"_s)}}, line),
            .before = {{u"incoming-call-handler"_s, callFields(callNumber(8), u"ringing"_s)},
                       {u"incoming-call-handler"_s, callFields(callNumber(9), u"ringing"_s)}},
            .webhooks = {{u"incoming-call-handler"_s, callFields(caller, u"ringing"_s)},
                         {u"wait"_s + soonOver, callFields(caller, u"in-progress"_s, {{u"QueuePosition"_s, u"1"_s}})},
                         {u"wait-complete"_s + soonOver, callFields(caller, u"in-progress"_s, {{u"QueueResult"_s, u"leave"_s}})},
                         {u"call-status"_s, endFields(caller, 20)}}};
}

/// A question, which the line answers by itself; then STOP.
inline WebhookStory textStory()
{
    routing::Line line;
    line.texts = chatty();
    line.texts.tasks = {{.name = u"all"_s}};
    const auto state = [](const QString &word) {
        return Webhook{u"message-status?answers="_s + textNumber(1).text(), statusFields(7, word)};
    };
    return {.name = "text",
            .plan = planWith({}, line),
            .before = {},
            .webhooks = {{u"incoming-sms"_s, textFields(1, u"Do you open on Sunday?"_s)},
                         state(u"queued"_s),
                         state(u"sent"_s),
                         state(u"delivered"_s),
                         {u"incoming-sms"_s, textFields(2, u"STOP"_s, theCaller, {{u"OptOutType"_s, u"STOP"_s}})},
                         {u"message-status"_s, statusFields(8, u"undelivered"_s, {{u"ErrorCode"_s, u"30003"_s}})}}};
}

inline QList<WebhookStory> allStories()
{
    return {voicemailStory(), screeningStory(), outgoingStory(), transferStory(), waitingStory(), textStory()};
}

} // namespace milassist::relay
