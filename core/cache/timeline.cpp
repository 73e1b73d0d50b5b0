// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cache/timeline.h"

#include "core/cache/callrows.h"
#include "core/cache/messagerows.h"
#include "core/cache/rowsql.h"
#include "core/cache/timeid.h"
#include "core/cache/voicemailrows.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

enum class Happened { Call, Voicemail, Text };

struct Moment {
    qint64 id = 0;
    Happened what = Happened::Call;
};

// The parties of the cache that stand for this person.
Result<QString> partiesOf(QSqlDatabase &db, const TimelineOf &who)
{
    Statement query(db, who.contact > 0
                            ? u"SELECT p.id FROM own.contact_number cn JOIN party p ON p.text = cn.number WHERE cn.contact = ?"
                            : u"SELECT id FROM party WHERE text = ?");
    const auto ids = who.contact > 0 ? idsOf(query.with(who.contact)) : idsOf(query.with(who.party.text()));
    if (!ids)
        return fail(ids.error());
    return jsonList(*ids);
}

Result<> collect(Statement &query, Happened what, QList<Moment> &moments)
{
    while (query.next())
        moments.push_back({query.integer(0), what});
    return query.outcome();
}

Result<QList<Moment>> momentsOf(QSqlDatabase &db, const QString &parties, qint64 before, int limit)
{
    QList<Moment> moments;
    // A voicemail stands for the call that ended in it.
    Statement calls(db, u"SELECT id FROM conversation WHERE peer IN (SELECT value FROM json_each(?)) AND id < ? AND outcome <> %1"
                        " ORDER BY id DESC LIMIT ?"_s.arg(int(CallOutcome::Voicemail)));
    if (const auto done = collect(calls.with(parties, before, limit), Happened::Call, moments); !done)
        return fail(done.error());
    Statement voicemails(db, u"SELECT id FROM recording WHERE voicemail = 1 AND peer IN (SELECT value FROM json_each(?)) AND id < ?"
                             " ORDER BY id DESC LIMIT ?");
    if (const auto done = collect(voicemails.with(parties, before, limit), Happened::Voicemail, moments); !done)
        return fail(done.error());
    Statement threads(db, u"SELECT id FROM thread WHERE peer IN (SELECT value FROM json_each(?))");
    Statement texts(db, u"SELECT id FROM message WHERE thread = ? AND id < ? ORDER BY id DESC LIMIT ?");
    threads.with(parties);
    while (threads.next()) {
        if (const auto done = collect(texts.with(threads.integer(0), before, limit), Happened::Text, moments); !done)
            return fail(done.error());
    }
    if (!threads.ok())
        return threads.failure();
    std::ranges::sort(moments, std::ranges::greater(), &Moment::id);
    return moments;
}

// A page ends between two seconds, never inside one: the next page asks for what is before.
void cutToPage(QList<Moment> &moments, int limit)
{
    qsizetype end = qMin<qsizetype>(limit, moments.size());
    while (end > 0 && end < moments.size() && (moments[end].id >> timeIdBits) == (moments[end - 1].id >> timeIdBits))
        ++end;
    moments.resize(end);
}

RowIds idsOfKind(const QList<Moment> &moments, Happened what)
{
    RowIds ids;
    for (const Moment &moment : moments) {
        if (moment.what == what)
            ids.push_back(moment.id);
    }
    return ids;
}

template <typename Row>
QHash<qint64, TimelineItem> itemsOf(const QList<Row> &rows)
{
    QHash<qint64, TimelineItem> items;
    for (const Row &row : rows)
        items.insert(row.id, TimelineItem{.at = timeOfId(row.id), .what = row});
    return items;
}

Result<QList<TimelineItem>> itemsOf(QSqlDatabase &db, const QList<Moment> &moments)
{
    const auto calls = callRows(db, idsOfKind(moments, Happened::Call));
    const auto voicemails = voicemailRows(db, idsOfKind(moments, Happened::Voicemail));
    const auto texts = messageRows(db, idsOfKind(moments, Happened::Text));
    if (!calls || !voicemails || !texts)
        return fail(!calls ? calls.error() : !voicemails ? voicemails.error() : texts.error());
    const QHash<qint64, TimelineItem> items[] = {itemsOf(*calls), itemsOf(*voicemails), itemsOf(*texts)};
    QList<TimelineItem> timeline;
    for (const Moment &moment : moments) {
        const auto &kind = items[int(moment.what)];
        if (const auto item = kind.constFind(moment.id); item != kind.constEnd())
            timeline.push_back(*item);
    }
    return timeline;
}

} // namespace

Result<QList<TimelineItem>> timelineOf(QSqlDatabase &db, const TimelineOf &who, const QDateTime &before, int limit)
{
    const auto parties = partiesOf(db, who);
    if (!parties)
        return fail(parties.error());
    const qint64 end = before.isValid() ? firstIdAt(before) : std::numeric_limits<qint64>::max();
    auto moments = momentsOf(db, *parties, end, limit + 1);
    if (!moments)
        return fail(moments.error());
    cutToPage(*moments, limit);

    return itemsOf(db, *moments);
}

Result<QList<TimelineItem>> threadTimeline(QSqlDatabase &db, qint64 thread, Towards side, qint64 from, int limit)
{
    Statement ends(db, u"SELECT line, peer FROM thread WHERE id = ?");
    if (!ends.with(thread).next())
        return ends.ok() ? Result<QList<TimelineItem>>() : ends.failure();
    const qint64 line = ends.integer(0);
    const qint64 peer = ends.integer(1);
    const QString next = side == Towards::Past ? u"id < ? ORDER BY id DESC LIMIT ?"_s : u"id > ? ORDER BY id LIMIT ?"_s;

    QList<Moment> moments;
    Statement texts(db, u"SELECT id FROM message WHERE thread = ? AND "_s + next);
    if (const auto done = collect(texts.with(thread, from, limit), Happened::Text, moments); !done)
        return fail(done.error());
    Statement calls(db, u"SELECT id FROM conversation WHERE peer = ? AND line = ? AND outcome <> %1 AND "_s.arg(int(CallOutcome::Voicemail))
                            + next);
    if (const auto done = collect(calls.with(peer, line, from, limit), Happened::Call, moments); !done)
        return fail(done.error());
    Statement voicemails(db, u"SELECT id FROM recording WHERE voicemail = 1 AND coalesce(status, '') <> 'deleted' AND peer = ? AND line = ? AND "_s
                                 + next);
    if (const auto done = collect(voicemails.with(peer, line, from, limit), Happened::Voicemail, moments); !done)
        return fail(done.error());

    std::ranges::sort(moments, {}, &Moment::id);
    if (side == Towards::Past)
        std::ranges::reverse(moments);
    moments.resize(qMin<qsizetype>(limit, moments.size()));
    return itemsOf(db, moments);
}

} // namespace milassist
