// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/voicejobs.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

Result<QByteArray> voicemailComplete(SqlConnection &db, const VoiceScene &scene, const RecordEnded &ended)
{
    CallFile file(db, scene);
    file.note(ended.call, u"voicemail"_s);
    const RecordingSid &recording = ended.recording.sid;
    if (!file.isFirst(u"voicemail %1 %2"_s.arg(ended.call.sid.text(), recording.text())))
        return file.finishAgain();
    const bool isEmpty = recording.isNull() || (ended.recording.duration && ended.recording.duration->count() == 0);
    if (!isEmpty) {
        LedgerVoicemail voicemail;
        voicemail.sid = recording;
        voicemail.caller = ended.call.from;
        voicemail.line = ended.call.to;
        voicemail.duration = ended.recording.duration;
        file.note(voicemail);
        file.trace(u"message"_s, {{u"recording"_s, recording.text()}});
        file.settle(CallOutcome::voicemail());
    }
    return file.finish(thanksForMessage(languageOf(file.decision())));
}

Result<QByteArray> recordingStatus(SqlConnection &db, const VoiceScene &scene, const RecordingChanged &changed)
{
    CallFile file(db, scene);
    if (changed.callSid.isNull())
        return file.finish(); // of a conference, which is none of ours
    file.open(changed.callSid);
    const bool isAbsent = changed.status.is(RecordingStatus::Absent) || changed.errorCode != 0;
    if (!changed.source.is(RecordingSource::RecordVerb)) {
        if (isAbsent || changed.status.is(RecordingStatus::Completed))
            file.trace(u"recording-"_s + changed.sid.text(),
                       {{u"status"_s, changed.status.text()},
                        {u"seconds"_s, qint64(changed.duration.value_or(std::chrono::seconds(0)).count())},
                        {u"error"_s, changed.errorCode}});
        return file.finish();
    }
    if (isAbsent) { // nobody spoke, so there is no message
        file.trace(u"no-message"_s, {{u"recording"_s, changed.sid.text()}});
        return file.finish();
    }
    LedgerVoicemail voicemail;
    voicemail.sid = changed.sid;
    voicemail.status = changed.status;
    voicemail.duration = changed.duration;
    file.note(voicemail);
    if (changed.status.is(RecordingStatus::Completed))
        file.settle(CallOutcome::voicemail());
    return file.finish();
}

Result<QByteArray> transcription(SqlConnection &db, const VoiceScene &scene, const TranscriptionArrived &arrived)
{
    CallFile file(db, scene);
    file.open(arrived.call.sid);
    LedgerVoicemail voicemail;
    voicemail.sid = arrived.recordingSid;
    voicemail.caller = arrived.call.from;
    voicemail.line = arrived.call.to;
    voicemail.transcription = arrived.hasFailed ? TranscriptionStatus::Failed : TranscriptionStatus::Completed;
    voicemail.text = arrived.text;
    file.note(voicemail);
    return file.finish();
}

} // namespace milassist::relay
