// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/webhooks/fields.h"

#include "core/sandbox/world/places.h"

#include <QLocale>

namespace milassist::webhooks {

using namespace Qt::StringLiterals;

namespace {

const QString apiVersion = u"2010-04-01"_s;

/// FromCity, FromState, ... of a North American number; empty values for others, nothing at all for SIP and clients.
void addPlace(SignedFields &fields, const QString &prefix, const QString &party)
{
    if (!party.startsWith(u'+'))
        return;
    const world::Place *place = party.startsWith("+1"_L1) && party.size() == 12 ? world::placeOfAreaCode(QStringView(party).mid(2, 3)) : nullptr;
    fields.append({prefix + "City"_L1, place ? place->locality.toString().toUpper() : QString()});
    fields.append({prefix + "State"_L1, place ? place->region.toString() : QString()});
    fields.append({prefix + "Zip"_L1, place ? place->postalCode.toString() : QString()});
    fields.append({prefix + "Country"_L1, place ? place->country.toString() : party.startsWith("+1"_L1) ? u"US"_s : QString()});
}

/// From, Caller, To, Called, each with its place.
void addParties(SignedFields &fields, const world::Call &call)
{
    for (const auto &[name, party] : {std::pair(u"From"_s, call.from), std::pair(u"To"_s, call.to)}) {
        const QString alias = name == "From"_L1 ? u"Caller"_s : u"Called"_s;
        fields.append({name, party});
        fields.append({alias, party});
        addPlace(fields, name, party);
        addPlace(fields, alias, party);
    }
}

QString digits(const world::Digits &number)
{
    return number.value ? QString::number(*number.value) : u"0"_s;
}

/// "initiated" and "answered" are events; the status is what the call is in then.
QString callStatus(const world::Call &call, const QString &event)
{
    if (event == "initiated"_L1)
        return event;
    return event == "answered"_L1 ? u"in-progress"_s : event == "ringing"_L1 ? event : call.status;
}

QString sipResponseOf(const QString &status)
{
    if (status == "completed"_L1)
        return u"200"_s;
    if (status == "busy"_L1)
        return u"486"_s;
    return status == "failed"_L1 ? u"404"_s : u"487"_s;
}

} // namespace

QString rfc2822(const QDateTime &instant)
{
    return QLocale::c().toString(instant.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss") + " +0000"_L1;
}

SignedFields inboundMessageFields(const QString &account, const world::Message &message, const QList<MediaLink> &media,
                                  const QString &optOutType)
{
    SignedFields fields;
    addPlace(fields, u"To"_s, message.to);
    fields.append({u"SmsMessageSid"_s, message.sid});
    fields.append({u"NumMedia"_s, QString::number(media.size())});
    fields.append({u"SmsSid"_s, message.sid});
    addPlace(fields, u"From"_s, message.from.value_or(QString()));
    fields.append({u"SmsStatus"_s, u"received"_s});
    fields.append({u"Body"_s, message.body});
    fields.append({u"To"_s, message.to});
    if (message.messagingServiceSid)
        fields.append({u"MessagingServiceSid"_s, *message.messagingServiceSid});
    fields.append({u"NumSegments"_s, digits(message.segments)});
    fields.append({u"MessageSid"_s, message.sid});
    fields.append({u"AccountSid"_s, account});
    fields.append({u"From"_s, message.from.value_or(QString())});
    fields.append({u"ApiVersion"_s, apiVersion});
    for (qsizetype i = 0; i < media.size(); ++i) {
        fields.append({u"MediaContentType%1"_s.arg(i), media[i].contentType});
        fields.append({u"MediaUrl%1"_s.arg(i), media[i].url});
    }
    if (!optOutType.isEmpty())
        fields.append({u"OptOutType"_s, optOutType});
    return fields;
}

SignedFields messageStatusFields(const QString &account, const world::Message &message)
{
    SignedFields fields;
    if (message.status == "delivered"_L1 || message.status == "undelivered"_L1)
        fields.append({u"RawDlrDoneDate"_s, message.updatedAt.toUTC().toString(u"yyMMddhhmm"_s)});
    fields.append({u"SmsSid"_s, message.sid});
    fields.append({u"SmsStatus"_s, message.status});
    fields.append({u"MessageStatus"_s, message.status});
    fields.append({u"To"_s, message.to});
    if (message.messagingServiceSid)
        fields.append({u"MessagingServiceSid"_s, *message.messagingServiceSid});
    fields.append({u"MessageSid"_s, message.sid});
    fields.append({u"AccountSid"_s, account});
    fields.append({u"From"_s, message.from.value_or(QString())});
    fields.append({u"ApiVersion"_s, apiVersion});
    if (message.errorCode)
        fields.append({u"ErrorCode"_s, QString::number(*message.errorCode)});
    return fields;
}

SignedFields callProgressFields(const QString &account, const world::Call &call, const QString &event, int sequence, const QDateTime &at,
                                const world::CallTrail &trail)
{
    SignedFields fields{{u"CallSid"_s, call.sid}, {u"AccountSid"_s, account}};
    addParties(fields, call);
    fields.append({u"CallStatus"_s, callStatus(call, event)});
    fields.append({u"ApiVersion"_s, apiVersion});
    fields.append({u"Direction"_s, call.direction});
    if (call.parentSid)
        fields.append({u"ParentCallSid"_s, *call.parentSid});
    if (call.answeredBy)
        fields.append({u"AnsweredBy"_s, *call.answeredBy});
    fields.append({u"CallbackSource"_s, u"call-progress-events"_s});
    fields.append({u"SequenceNumber"_s, QString::number(sequence)});
    fields.append({u"Timestamp"_s, rfc2822(at)});
    // What the other end's network is told of us: the sandbox's numbers are all its own, so it vouches for them.
    if (call.direction != "inbound"_L1 && call.to.startsWith(u'+') && (event == "ringing"_L1 || event == "answered"_L1))
        fields.append({u"StirStatus"_s, u"A"_s});
    if (event == "completed"_L1) {
        const qint64 seconds = call.duration.value.value_or(0);
        fields.append({u"CallDuration"_s, QString::number(seconds)});
        if (!call.parentSid) // only of whole calls
            fields.append({u"Duration"_s, QString::number((seconds + 59) / 60)}); // billed minutes
        fields.append({u"SipResponseCode"_s, trail.sipCode > 0 ? QString::number(trail.sipCode) : sipResponseOf(call.status)});
        if (!trail.recordingSid.isEmpty()) {
            fields.append({u"RecordingUrl"_s, trail.recordingUrl});
            fields.append({u"RecordingSid"_s, trail.recordingSid});
            fields.append({u"RecordingDuration"_s, QString::number(trail.recordingSeconds)});
        }
    }
    return fields;
}

SignedFields voiceFields(const QString &account, const world::Call &call, const QString &status, const SignedFields &more)
{
    SignedFields fields{{u"CallSid"_s, call.sid}, {u"AccountSid"_s, account}};
    addParties(fields, call);
    fields.append({u"CallStatus"_s, status});
    fields.append({u"ApiVersion"_s, apiVersion});
    fields.append({u"Direction"_s, call.direction});
    if (call.forwardedFrom)
        fields.append({u"ForwardedFrom"_s, *call.forwardedFrom});
    if (call.callerName)
        fields.append({u"CallerName"_s, *call.callerName});
    if (call.parentSid)
        fields.append({u"ParentCallSid"_s, *call.parentSid});
    if (call.answeredBy)
        fields.append({u"AnsweredBy"_s, *call.answeredBy});
    return fields + more;
}

SignedFields transcriptionFields(const QString &account, const world::Call &call, const world::Transcription &transcription,
                                 const QString &recordingUrl, const QString &callbackUrl)
{
    SignedFields fields{{u"ApiVersion"_s, apiVersion},
                        {u"TranscriptionType"_s, transcription.type},
                        {u"TranscriptionUrl"_s, recordingUrl + "/Transcriptions/"_L1 + transcription.sid},
                        {u"TranscriptionSid"_s, transcription.sid},
                        {u"Called"_s, call.to},
                        {u"RecordingSid"_s, transcription.recordingSid},
                        {u"CallStatus"_s, call.status},
                        {u"RecordingUrl"_s, recordingUrl},
                        {u"From"_s, call.from},
                        {u"Direction"_s, call.direction},
                        {u"url"_s, callbackUrl},
                        {u"AccountSid"_s, account},
                        {u"TranscriptionText"_s, transcription.text.value_or(QString())},
                        {u"Caller"_s, call.from},
                        {u"TranscriptionStatus"_s, transcription.status},
                        {u"CallSid"_s, call.sid},
                        {u"To"_s, call.to}};
    if (call.forwardedFrom)
        fields.append({u"ForwardedFrom"_s, *call.forwardedFrom});
    return fields;
}

SignedFields recordingStatusFields(const QString &account, const world::Recording &recording, const QString &recordingUrl)
{
    SignedFields fields{{u"RecordingSource"_s, recording.source}};
    if (recording.track)
        fields.append({u"RecordingTrack"_s, *recording.track});
    fields.append({u"RecordingSid"_s, recording.sid});
    fields.append({u"RecordingUrl"_s, recordingUrl});
    fields.append({u"RecordingStatus"_s, recording.status});
    fields.append({u"RecordingChannels"_s, QString::number(recording.channels)});
    fields.append({u"ErrorCode"_s, QString::number(recording.errorCode.value_or(0))});
    if (recording.conferenceSid)
        fields.append({u"ConferenceSid"_s, *recording.conferenceSid});
    else
        fields.append({u"CallSid"_s, recording.callSid.value_or(QString())});
    fields.append({u"RecordingStartTime"_s, rfc2822(recording.startedAt)});
    fields.append({u"AccountSid"_s, account});
    if (recording.status == "completed"_L1)
        fields.append({u"RecordingDuration"_s, digits(recording.duration)});
    return fields;
}

} // namespace milassist::webhooks
