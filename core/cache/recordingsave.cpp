// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/recordingsave.h"

#include "core/cache/conversationkeeper.h"
#include "core/cache/recordtable.h"
#include "core/cache/timeid.h"

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// The conversation a recording belongs to, if its call is known.
Result<> addConversation(Statement &conversationOf, const CallSid &call, QSet<qint64> &conversations)
{
    conversationOf.with(packed(call));
    if (conversationOf.next())
        conversations.insert(conversationOf.integer(0));
    conversationOf.restart();
    return conversationOf.outcome();
}

Result<> refreshAll(QSqlDatabase &db, const QSet<qint64> &conversations)
{
    ConversationKeeper keeper(db);
    for (const qint64 conversation : conversations) {
        if (const auto refreshed = keeper.refresh(conversation); !refreshed)
            return refreshed;
    }
    return {};
}

} // namespace

Result<RecordingsSaved> saveRecordings(QSqlDatabase &db, const QList<Recording> &recordings)
{
    RecordTable<Recording> table(db, u"recording", {u"voicemail"_s});
    Statement conversationOf(db, u"SELECT conversation FROM call WHERE sid = ?");
    Statement gone(db, u"SELECT 1 FROM own.deletion WHERE sid = ? AND state = 2");
    Statement kind(db, u"UPDATE recording SET voicemail = ?2 WHERE id = ?1");
    RecordingsSaved result;
    for (const Recording &recording : recordings) {
        if (recording.sid.isNull())
            continue;
        const bool deleted = gone.with(recording.sid.text()).next();
        gone.restart();
        if (deleted)
            continue;
        const QDateTime at = recording.createdAt.isValid() ? recording.createdAt : recording.startedAt;
        const auto inserted = table.insert(timeId(at, recording.sid.text()), recording, isVoicemail(recording));
        if (!inserted)
            return fail(inserted.error());
        qint64 id = inserted->value_or(0);
        if (*inserted) {
            ++result.saved.added;
        } else {
            const auto kept = table.find(recording.sid);
            if (!kept)
                return fail(kept.error());
            const Recording now = merged((*kept)->record, recording);
            if (now == (*kept)->record)
                continue;
            id = (*kept)->id;
            ++result.saved.changed;
            if (const auto updated = table.update(id, now); !updated)
                return fail(updated.error());
            if (const auto typed = kind.with(id, isVoicemail(now)).run(); !typed)
                return fail(typed.error());
        }
        result.saved.ids.push_back(id);
        result.sids.push_back(recording.sid);
        if (const auto added = addConversation(conversationOf, recording.callSid, result.conversations); !added)
            return fail(added.error());
    }
    if (!gone.ok())
        return gone.failure();
    const auto refreshed = refreshAll(db, result.conversations);
    return refreshed ? Result<RecordingsSaved>(std::move(result)) : fail(refreshed.error());
}

Result<RecordingsSaved> saveTranscripts(QSqlDatabase &db, const QList<Transcription> &transcriptions)
{
    RecordTable<Transcription> table(db, u"transcription");
    RecordingsSaved result;
    for (const Transcription &transcription : transcriptions) {
        if (transcription.sid.isNull())
            continue;
        const auto inserted = table.insert(timeId(transcription.createdAt, transcription.sid.text()), transcription);
        if (!inserted)
            return fail(inserted.error());
        if (*inserted) {
            ++result.saved.added;
        } else {
            const auto kept = table.find(transcription.sid);
            if (!kept)
                return fail(kept.error());
            const Transcription now = merged((*kept)->record, transcription);
            if (now == (*kept)->record)
                continue;
            ++result.saved.changed;
            if (const auto updated = table.update((*kept)->id, now); !updated)
                return fail(updated.error());
        }
        result.sids.push_back(transcription.recordingSid);
    }
    return result;
}

Result<RecordingsSaved> removeRecordings(QSqlDatabase &db, const QList<RecordingSid> &sids)
{
    Statement conversationOf(db, u"SELECT conversation FROM call WHERE sid = ?");
    Statement remove(db, u"DELETE FROM recording WHERE sid = ? RETURNING call_sid");
    Statement transcripts(db, u"DELETE FROM transcription WHERE recording_sid = ?");
    RecordingsSaved result;
    for (const RecordingSid &sid : sids) {
        QString call;
        remove.with(sid.text());
        const bool found = remove.next();
        if (found)
            call = remove.text(0);
        remove.restart();
        if (!remove.ok())
            return remove.failure();
        if (!found)
            continue;
        result.sids.push_back(sid);
        if (const auto done = transcripts.with(sid.text()).run(); !done)
            return fail(done.error());
        if (const auto added = addConversation(conversationOf, Codec<CallSid>::fromSql(call), result.conversations); !added)
            return fail(added.error());
    }
    const auto refreshed = refreshAll(db, result.conversations);
    return refreshed ? Result<RecordingsSaved>(std::move(result)) : fail(refreshed.error());
}

Result<RecordingsSaved> removeTranscripts(QSqlDatabase &db, const QList<TranscriptionSid> &sids)
{
    Statement remove(db, u"DELETE FROM transcription WHERE sid = ? RETURNING recording_sid");
    RecordingsSaved result;
    for (const TranscriptionSid &sid : sids) {
        remove.with(sid.text());
        if (remove.next())
            result.sids.push_back(Codec<RecordingSid>::fromSql(remove.text(0)));
        remove.restart();
        if (!remove.ok())
            return remove.failure();
    }
    return result;
}

} // namespace milassist
