// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/twilio/requests.h"

namespace milassist {

using namespace Qt::StringLiterals;

QFuture<Result<Page<Call>>> TwilioClient::calls(CallQuery query, Paging paging)
{
    Parameters filters;
    filters.addFilled(u"From", query.from.text());
    filters.addFilled(u"To", query.to.text());
    filters.addFilled(u"ParentCallSid", query.parent.text());
    filters.addFilled(u"Status", query.status.text());
    addSpan(filters, u"StartTime"_s, query.started);
    return list<Call>(u"Calls"_s, std::move(filters), "calls", std::move(paging), [span = query.started](QList<Call> &calls) {
        keepSpan(calls, span, [](const Call &call) { return call.startedAt; });
    });
}

QFuture<Result<Call>> TwilioClient::call(CallSid sid, Priority priority)
{
    return fetch<Call>(url(u"Calls/"_s + sid.text()), priority);
}

QFuture<Result<Call>> TwilioClient::createCall(OutgoingCall call)
{
    Parameters form;
    form.add(u"To", call.to.text());
    form.add(u"From", call.from.text());
    form.addFilled(u"Url", call.url);
    form.addFilled(u"Twiml", call.twiml);
    form.addFilled(u"ApplicationSid", call.application.text());
    form.addFilled(u"StatusCallback", call.statusCallback);
    for (const QString &event : call.statusEvents)
        form.add(u"StatusCallbackEvent", event);
    form.addFilled(u"SendDigits", call.sendDigits);
    if (call.ringTimeout)
        form.add(u"Timeout", QString::number(call.ringTimeout->count()));
    if (call.timeLimit)
        form.add(u"TimeLimit", QString::number(call.timeLimit->count()));
    if (call.record)
        form.add(u"Record", u"true"_s);
    return post<Call>(url(u"Calls"_s), form, Effect::Once);
}

QFuture<Result<Call>> TwilioClient::updateCall(CallSid sid, CallChange change)
{
    Parameters form;
    switch (change.action) {
    case CallChange::Action::HangUp:
        form.add(u"Status", u"completed"_s);
        break;
    case CallChange::Action::Cancel:
        form.add(u"Status", u"canceled"_s);
        break;
    case CallChange::Action::Redirect:
        form.addFilled(u"Url", change.url);
        form.addFilled(u"Twiml", change.twiml);
        break;
    }
    return post<Call>(url(u"Calls/"_s + sid.text()), form, Effect::Once);
}

QFuture<Result<>> TwilioClient::deleteCall(CallSid sid)
{
    return remove(url(u"Calls/"_s + sid.text()));
}

QFuture<Result<Page<Recording>>> TwilioClient::recordings(RecordingQuery query, Paging paging)
{
    Parameters filters;
    filters.addFilled(u"CallSid", query.call.text());
    if (query.includeDeleted)
        filters.add(u"IncludeSoftDeleted", u"true"_s);
    addSpan(filters, u"DateCreated"_s, query.created);
    return list<Recording>(u"Recordings"_s, std::move(filters), "recordings", std::move(paging),
                           [span = query.created](QList<Recording> &recordings) {
                               keepSpan(recordings, span, [](const Recording &recording) { return recording.createdAt; });
                           });
}

QFuture<Result<Page<Recording>>> TwilioClient::callRecordings(CallSid call, Paging paging)
{
    return list<Recording>(u"Calls/%1/Recordings"_s.arg(call.text()), {}, "recordings", std::move(paging));
}

QFuture<Result<Recording>> TwilioClient::recording(RecordingSid sid, Priority priority)
{
    return fetch<Recording>(url(u"Recordings/"_s + sid.text()), priority);
}

QFuture<Result<>> TwilioClient::deleteRecording(RecordingSid sid)
{
    return remove(url(u"Recordings/"_s + sid.text()));
}

QFuture<Result<Recording>> TwilioClient::startRecording(CallSid call)
{
    Parameters form;
    form.add(u"RecordingChannels", u"dual"_s);
    return post<Recording>(url(u"Calls/%1/Recordings"_s.arg(call.text())), form, Effect::Once);
}

QFuture<Result<Recording>> TwilioClient::controlRecording(CallSid call, RecordingSid recording, RecordingControl control)
{
    Parameters form;
    switch (control) {
    case RecordingControl::Pause:
        form.add(u"Status", u"paused"_s);
        break;
    case RecordingControl::PauseWithoutSilence:
        form.add(u"Status", u"paused"_s);
        form.add(u"PauseBehavior", u"skip"_s);
        break;
    case RecordingControl::Resume:
        form.add(u"Status", u"in-progress"_s);
        break;
    case RecordingControl::Stop:
        form.add(u"Status", u"stopped"_s);
        break;
    }
    const QString which = recording.isNull() ? u"Twilio.CURRENT"_s : recording.text();
    return post<Recording>(url(u"Calls/%1/Recordings/%2"_s.arg(call.text(), which)), form, Effect::Repeat);
}

QFuture<Result<Download>> TwilioClient::downloadRecording(RecordingSid sid, AudioFormat format, QString path)
{
    const QString suffix = format == AudioFormat::Wav ? u"wav"_s : u"mp3"_s;
    Request request;
    request.url = productUrl(credentials().baseUrl, Product::Api,
                             u"/2010-04-01/Accounts/%1/Recordings/%2.%3"_s.arg(credentials().account.text(), sid.text(), suffix));
    request.accept = "audio/*";
    request.isFresh = true;
    return download(std::move(request), path);
}

QFuture<Result<Page<Transcription>>> TwilioClient::transcriptions(Paging paging)
{
    return list<Transcription>(u"Transcriptions"_s, {}, "transcriptions", std::move(paging));
}

QFuture<Result<Page<Transcription>>> TwilioClient::recordingTranscriptions(RecordingSid recording, Paging paging)
{
    return list<Transcription>(u"Recordings/%1/Transcriptions"_s.arg(recording.text()), {}, "transcriptions", std::move(paging));
}

QFuture<Result<Transcription>> TwilioClient::transcription(TranscriptionSid sid, Priority priority)
{
    return fetch<Transcription>(url(u"Transcriptions/"_s + sid.text()), priority);
}

QFuture<Result<>> TwilioClient::deleteTranscription(TranscriptionSid sid)
{
    return remove(url(u"Transcriptions/"_s + sid.text()));
}

QFuture<Result<Page<Notification>>> TwilioClient::notifications(NotificationQuery query, Paging paging)
{
    Parameters filters;
    if (query.log)
        filters.add(u"Log", QString::number(*query.log));
    addSpan(filters, u"MessageDate"_s, query.messaged);
    const QString resource = query.call.isNull() ? u"Notifications"_s : u"Calls/%1/Notifications"_s.arg(query.call.text());
    return list<Notification>(resource, std::move(filters), "notifications", std::move(paging),
                              [span = query.messaged](QList<Notification> &notifications) {
                                  keepSpan(notifications, span, [](const Notification &n) { return n.messageAt; });
                              });
}

QFuture<Result<Notification>> TwilioClient::notification(NotificationSid sid)
{
    return fetch<Notification>(url(u"Notifications/"_s + sid.text()));
}

} // namespace milassist
