// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/recording.h"
#include "core/store/sqlconnection.h"

namespace milassist
{

class Statement;

/// One voicemail and what the team did with it.
struct LedgerVoicemail {
    RecordingSid sid;
    CallSid callSid;
    Party line, caller; ///< empty until a webhook said so: that of the recording's status does not
    std::optional<std::chrono::seconds> duration;
    Word<RecordingStatus> status;            ///< empty until said
    Word<TranscriptionStatus> transcription; ///< empty until said
    QString text;
    QDateTime firstHeardOfAt; ///< UTC
    QString assignedTo;       ///< a user; empty = nobody
    QString handledBy;        ///< a user; empty = open
    QDateTime handledAt;      ///< UTC
    QStringList heardBy;      ///< users, by name
    bool operator==(const LedgerVoicemail &) const = default;
};

/// What has become true by one webhook, each of them once in a voicemail's life: that is what people are notified of.
struct VoicemailChange {
    bool isNew = false;    ///< first heard of
    bool hasSound = false; ///< can be listened to from now on
    bool hasText = false;  ///< the transcript is there
    bool operator==(const VoicemailChange &) const = default;
};

/// Voicemails, one row a recording. Record's action, the status of the recording and its transcription come in any order,
/// each perhaps twice; each fills in what it knows, and a state never moves backwards.
class VoicemailTable
{
public:
    explicit VoicemailTable(SqlConnection &db) : m_db(db) {}

    /// Only what is set in @p piece is taken: any of call, line, caller, duration, status, transcription, text.
    /// Errors: Storage.
    Result<VoicemailChange> note(const LedgerVoicemail &piece, const QDateTime &now);

    /// @return false when they had heard it already
    Result<bool> heard(const RecordingSid &sid, const QString &person, const QDateTime &now);
    Result<> heardNot(const RecordingSid &sid, const QString &person);
    /// @param person empty = nobody
    Result<> assign(const RecordingSid &sid, const QString &person);
    /// The first who handled it stands. @return false when somebody had
    Result<bool> handle(const RecordingSid &sid, const QString &person, const QDateTime &now);
    Result<> reopen(const RecordingSid &sid);

    Result<std::optional<LedgerVoicemail>> find(const RecordingSid &sid);
    /// First heard of before @p before, newest first.
    Result<QList<LedgerVoicemail>> latest(const QDateTime &before, int limit);

private:
    Result<QList<LedgerVoicemail>> select(Statement &query);
    Result<> fillIn(const LedgerVoicemail &voicemail);

    SqlConnection &m_db;
};

} // namespace milassist
