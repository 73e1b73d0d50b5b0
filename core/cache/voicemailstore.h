// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/domain/recording.h"
#include "core/store/store.h"

#include <QDate>

namespace milassist {

class RecordingStore;

struct VoicemailFilter {
    bool unheardOnly = false;
    Party line, peer;   ///< empty = any
    QDate from, to;     ///< days of this computer's time zone, both included; invalid = open
    QString text;       ///< names, any part of a number, transcript, note; every word must be found
    bool operator==(const VoicemailFilter &) const = default;
};

enum class TranscriptState { None, Pending, Ready, Failed };

/// When a voicemail that is played counts as heard.
enum class HeardRule { AfterSeconds, AfterMost, ByHand };

struct VoicemailRow {
    qint64 id = 0;
    RecordingSid recording;
    CallSid call;               ///< the parent leg
    Party line, peer;           ///< empty until the call itself has been fetched
    QDateTime createdAt;        ///< UTC
    std::chrono::seconds duration{0};
    Word<RecordingStatus> status;
    int errorCode = 0;
    bool heard = false;
    TranscriptState transcript = TranscriptState::None;
    QString transcriptText;     ///< as somebody here corrected it, else as Twilio wrote it; empty unless Ready
    bool corrected = false;
    QString twilioText;         ///< what Twilio wrote, when it was corrected; empty when Twilio wrote nothing
    QString note;
    bool deleting = false;      ///< will be deleted at Twilio, can still be undone
    QString contactName;
    bool operator==(const VoicemailRow &) const = default;
};

/// Voicemails: recordings made by the Record verb, with what people did with them. Heard, note and delete marks are our
/// own data and survive a rebuilt cache. Main thread; errors are Storage, DiskFull, Cancelled, NotFound.
class VoicemailStore : public QObject {
    Q_OBJECT
public:
    VoicemailStore(Store &store, RecordingStore &recordings, QObject *parent = nullptr);

    QFuture<Result<RowIds>> rowIds(VoicemailFilter filter); ///< newest first
    QFuture<Result<QList<VoicemailRow>>> rows(RowIds ids);  ///< in the order of ids; those gone are left out
    QFuture<Result<qint64>> idOf(RecordingSid recording);
    QFuture<Result<>> setHeard(QList<qint64> ids, bool heard);
    QFuture<Result<>> setNote(qint64 id, QString note);
    /// What was really said, as somebody heard it; kept even if the cache is rebuilt. Empty, or Twilio's very words, takes
    /// the correction away.
    QFuture<Result<>> correct(qint64 id, QString transcript);
    /// Marks for deletion at Twilio no earlier than @p at (UTC); Deletions (core/outbox) carries it out.
    QFuture<Result<>> markDeleting(QList<qint64> ids, QDateTime at);
    /// Takes the mark away again. Rows whose deletion has begun stay as they are.
    QFuture<Result<>> undoDelete(QList<qint64> ids);
    QFuture<Result<int>> unheardCount();
    QFuture<Result<HeardRule>> heardRule();
    QFuture<Result<>> setHeardRule(HeardRule rule);
    /// As CallStore::exportCsv().
    QFuture<Result<qint64>> exportCsv(VoicemailFilter filter, QString path);

Q_SIGNALS:
    void changed(const QList<qint64> &ids); ///< empty = anything may have
    void unheardCountChanged(int count);

private:
    void countAgain();
    QFuture<Result<>> announced(QFuture<Result<>> future, const QList<qint64> &ids);

    Store &m_store;
    ReadLane m_search;
    int m_unheard = -1;
};

} // namespace milassist
