// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/searchstore.h"

#include "core/cache/callrows.h"
#include "core/cache/contactrows.h"
#include "core/cache/excerpt.h"
#include "core/cache/messagerows.h"
#include "core/cache/rowsql.h"
#include "core/cache/textmatches.h"
#include "core/cache/voicemailrows.h"
#include "core/domain/message.h"
#include "core/store/recordsql.h"

#include <algorithm>
#include <map>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

// Fewer digits fit nearly every number.
constexpr qsizetype fewestDigits = 3;

Result<QList<PersonHit>> peopleHits(QSqlDatabase &db, const SearchText &search, const QString &text, int limit)
{
    QList<PersonHit> hits;
    const auto ids = contactIds(db, {.text = text}, limit);
    if (!ids)
        return fail(ids.error());
    const auto contacts = contactRows(db, *ids);
    if (!contacts)
        return fail(contacts.error());
    for (const Contact &contact : *contacts)
        hits.push_back({.contact = contact, .party = contact.numbers.isEmpty() ? Party() : contact.numbers.first().number});
    if (search.digits.size() < fewestDigits || hits.size() >= limit)
        return hits;
    // Then those who have called or written and have no name yet.
    Statement query(db, uR"(SELECT p.text FROM party p WHERE p.text LIKE ? ESCAPE '\'
                            AND NOT EXISTS (SELECT 1 FROM own.contact_number cn WHERE cn.number = p.text)
                            AND (EXISTS (SELECT 1 FROM thread t WHERE t.peer = p.id) OR EXISTS (SELECT 1 FROM conversation c WHERE c.peer = p.id))
                            LIMIT ?)");
    query.with(likePart(search.digits), int(limit - hits.size()));
    while (query.next())
        hits.push_back({.contact = std::nullopt, .party = Party(query.text(0))});
    if (!query.ok())
        return query.failure();
    return hits;
}

Result<QList<TextHit>> textHits(QSqlDatabase &db, const SearchText &search, int limit)
{
    const auto ids = newestTexts(db, search, limit);
    if (!ids)
        return fail(ids.error());
    Statement query(db, uR"(SELECT m.id, m.thread, l.text, p.text, %1, m.inbound, coalesce(m.date_sent, m.date_created), m.body
                            FROM json_each(?) wanted JOIN message m ON m.id = wanted.value JOIN thread t ON t.id = m.thread
                            JOIN party l ON l.id = t.line JOIN party p ON p.id = t.peer)"_s
                            .arg(contactNameSql(u"p.text")));
    QHash<qint64, TextHit> hits;
    query.with(jsonList(*ids));
    while (query.next()) {
        TextHit hit{.message = query.integer(0), .thread = query.integer(1), .line = Party(query.text(2)), .peer = Party(query.text(3))};
        hit.contactName = query.text(4);
        hit.inbound = query.integer(5) != 0;
        readMember(query, 6, hit.at);
        const Excerpt excerpt = excerptOf(withFindsMarked(query.text(7), search));
        hit.excerpt = excerpt.text;
        hit.marks = excerpt.marks;
        hits.insert(hit.message, std::move(hit));
    }
    if (!query.ok())
        return query.failure();
    return inOrder(*ids, std::move(hits));
}

// One transcript that was found, as Twilio or as somebody here wrote it.
struct FoundWords {
    bool isVoicemail = false;
    TranscriptHit hit;
};
using FoundByRecording = std::map<qint64, FoundWords, std::greater<>>; // newest first

// @param mark puts the finds in the fifth column between the signs that excerptOf() wants
template <std::invocable<QString> Mark>
void collectWords(Statement &query, FoundByRecording &found, Mark mark)
{
    while (query.next()) {
        const Excerpt excerpt = excerptOf(mark(query.text(4)));
        TranscriptHit hit{.call = Codec<CallSid>::fromSql(query.text(2)), .recording = Codec<RecordingSid>::fromSql(query.text(1))};
        hit.excerpt = excerpt.text;
        hit.marks = excerpt.marks;
        found.insert_or_assign(query.integer(0), FoundWords{query.integer(3) != 0, hit});
    }
}

