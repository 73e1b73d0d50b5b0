// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/voicemailtable.h"

#include "core/domain/merge.h"
#include "core/store/recordsql.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QStringView columns =
    u"recording, call, line, caller, duration_s, status, transcription, transcript, first_ms, assigned_to,"
    " handled_by, handled_ms";

bool hasEnded(const Word<TranscriptionStatus> &status)
{
    return status.isAnyOf(TranscriptionStatus::Completed, TranscriptionStatus::Failed);
}

// Of two pieces that say the same kind of thing the one that must be later counts, whichever came first: a recording that was
// completed and then deleted, a transcript that came after all.
LedgerVoicemail filled(LedgerVoicemail kept, const LedgerVoicemail &piece)
{
    Recording was, is;
    was.status = kept.status;
    was.duration = kept.duration;
    is.status = piece.status;
    is.duration = piece.duration;
    const Recording sound = merged(was, is);
    if (kept.status.isEmpty())
        kept.status = piece.status;
    else if (!piece.status.isEmpty())
        kept.status = sound.status;
    kept.duration = sound.duration;
    if (!piece.callSid.isNull())
        kept.callSid = piece.callSid;
    if (!piece.line.isEmpty())
        kept.line = piece.line;
    if (!piece.caller.isEmpty())
        kept.caller = piece.caller;
    const bool goesOn = !hasEnded(kept.transcription) || piece.transcription.is(TranscriptionStatus::Completed);
    if (!piece.transcription.isEmpty() && goesOn) {
        kept.transcription = piece.transcription;
        kept.text = piece.text.isEmpty() ? kept.text : piece.text;
    }
    return kept;
}

} // namespace

Result<VoicemailChange> VoicemailTable::note(const LedgerVoicemail &piece, const QDateTime &now)
{
    Statement ensure(m_db, u"INSERT INTO voicemail (recording, first_ms) VALUES (?, ?) ON CONFLICT (recording) DO NOTHING");
    VoicemailChange change{.isNew = ensure.with(piece.sid.text(), now.toMSecsSinceEpoch()).changes()};
    if (!ensure.ok())
        return ensure.failure();
    Statement query(m_db, u"SELECT %1 FROM voicemail WHERE recording = ?"_s.arg(columns) + m_db.forUpdate());
    const auto found = select(query.with(piece.sid.text()));
    if (!found)
        return fail(found.error());
    if (found->isEmpty())
        return fail(Error::Kind::Storage, u"the voicemail just written is not there"_s);
    const LedgerVoicemail &before = found->first();
    const LedgerVoicemail after = filled(before, piece);
    const auto isReady = [](const LedgerVoicemail &v) {
        return v.status.isAnyOf(RecordingStatus::Completed, RecordingStatus::Deleted);
    };
    const auto isWritten = [](const LedgerVoicemail &v) { return v.transcription.is(TranscriptionStatus::Completed); };
    change.hasSound = after.status.is(RecordingStatus::Completed) && !isReady(before);
    change.hasText = isWritten(after) && !isWritten(before);
    if (after == before)
        return change;
    if (const auto written = fillIn(after); !written)
        return fail(written.error());
    return change;
}

Result<> VoicemailTable::fillIn(const LedgerVoicemail &voicemail)
{
    Statement update(
        m_db,
        u"UPDATE voicemail SET call = ?, line = ?, caller = ?, duration_s = ?, status = ?, transcription = ?, transcript = ?"
        " WHERE recording = ?");
    bindMember(update, 1, voicemail.callSid);
    bindMember(update, 2, voicemail.line);
    bindMember(update, 3, voicemail.caller);
    bindMember(update, 4, voicemail.duration);
    bindMember(update, 5, voicemail.status);
    bindMember(update, 6, voicemail.transcription);
    bindMember(update, 7, voicemail.text);
    bindMember(update, 8, voicemail.sid);
    return update.run();
}

Result<bool> VoicemailTable::heard(const RecordingSid &sid, const QString &person, const QDateTime &now)
{
    Statement insert(
        m_db,
        u"INSERT INTO voicemail_heard (recording, person, at_ms) VALUES (?, ?, ?) ON CONFLICT (recording, person) DO NOTHING");
    const bool isFirst = insert.with(sid.text(), person, now.toMSecsSinceEpoch()).changes();
    if (!insert.ok())
        return insert.failure();
    return isFirst;
}

Result<> VoicemailTable::heardNot(const RecordingSid &sid, const QString &person)
{
    Statement remove(m_db, u"DELETE FROM voicemail_heard WHERE recording = ? AND person = ?");
    return remove.with(sid.text(), person).run();
}

Result<> VoicemailTable::assign(const RecordingSid &sid, const QString &person)
{
    Statement update(m_db, u"UPDATE voicemail SET assigned_to = ? WHERE recording = ?");
    return update.with(person, sid.text()).run();
}

Result<bool> VoicemailTable::handle(const RecordingSid &sid, const QString &person, const QDateTime &now)
{
    Statement update(m_db, u"UPDATE voicemail SET handled_by = ?, handled_ms = ? WHERE recording = ? AND handled_by IS NULL");
    const bool isFirst = update.with(person, now.toMSecsSinceEpoch(), sid.text()).changes();
    if (!update.ok())
        return update.failure();
    return isFirst;
}

Result<> VoicemailTable::reopen(const RecordingSid &sid)
{
    Statement update(m_db, u"UPDATE voicemail SET handled_by = NULL, handled_ms = NULL WHERE recording = ?");
    return update.with(sid.text()).run();
}

Result<QList<LedgerVoicemail>> VoicemailTable::select(Statement &query)
{
    QList<LedgerVoicemail> found;
    while (query.next()) {
        LedgerVoicemail voicemail;
        readMember(query, 0, voicemail.sid);
        readMember(query, 1, voicemail.callSid);
        readMember(query, 2, voicemail.line);
        readMember(query, 3, voicemail.caller);
        readMember(query, 4, voicemail.duration);
        readMember(query, 5, voicemail.status);
        readMember(query, 6, voicemail.transcription);
        readMember(query, 7, voicemail.text);
        readMember(query, 8, voicemail.firstHeardOfAt);
        readMember(query, 9, voicemail.assignedTo);
        readMember(query, 10, voicemail.handledBy);
        readMember(query, 11, voicemail.handledAt);
        found << voicemail;
    }
    if (!query.ok())
        return query.failure();
    query.restart();
    Statement heard(m_db, u"SELECT person FROM voicemail_heard WHERE recording = ? ORDER BY person");
    for (LedgerVoicemail &voicemail : found) {
        heard.with(voicemail.sid.text());
        while (heard.next())
            voicemail.heardBy << heard.text(0);
    }
    if (!heard.ok())
        return heard.failure();
    return found;
}

Result<std::optional<LedgerVoicemail>> VoicemailTable::find(const RecordingSid &sid)
{
    Statement query(m_db, u"SELECT %1 FROM voicemail WHERE recording = ?"_s.arg(columns));
    return select(query.with(sid.text())).map([](const QList<LedgerVoicemail> &found) {
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    });
}

Result<QList<LedgerVoicemail>> VoicemailTable::latest(const QDateTime &before, int limit)
{
    Statement query(m_db,
                    u"SELECT %1 FROM voicemail WHERE first_ms < ? ORDER BY first_ms DESC, recording LIMIT ?"_s.arg(columns));
    return select(query.with(before.toMSecsSinceEpoch(), limit));
}

} // namespace milassist
