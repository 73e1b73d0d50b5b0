// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/schema.h"

#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/number.h"
#include "core/domain/recording.h"
#include "core/store/recordsql.h"

#include <vector>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// `id INTEGER PRIMARY KEY, "sid" TEXT NOT NULL UNIQUE, "from" TEXT, ...`
template <typename Record>
QString recordColumns()
{
    QString columns = u"id INTEGER PRIMARY KEY"_s;
    forEachField<Record>([&]<typename M>(const Field<Record, M> &f) {
        const QString name = QLatin1StringView(f.name);
        columns += u", \"%1\" %2%3"_s.arg(name, KeptAsInteger<M> ? u"INTEGER"_s : u"TEXT"_s,
                                          name == "sid"_L1 ? u" NOT NULL UNIQUE"_s : QString());
    });
    return columns;
}

} // namespace

// The ids of call, conversation, recording, transcription and message are timeId()s: ordered by time, newest last.
QStringList cacheMigrations()
{
    return {
        // Who is at the other end of anything: texts once, ids everywhere. 0 is nobody.
        u"CREATE TABLE party (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
        "INSERT INTO party (id, text) VALUES (0, '');"
        // Legs as Twilio keeps them, and one row per conversation worked out from its legs. The id of a conversation is
        // that of its first leg. A leg that came before its parent waits under the parent's sid.
        "CREATE TABLE call (%1, conversation INTEGER NOT NULL);"
        "CREATE INDEX call_by_conversation ON call (conversation) WHERE conversation <> id;" // most calls have one leg
        "CREATE TABLE waiting (parent TEXT PRIMARY KEY, conversation INTEGER NOT NULL);"
        "CREATE TABLE conversation (id INTEGER PRIMARY KEY, root TEXT NOT NULL, direction INTEGER NOT NULL,"
        "  line INTEGER NOT NULL, peer INTEGER NOT NULL, outcome INTEGER NOT NULL, started_ms INTEGER,"
        "  ring_s INTEGER NOT NULL, talk_s INTEGER NOT NULL, price INTEGER, price_unit TEXT, price_pending INTEGER NOT NULL,"
        "  has_recording INTEGER NOT NULL, has_voicemail INTEGER NOT NULL, legs INTEGER NOT NULL);"
        "CREATE INDEX conversation_by_peer ON conversation (peer);"
        // Line and peer of a recording are those of its conversation, 0 until that is known.
        "CREATE TABLE recording (%2, voicemail INTEGER NOT NULL, line INTEGER NOT NULL DEFAULT 0, peer INTEGER NOT NULL DEFAULT 0);"
        "CREATE INDEX recording_by_call ON recording (call_sid);"
        "CREATE INDEX recording_voicemail ON recording (id) WHERE voicemail = 1;"
        "CREATE TABLE transcription (%3);"
        "CREATE INDEX transcription_by_recording ON transcription (recording_sid);"_s
            .arg(recordColumns<Call>(), recordColumns<Recording>(), recordColumns<Transcription>())
        // Texts, and one row per (line, peer) that is kept up to date instead of being grouped on the fly.
        + u"CREATE TABLE message (%1, thread INTEGER NOT NULL, inbound INTEGER NOT NULL);"
          "CREATE INDEX message_by_thread ON message (thread, id);"
          "CREATE INDEX message_with_media ON message (id) WHERE num_media > 0;"
          "CREATE TABLE thread (id INTEGER PRIMARY KEY, line INTEGER NOT NULL, peer INTEGER NOT NULL, last_ms INTEGER NOT NULL DEFAULT 0,"
          "  preview TEXT, last_inbound INTEGER NOT NULL DEFAULT 0, last_status TEXT, last_media INTEGER NOT NULL DEFAULT 0,"
          "  unread INTEGER NOT NULL DEFAULT 0, UNIQUE (line, peer));"
          "CREATE INDEX thread_by_last ON thread (last_ms DESC, id DESC);"
          "CREATE INDEX thread_by_peer ON thread (peer);"
          "CREATE INDEX thread_unread ON thread (id) WHERE unread > 0;"
          "CREATE TABLE media (%2);"
          "CREATE INDEX media_by_message ON media (parent_sid);"_s
              .arg(recordColumns<Message>(), recordColumns<Media>())
        + u"CREATE TABLE number (%1, %2, %3);"_s
              .arg(recordColumns<IncomingNumber>(), columnList<NumberConfig>(), columnList<Capabilities>())
        + u"CREATE TABLE cursor (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
          "CREATE TABLE price (key TEXT PRIMARY KEY, micros INTEGER NOT NULL, unit TEXT NOT NULL, fetched_ms INTEGER NOT NULL);"
          "CREATE VIRTUAL TABLE message_fts USING fts5 (body, content = 'message', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');"
          "CREATE TRIGGER message_added AFTER INSERT ON message WHEN new.body IS NOT NULL BEGIN"
          "  INSERT INTO message_fts (rowid, body) VALUES (new.id, new.body); END;"
          "CREATE TRIGGER message_removed AFTER DELETE ON message WHEN old.body IS NOT NULL BEGIN"
          "  INSERT INTO message_fts (message_fts, rowid, body) VALUES ('delete', old.id, old.body); END;"
          "CREATE TRIGGER message_body_out BEFORE UPDATE OF body ON message WHEN old.body IS NOT NULL AND old.body IS NOT new.body BEGIN"
          "  INSERT INTO message_fts (message_fts, rowid, body) VALUES ('delete', old.id, old.body); END;"
          "CREATE TRIGGER message_body_in AFTER UPDATE OF body ON message WHEN new.body IS NOT NULL AND old.body IS NOT new.body BEGIN"
          "  INSERT INTO message_fts (rowid, body) VALUES (new.id, new.body); END;"
          "CREATE VIRTUAL TABLE transcript_fts USING fts5 (transcription_text, content = 'transcription', content_rowid = 'id',"
          "  tokenize = 'unicode61 remove_diacritics 2');"
          "CREATE TRIGGER transcript_added AFTER INSERT ON transcription WHEN new.transcription_text IS NOT NULL BEGIN"
          "  INSERT INTO transcript_fts (rowid, transcription_text) VALUES (new.id, new.transcription_text); END;"
          "CREATE TRIGGER transcript_removed AFTER DELETE ON transcription WHEN old.transcription_text IS NOT NULL BEGIN"
          "  INSERT INTO transcript_fts (transcript_fts, rowid, transcription_text) VALUES ('delete', old.id, old.transcription_text); END;"
          "CREATE TRIGGER transcript_out BEFORE UPDATE OF transcription_text ON transcription"
          "  WHEN old.transcription_text IS NOT NULL AND old.transcription_text IS NOT new.transcription_text BEGIN"
          "  INSERT INTO transcript_fts (transcript_fts, rowid, transcription_text) VALUES ('delete', old.id, old.transcription_text); END;"
          "CREATE TRIGGER transcript_in AFTER UPDATE OF transcription_text ON transcription"
          "  WHEN new.transcription_text IS NOT NULL AND old.transcription_text IS NOT new.transcription_text BEGIN"
          "  INSERT INTO transcript_fts (rowid, transcription_text) VALUES (new.id, new.transcription_text); END;"_s,
        // The voicemails of one person, for timelines and threads.
        u"CREATE INDEX recording_by_peer ON recording (peer) WHERE voicemail = 1;"_s,
        // From here on the sids of calls are packed (packCallSids): programs that would take them for text stay away.
        u"SELECT 1;"_s,
    };
}

