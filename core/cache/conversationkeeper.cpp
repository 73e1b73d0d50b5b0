// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/conversationkeeper.h"

#include "core/cache/callhomes.h"
#include "core/store/recordsql.h"

#include <sqlite3.h>

#include <array>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int conversationColumns = 15;
constexpr size_t rowsTogether = 8; // in one statement; more gain nothing

QString intoConversation(int rows)
{
    QString sql = u" INTO conversation (id, root, direction, line, peer, outcome, started_ms, ring_s, talk_s, price, price_unit,"
                  " price_pending, has_recording, has_voicemail, legs) VALUES "_s;
    for (int row = 0; row < rows; ++row)
        sql += (row > 0 ? u", ("_s : u"("_s) + marks(conversationColumns) + u')';
    return sql;
}

// The columns of intoConversation(), from the one after @p before on.
void bindConversation(Statement &statement, int before, qint64 id, const CallRow &row, qint64 line, qint64 peer)
{
    int at = before;
    statement.bindInteger(++at, id);
    statement.bindText(++at, row.root.text());
    statement.bind(++at, int(row.direction));
    statement.bindInteger(++at, line);
    statement.bindInteger(++at, peer);
    statement.bind(++at, int(row.outcome));
    bindMember(statement, ++at, row.startedAt);
    statement.bindInteger(++at, row.ringSeconds.count());
    statement.bindInteger(++at, row.talkSeconds.count());
    if (row.price) {
        statement.bindInteger(++at, row.price->micros);
        statement.bindText(++at, row.price->currency);
    } else {
        statement.bindNull(++at);
        statement.bindNull(++at);
    }
    statement.bind(++at, row.pricePending);
    statement.bind(++at, row.hasRecording);
    statement.bind(++at, row.hasVoicemail);
    statement.bind(++at, row.legs);
}

} // namespace

ConversationKeeper::ConversationKeeper(QSqlDatabase &db)
    : m_handle(rawHandle(db)), m_parties(db),
      m_legs(db, u"SELECT %1 FROM call WHERE %2 ORDER BY id"_s.arg(columnList<Call>(), legsOfConversation)),
      m_recorded(db, u"SELECT voicemail FROM recording WHERE call_sid = ? AND status NOT IN ('absent', 'deleted')"),
      m_addSome(db, u"INSERT OR IGNORE"_s + intoConversation(rowsTogether)),
      m_write(db, u"INSERT OR REPLACE"_s + intoConversation(1)),
      m_remove(db, u"DELETE FROM conversation WHERE id = ?"),
      m_place(db, u"UPDATE recording SET line = ?2, peer = ?3 WHERE call_sid = ?1 AND (line <> ?2 OR peer <> ?3)"),
      m_wanted(db, u"SELECT line, peer FROM own.phone_call WHERE sid = ?")
{
    Statement any(db, u"SELECT 1 FROM recording LIMIT 1");
    m_anyRecordings = any.next();
}

Result<KeptSound> ConversationKeeper::recordedOf(const Legs &legs)
{
    KeptSound recorded;
    if (!m_anyRecordings)
        return recorded;
    for (const Call *leg : legs) {
        m_recorded.with(leg->sid.text());
        while (m_recorded.next()) {
            recorded.any = true;
            recorded.voicemail = recorded.voicemail || m_recorded.integer(0) != 0;
        }
    }
    m_recorded.restart();
    if (!m_recorded.ok())
        return m_recorded.failure();
    return recorded;
}

Result<> ConversationKeeper::nameWhoWasWanted(CallRow &row)
{
    if (row.direction != CallHeading::Out || row.peer.kind() != Party::Kind::Sip)
        return {};
    m_wanted.with(row.root.text());
    if (m_wanted.next() && !m_wanted.text(1).isEmpty()) {
        row.line = Party(m_wanted.text(0));
        row.peer = Party(m_wanted.text(1));
    }
    m_wanted.restart();
    return m_wanted.outcome();
}

Result<> ConversationKeeper::refresh(qint64 conversation)
{
    QList<Call> legs;
    m_legs.with(conversation);
    while (m_legs.next())
        legs.push_back(readRecord<Call>(m_legs, 0));
    m_legs.restart();
    if (!m_legs.ok())
        return m_legs.failure();
    return legs.isEmpty() ? m_remove.with(conversation).run() : write(conversation, legsIn(legs));
}

Result<ConversationKeeper::Worked> ConversationKeeper::work(qint64 conversation, const Legs &legs)
{
    const auto recorded = recordedOf(legs);
    if (!recorded)
        return fail(recorded.error());
    Worked worked{.id = conversation, .legs = &legs, .row = conversationOf(legs, *recorded)};
    if (const auto named = nameWhoWasWanted(worked.row); !named)
        return fail(named.error());
    const auto line = m_parties.idOf(worked.row.line);
    const auto peer = m_parties.idOf(worked.row.peer);
    if (!line || !peer)
        return fail(line ? peer.error() : line.error());
    worked.line = *line;
    worked.peer = *peer;
    return worked;
}

Result<> ConversationKeeper::place(const Worked &worked)
{
    if (!worked.row.hasRecording)
        return {};
    for (const Call *leg : *worked.legs) {
        m_placed += m_place.with(leg->sid.text(), worked.line, worked.peer).changes() ? 1 : 0;
        if (!m_place.ok())
            return m_place.failure();
    }
    return {};
}

Result<> ConversationKeeper::write(qint64 conversation, const Legs &legs)
{
    const auto worked = work(conversation, legs);
    if (!worked)
        return fail(worked.error());
    m_write.restart();
    bindConversation(m_write, 0, worked->id, worked->row, worked->line, worked->peer);
    const auto written = m_write.run();
    return written ? place(*worked) : written;
}

Result<> ConversationKeeper::add(const std::vector<std::pair<qint64, Legs>> &conversations)
{
    std::array<Worked, rowsTogether> some;
    size_t at = 0;
    for (; at + rowsTogether <= conversations.size(); at += rowsTogether) {
        m_addSome.restart();
        for (size_t i = 0; i < rowsTogether; ++i) {
            const auto &[conversation, legs] = conversations[at + i];
            auto worked = work(conversation, legs);
            if (!worked)
                return fail(worked.error());
            some[i] = *std::move(worked);
            bindConversation(m_addSome, int(i) * conversationColumns, some[i].id, some[i].row, some[i].line, some[i].peer);
        }
        if (const auto added = m_addSome.run(); !added)
            return added;
        const bool areAllNew = sqlite3_changes(m_handle) == int(rowsTogether);
        for (const Worked &one : some) {
            const auto done = areAllNew ? place(one) : write(one.id, *one.legs);
            if (!done)
                return done;
        }
    }
    for (; at < conversations.size(); ++at) {
        if (const auto written = write(conversations[at].first, conversations[at].second); !written)
            return written;
    }
    return {};
}

} // namespace milassist
