// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callrow.h"
#include "core/cache/messagestore.h"
#include "core/cache/voicemailstore.h"
#include "core/domain/contact.h"

namespace milassist {

/// One text that was found, with the stretch of it to show.
struct TextHit {
    qint64 message = 0, thread = 0;
    Party line, peer;
    QString contactName;
    bool inbound = false;
    QDateTime at;               ///< UTC
    QString excerpt;            ///< up to about 120 characters around the first find
    QList<std::pair<int, int>> marks; ///< start and length of the finds in excerpt
    bool operator==(const TextHit &) const = default;
};

struct TranscriptHit {
    VoicemailRow voicemail;     ///< id 0 when it belongs to another recording of `call`
    CallSid call;
    RecordingSid recording;
    QString excerpt;
    QList<std::pair<int, int>> marks;
    bool operator==(const TranscriptHit &) const = default;
};

/// A party without a contact whose number was searched.
struct PersonHit {
    std::optional<Contact> contact;
    Party party;                ///< one number of theirs
    bool operator==(const PersonHit &) const = default;
};

struct SearchHits {
    QString text;               ///< what was asked
    QList<PersonHit> people;
    QList<CallRow> calls;       ///< newest first, as all below
    QList<TextHit> texts;
    QList<TranscriptHit> transcripts;
    bool isEmpty() const { return people.isEmpty() && calls.isEmpty() && texts.isEmpty() && transcripts.isEmpty(); }
};

/// One search over everything, fast enough for every key press. Main thread.
class SearchStore : public QObject {
    Q_OBJECT
public:
    explicit SearchStore(Store &store, QObject *parent = nullptr);

    /// Every word of @p text must be found, the last one as a beginning; any case, accents ignored; digits find any part
    /// of a number. At most @p limit hits a group. A newer search overtakes an older one, which ends as Cancelled.
    /// Errors: Storage, Cancelled.
    QFuture<Result<SearchHits>> search(QString text, int limit);

private:
    Store &m_store;
    ReadLane m_lane;
};

} // namespace milassist