namespace {

// A cache from before keeps the sids of calls as text. Texts come before blobs in their index, so what is left to do is
// found at once; that is all of them once, and later what cannot be packed.
Result<> packCallSids(QSqlDatabase &db)
{
    Statement legs(db, u"SELECT id, %1 FROM call WHERE sid > coalesce(?, '') AND sid < x'' ORDER BY sid LIMIT 1000"_s.arg(columnList<Call>()));
    Statement update(db, u"UPDATE call SET %1 WHERE id = ?1"_s.arg(assignmentList<Call>(2)));
    QString last;
    std::vector<std::pair<qint64, Call>> some;
    do {
        some.clear();
        legs.with(last);
        while (legs.next())
            some.emplace_back(legs.integer(0), readRecord<Call>(legs, 1));
        if (!legs.ok())
            return legs.failure();
        for (const auto &[id, leg] : some) {
            last = leg.sid.text();
            if (!packed(leg.sid).isPacked())
                continue;
            update.restart();
            update.bindInteger(1, id);
            bindRecord(update, 2, leg);
            if (const auto written = update.run(); !written)
                return written;
        }
    } while (!some.empty());
    return {};
}

} // namespace

Result<> completeCache(QSqlDatabase &db)
{
    if (auto done = addMissingColumns<Call>(db, u"call"_s); !done)
        return done;
    if (auto done = addMissingColumns<Recording>(db, u"recording"_s); !done)
        return done;
    if (auto done = addMissingColumns<Transcription>(db, u"transcription"_s); !done)
        return done;
    if (auto done = addMissingColumns<Message>(db, u"message"_s); !done)
        return done;
    if (auto done = addMissingColumns<Media>(db, u"media"_s); !done)
        return done;
    if (auto done = addMissingColumns<IncomingNumber>(db, u"number"_s); !done)
        return done;
    if (auto done = addMissingColumns<NumberConfig>(db, u"number"_s); !done)
        return done;
    return packCallSids(db);
}