Result<QList<TranscriptHit>> transcriptHits(QSqlDatabase &db, const SearchText &search, int limit)
{
    if (search.match.isEmpty())
        return {};
    FoundByRecording found; // a corrected text says more than the one it corrects
    Statement query(db, u"SELECT r.id, r.sid, r.call_sid, r.voicemail, highlight(transcript_fts, 0, char(2), char(3)) FROM transcript_fts f"
                        " JOIN transcription t ON t.id = f.rowid JOIN recording r ON r.sid = t.recording_sid"
                        " WHERE transcript_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?");
    collectWords(query.with(search.match, limit), found, [](const QString &marked) { return marked; });
    if (!query.ok())
        return query.failure();
    Conditions fitting;
    for (const QString &word : search.words)
        fitting.add(u"c.folded LIKE ? ESCAPE '\\'", likePart(word));
    Statement corrected(db, u"SELECT r.id, r.sid, r.call_sid, r.voicemail, c.text FROM own.correction c CROSS JOIN recording r ON r.sid = c.recording"_s
                                + fitting.where() + u" ORDER BY r.id DESC LIMIT %1"_s.arg(limit));
    fitting.bind(corrected);
    collectWords(corrected, found, [&search](const QString &text) { return withFindsMarked(text, search); });
    if (!corrected.ok())
        return corrected.failure();

    QList<TranscriptHit> hits;
    RowIds voicemails;
    for (const auto &[id, words] : found) {
        if (hits.size() == limit)
            break;
        hits.push_back(words.hit);
        if (words.isVoicemail)
            voicemails.push_back(id);
    }
    const auto rows = voicemailRows(db, voicemails);
    if (!rows)
        return fail(rows.error());
    for (TranscriptHit &hit : hits) {
        for (const VoicemailRow &row : *rows) {
            if (row.recording == hit.recording)
                hit.voicemail = row;
        }
    }
    return hits;
}

// Up to this many parties their calls are looked up one by one; more are so many that the newest calls have some.
constexpr int fewParties = 200;

// Calls with those who fit every word, and those with a note that does. Looks at who fits first: mostly it is nobody, and
// the calls need not be walked at all.
/// Conversations with a leg whose note fits.
Result<RowIds> notedCalls(QSqlDatabase &db, const Conditions &noted, int limit)
{
    Statement notes(db, u"SELECT n.about FROM own.note n"_s + noted.where());
    Statement call(db, u"SELECT conversation FROM call WHERE sid = ?");
    noted.bind(notes);
    RowIds ids;
    while (ids.size() < limit && notes.next()) {
        const auto sid = CallSid::parse(notes.text(0)); // or it is about a voicemail
        if (sid && call.with(packed(*sid)).next())
            ids.push_back(call.integer(0));
    }
    if (!notes.ok())
        return notes.failure();
    if (!call.ok())
        return call.failure();
    return ids;
}

Result<QList<CallRow>> callHits(QSqlDatabase &db, const SearchText &search, int limit)
{
    Conditions fitting, noted;
    addPartySearch(fitting, u"p.id", search);
    for (const QString &word : search.words)
        noted.add(u"n.folded LIKE ? ESCAPE '\\'", likePart(word));
    Statement parties(db, u"SELECT p.id FROM party p"_s + fitting.where() + u" LIMIT %1"_s.arg(fewParties + 1));
    fitting.bind(parties);
    const auto found = idsOf(parties);
    if (!found)
        return fail(found.error());
    RowIds ids;
    if (!found->isEmpty()) {
        Statement calls(db, found->size() > fewParties
                                ? u"SELECT c.id FROM conversation c WHERE c.peer IN (SELECT p.id FROM party p%1) ORDER BY c.id DESC LIMIT %2"_s
                                      .arg(fitting.where()).arg(limit)
                                : u"SELECT c.id FROM json_each(?) wanted JOIN conversation c ON c.peer = wanted.value ORDER BY c.id DESC LIMIT %1"_s
                                      .arg(limit));
        if (found->size() > fewParties)
            fitting.bind(calls);
        else
            calls.with(jsonList(*found));
        const auto newest = idsOf(calls);
        if (!newest)
            return fail(newest.error());
        ids = *newest;
    }
    const auto withNote = notedCalls(db, noted, limit);
    if (!withNote)
        return fail(withNote.error());
    ids += *withNote;
    std::ranges::sort(ids, std::ranges::greater());
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return callRows(db, ids.first(qMin<qsizetype>(limit, ids.size())));
}

Result<SearchHits> searchAll(QSqlDatabase &db, const QString &text, int limit)
{
    SearchHits hits{.text = text};
    const SearchText search = readSearch(text);
    if (search.isEmpty())
        return hits;
    auto people = peopleHits(db, search, text, limit);
    if (!people)
        return fail(people.error());
    auto calls = callHits(db, search, limit);
    if (!calls)
        return fail(calls.error());
    auto texts = textHits(db, search, limit);
    if (!texts)
        return fail(texts.error());
    auto transcripts = transcriptHits(db, search, limit);
    if (!transcripts)
        return fail(transcripts.error());
    hits.people = *std::move(people);
    hits.calls = *std::move(calls);
    hits.texts = *std::move(texts);
    hits.transcripts = *std::move(transcripts);
    return hits;
}

} // namespace

SearchStore::SearchStore(Store &store, QObject *parent) : QObject(parent), m_store(store) {}

QFuture<Result<SearchHits>> SearchStore::search(QString text, int limit)
{
    return m_store.read(m_lane, [text = std::move(text), limit](QSqlDatabase &db) { return searchAll(db, text, limit); });
}

} // namespace milassist
