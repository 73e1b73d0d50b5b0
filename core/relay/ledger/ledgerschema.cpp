// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/ledgerschema.h"

#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/store/recordsql.h"

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

// A record that is worked out from notices (NoticeTable), and the notices.
template <typename Record>
QString noticedTables(const QString &table)
{
    const QString columns = columnDefinitions<Record>(u"BIGINT").join(u", "_s);
    return u"CREATE TABLE %1 (%2, PRIMARY KEY (\"sid\"));"
           "CREATE TABLE %1_notice (%2, notice TEXT PRIMARY KEY, rank BIGINT NOT NULL, sequence BIGINT NOT NULL, extra TEXT);"
           "CREATE INDEX %1_notice_by_sid ON %1_notice (\"sid\");"_s.arg(table, columns);
}

Result<> complete(SqlConnection &db)
{
    for (const QString &table : {u"leg"_s, u"leg_notice"_s}) {
        if (auto done = addMissingColumns<Call>(db, table); !done)
            return done;
    }
    for (const QString &table : {u"message"_s, u"message_notice"_s}) {
        if (auto done = addMissingColumns<Message>(db, table); !done)
            return done;
    }
    return {};
}

} // namespace

SharedSchema ledgerSchema()
{
    return {
        .name = u"ledger"_s,
        .applicationId = 0x4d41524c, // "MARL"
        .migrations =
            {
                // Instants are milliseconds since 1970 UTC.
                u"CREATE TABLE webhook (key TEXT PRIMARY KEY, at_ms BIGINT NOT NULL, answer TEXT);"
                "CREATE INDEX webhook_by_time ON webhook (at_ms);"_s
                    // People and programs that may speak to the relay. The token itself is nowhere.
                    + u"CREATE TABLE person (id {id}, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, token_label TEXT NOT NULL "
                      u"UNIQUE,"
                      "  token_hash TEXT NOT NULL, created_ms BIGINT NOT NULL, revoked_ms BIGINT);"_s
                    // A call is its first leg and that leg's children.
                    + noticedTables<Call>(u"leg"_s)
                    + u"ALTER TABLE leg ADD COLUMN call TEXT; CREATE INDEX leg_by_call ON leg (call);"
                      "CREATE TABLE call (sid TEXT PRIMARY KEY, first_ms BIGINT NOT NULL, answered_by TEXT, answered_ms BIGINT, "
                      "outcome TEXT);"
                      "CREATE INDEX call_by_time ON call (first_ms);"
                      "CREATE TABLE trace (id {id}, call TEXT NOT NULL, step TEXT NOT NULL, at_ms BIGINT NOT NULL, detail TEXT "
                      "NOT NULL,"
                      "  UNIQUE (call, step));"_s
                    // Whose turn it is in each group, as JSON lists of people: read, moved on and written as a whole.
                    + u"CREATE TABLE turn (group_name TEXT PRIMARY KEY, offered TEXT NOT NULL, passed_over TEXT NOT NULL);"
                      "CREATE TABLE turn_count (group_name TEXT NOT NULL, person TEXT NOT NULL, offers BIGINT NOT NULL,"
                      "  answers BIGINT NOT NULL, PRIMARY KEY (group_name, person));"_s
                    // Events are numbered by the row of the counter, which is locked until the transaction ends.
                    + u"CREATE TABLE event_counter (id BIGINT PRIMARY KEY, latest BIGINT NOT NULL);"
                      "INSERT INTO event_counter (id, latest) VALUES (1, 0);"
                      "CREATE TABLE event (number BIGINT PRIMARY KEY, at_ms BIGINT NOT NULL, kind TEXT NOT NULL, body TEXT NOT "
                      "NULL);"
                      "CREATE INDEX event_by_time ON event (at_ms);"_s,
                // What a recording is can be heard of from any of three webhooks; what is not known yet is NULL.
                u"CREATE TABLE voicemail (recording TEXT PRIMARY KEY, call TEXT, line TEXT, caller TEXT, duration_s BIGINT, "
                u"status TEXT,"
                "  transcription TEXT, transcript TEXT, first_ms BIGINT NOT NULL, assigned_to TEXT, handled_by TEXT, handled_ms "
                "BIGINT);"
                "CREATE INDEX voicemail_by_time ON voicemail (first_ms);"
                "CREATE TABLE voicemail_heard (recording TEXT NOT NULL, person TEXT NOT NULL, at_ms BIGINT NOT NULL,"
                "  PRIMARY KEY (recording, person));"_s,
                // Every proof that somebody said stop or start; the latest counts.
                u"CREATE TABLE opt_out (id {id}, scope TEXT NOT NULL, peer TEXT NOT NULL, opted_out BIGINT NOT NULL, proof TEXT "
                u"NOT NULL,"
                "  reference TEXT NOT NULL, keyword TEXT, at_ms BIGINT NOT NULL, UNIQUE (scope, peer, proof, reference));"_s,
                // The numbers are given by who saves: two who begin with the same version want the same one.
                u"CREATE TABLE plan (number BIGINT PRIMARY KEY, author TEXT NOT NULL, at_ms BIGINT NOT NULL, reason TEXT,"
                "  restored_from BIGINT NOT NULL, plan TEXT NOT NULL);"_s,
                // Who is there. An engagement without a leg ('-') is an offer of which nothing was heard yet.
                u"CREATE TABLE roster (person TEXT PRIMARY KEY, presence TEXT NOT NULL, until_ms BIGINT, wrap_up_ms BIGINT,"
                "  phone TEXT, phone_rings TEXT, phone_screening TEXT);"
                "CREATE TABLE registration (person TEXT NOT NULL, source TEXT NOT NULL, until_ms BIGINT NOT NULL,"
                "  PRIMARY KEY (person, source));"
                "CREATE TABLE engagement (call TEXT NOT NULL, person TEXT NOT NULL, leg TEXT NOT NULL, until_ms BIGINT NOT NULL,"
                "  PRIMARY KEY (call, person, leg));"
                "CREATE INDEX engagement_by_person ON engagement (person);"_s,
                // Texts by sid. A reply in the answer to a webhook has none until Twilio tells of it.
                noticedTables<Message>(u"message"_s)
                    + u"ALTER TABLE message ADD COLUMN line TEXT; ALTER TABLE message ADD COLUMN peer TEXT;"
                      "ALTER TABLE message ADD COLUMN outgoing BIGINT; ALTER TABLE message ADD COLUMN first_ms BIGINT;"
                      "ALTER TABLE message ADD COLUMN author TEXT; ALTER TABLE message ADD COLUMN answers TEXT;"
                      "ALTER TABLE message ADD COLUMN sameness TEXT;"
                      "CREATE INDEX message_by_pair ON message (line, peer, first_ms);"
                      "CREATE INDEX message_by_time ON message (first_ms);"
                      "CREATE TABLE message_media (message TEXT NOT NULL, position BIGINT NOT NULL, url TEXT NOT NULL, type TEXT,"
                      "  PRIMARY KEY (message, position));"
                      "CREATE TABLE auto_reply (answers TEXT PRIMARY KEY, line TEXT NOT NULL, peer TEXT NOT NULL,"
                      "  body TEXT NOT NULL, at_ms BIGINT NOT NULL, sid TEXT);"
                      "CREATE INDEX auto_reply_by_line ON auto_reply (line, at_ms);"
                      "CREATE INDEX auto_reply_unnamed ON auto_reply (at_ms) WHERE sid IS NULL;"_s,
                // What people add to it all. `one_for` is what a rule's task is about, so that there is one.
                u"CREATE TABLE task (id {id}, title TEXT NOT NULL, due_ms BIGINT, person TEXT, about_kind TEXT NOT NULL,"
                u"  about TEXT, peer TEXT, line TEXT, author TEXT, rule TEXT, made_ms BIGINT NOT NULL, done_by TEXT,"
                "  done_ms BIGINT, one_for TEXT UNIQUE);"
                "CREATE INDEX task_open ON task (due_ms) WHERE done_ms IS NULL;"
                "CREATE INDEX task_by_peer ON task (peer);"
                "CREATE INDEX task_by_thing ON task (about);"
                "CREATE TABLE note (id {id}, about TEXT NOT NULL, author TEXT NOT NULL, words TEXT NOT NULL,"
                "  made_ms BIGINT NOT NULL, changed_ms BIGINT);"
                "CREATE INDEX note_by_thing ON note (about);"
                "CREATE TABLE contact (id {id}, name TEXT, organisation TEXT, email TEXT, note TEXT, changed_ms BIGINT NOT NULL,"
                "  version BIGINT NOT NULL, changed_by TEXT);"
                "CREATE TABLE contact_number (contact BIGINT NOT NULL, position BIGINT NOT NULL, number TEXT NOT NULL, label TEXT,"
                "  PRIMARY KEY (contact, position));"
                "CREATE INDEX contact_by_number ON contact_number (number);"
                "CREATE TABLE blocked (peer TEXT PRIMARY KEY, by_person TEXT, at_ms BIGINT NOT NULL);"
                "CREATE TABLE audit (number {id}, at_ms BIGINT NOT NULL, who TEXT, what TEXT NOT NULL, about TEXT, detail TEXT);"
                "CREATE INDEX audit_by_thing ON audit (about);"
                "CREATE INDEX audit_by_time ON audit (at_ms);"_s,
                // Creates that may be asked for twice. No status: it is being done, or its relay died over it.
                u"CREATE TABLE request_key (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, at_ms BIGINT NOT NULL,"
                "  status BIGINT, body TEXT);"
                "CREATE INDEX request_key_by_time ON request_key (at_ms);"_s,
                // What is locked while it is decided whether a line answers by itself.
                u"CREATE TABLE reply_line (line TEXT PRIMARY KEY);"_s,
                // Two who change the same task do not overwrite each other; why somebody was opted out by hand.
                u"ALTER TABLE task ADD COLUMN version BIGINT NOT NULL DEFAULT 1;"
                "ALTER TABLE opt_out ADD COLUMN reason TEXT;"_s,
                // When a desk of the person last told that it is on.
                u"ALTER TABLE roster ADD COLUMN told_ms BIGINT;"_s,
                // Sounds as base64, in texts that either engine takes; one that was replaced is still heard for a while.
                u"CREATE TABLE sound (secret TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, length_ms BIGINT NOT NULL,"
                "  bytes BIGINT NOT NULL, by_person TEXT, at_ms BIGINT NOT NULL, gone_ms BIGINT, content TEXT NOT NULL);"
                "CREATE UNIQUE INDEX sound_by_name ON sound (name) WHERE gone_ms IS NULL;"_s,
                u"CREATE TABLE recording_end (call TEXT PRIMARY KEY, due_ms BIGINT NOT NULL, taken_ms BIGINT);"
                "CREATE INDEX recording_end_by_time ON recording_end (due_ms);"_s,
                u"CREATE TABLE scheduled_text (id {id}, line TEXT NOT NULL, peer TEXT NOT NULL, body TEXT, media TEXT NOT NULL,"
                "  due_ms BIGINT NOT NULL, ends_with_reply BIGINT NOT NULL, author TEXT, made_ms BIGINT NOT NULL,"
                "  state TEXT NOT NULL, why TEXT, sid TEXT, taken_ms BIGINT);"
                "CREATE INDEX scheduled_text_open ON scheduled_text (due_ms) WHERE state IN ('waiting', 'sending');"
                "CREATE INDEX scheduled_text_by_pair ON scheduled_text (line, peer);"_s,
                // What stands for a number that some may not see.
                u"CREATE TABLE handle (handle TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, made_ms BIGINT NOT NULL);"_s,
                // Of a recording that somebody has begun: on which leg, and when desks are warned that it is about to end.
                u"ALTER TABLE recording_end ADD COLUMN leg TEXT; ALTER TABLE recording_end ADD COLUMN warn_ms BIGINT;"
                "ALTER TABLE recording_end ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;"_s,
                u"ALTER TABLE call ADD COLUMN plan_version BIGINT;"_s,
            },
        .complete = complete,
    };
}

} // namespace milassist