QStringList ownMigrations()
{
    return {
        u"CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);"
        "CREATE TABLE contact (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, organisation TEXT, email TEXT, note TEXT,"
        "  updated_ms INTEGER, folded TEXT NOT NULL);"
        "CREATE TABLE contact_number (id INTEGER PRIMARY KEY, contact INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,"
        "  number TEXT NOT NULL, label TEXT);"
        "CREATE INDEX contact_number_by_contact ON contact_number (contact);"
        "CREATE INDEX contact_number_by_number ON contact_number (number);"
        "CREATE TABLE draft (id INTEGER PRIMARY KEY, line TEXT NOT NULL, peer TEXT NOT NULL, body TEXT, media TEXT,"
        "  updated_ms INTEGER NOT NULL, UNIQUE (line, peer));"
        "CREATE TABLE read_mark (id INTEGER PRIMARY KEY, line TEXT NOT NULL, peer TEXT NOT NULL, message INTEGER NOT NULL, UNIQUE (line, peer));"
        "CREATE TABLE heard (recording TEXT PRIMARY KEY, heard INTEGER NOT NULL);"
        // Of a conversation under its first leg's sid, of a voicemail under its recording's.
        "CREATE TABLE note (about TEXT PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL, updated_ms INTEGER NOT NULL);"
        // What we take away at Twilio: wanted, on its way, done (so that a late page does not bring it back), refused.
        "CREATE TABLE deletion (sid TEXT PRIMARY KEY, after_ms INTEGER NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,"
        "  detail TEXT);"
        "CREATE TABLE opt_out (id INTEGER PRIMARY KEY, line TEXT NOT NULL, peer TEXT NOT NULL, opted_out INTEGER NOT NULL,"
        "  source INTEGER NOT NULL, keyword TEXT, at_ms INTEGER NOT NULL, UNIQUE (line, peer));"
        "CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL, peer TEXT NOT NULL, body TEXT, media TEXT,"
        "  state INTEGER NOT NULL, created_ms INTEGER NOT NULL, send_after_ms INTEGER, requested_ms INTEGER,"
        "  known_before INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, sid TEXT,"
        "  error_code INTEGER NOT NULL DEFAULT 0, detail TEXT);"
        "CREATE INDEX outbox_by_thread ON outbox (line, peer);"
        "CREATE INDEX outbox_open ON outbox (id) WHERE state IN (0, 1, 4);"
        "CREATE INDEX outbox_by_sid ON outbox (sid);"
        "CREATE TABLE purchase (id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, state INTEGER NOT NULL, config TEXT,"
        "  price_micros INTEGER, price_unit TEXT, created_ms INTEGER NOT NULL, sid TEXT, error_code INTEGER NOT NULL DEFAULT 0, detail TEXT);"
        "CREATE INDEX purchase_by_number ON purchase (number);"
        "CREATE TABLE number_change (id INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,"
        "  at_ms INTEGER NOT NULL);"
        "CREATE INDEX number_change_by_sid ON number_change (sid, id);"_s,
        // Calls of this telephone; joined: the first leg of Twilio's conversation that stands for it now, empty before.
        u"CREATE TABLE phone_call (key TEXT PRIMARY KEY, sid TEXT, direction INTEGER NOT NULL, line TEXT, peer TEXT, began_ms INTEGER NOT NULL,"
        "  answered_ms INTEGER, ended_ms INTEGER, outcome INTEGER NOT NULL, conversation INTEGER NOT NULL DEFAULT 0, joined TEXT NOT NULL DEFAULT '');"
        "CREATE INDEX phone_call_open ON phone_call (began_ms) WHERE joined = '';"_s,
        // What somebody corrected in a transcript; Twilio's own words stay in the cache.
        u"CREATE TABLE correction (recording TEXT PRIMARY KEY, text TEXT NOT NULL, folded TEXT NOT NULL, updated_ms INTEGER NOT NULL);"_s,
        // How a call of this telephone sounded; about: the first leg of its conversation. Parts of a whole in hundredths, -100 is "not known".
        u"CREATE TABLE call_sound (about TEXT PRIMARY KEY, codec TEXT, encrypted INTEGER NOT NULL, seconds INTEGER NOT NULL, poor_seconds INTEGER NOT NULL,"
        "  mos INTEGER NOT NULL, loss INTEGER NOT NULL, their_loss INTEGER NOT NULL, jitter_ms INTEGER NOT NULL, round_trip_ms INTEGER NOT NULL,"
        "  packets_sent INTEGER NOT NULL, packets_heard INTEGER NOT NULL);"_s,
    };
}

Result<> completeOwn(QSqlDatabase &db, const QDateTime &now)
{
    Statement statement(db, u"INSERT OR IGNORE INTO setting (name, value) VALUES ('first_day_ms', ?)");
    return statement.with(now.toMSecsSinceEpoch()).run();
}

} // namespace milassist
