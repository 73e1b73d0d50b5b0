// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/truth.h"

#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/number.h"
#include "core/domain/recording.h"
#include "core/store/recordsql.h"
#include "core/store/store.h"
#include "core/twilio/twilioclient.h"

#include <QEventLoop>

namespace milassist
{

namespace
{

template <typename T>
T waitFor(QFuture<T> future)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished())
        loop.exec();
    return future.result();
}

template <typename Record>
void note(Knowledge &knowledge, const QString &kind, const Record &record)
{
    QStringList fields;
    forEachField<Record>([&]<typename M>(const Field<Record, M> &field) {
        fields.append(QLatin1StringView(field.name) + u'=' + Codec<M>::toText(record.*field.member));
    });
    knowledge.insert(kind + u' ' + record.sid.text(), fields.join(u'|'));
}

template <typename Record, typename List>
bool noteAll(Knowledge &knowledge, const QString &kind, List list)
{
    Paging paging{.pageSize = 1000};
    do {
        const Result<Page<Record>> page = waitFor(list(paging));
        if (!page)
            return false;
        for (const Record &record : page->records)
            note(knowledge, kind, record);
        paging.cursor = page->next;
    } while (!paging.cursor.isEmpty());
    return true;
}

template <typename Record>
Result<> noteTable(QSqlDatabase &db, Knowledge &knowledge, const QString &kind)
{
    Statement rows(db, QStringLiteral("SELECT %1 FROM %2").arg(columnList<Record>(), kind));
    while (rows.next())
        note(knowledge, kind, readRecord<Record>(rows, 0));
    return rows.outcome();
}

} // namespace

Knowledge heldByTwilio(TwilioClient &twilio)
{
    Knowledge all;
    const bool complete = noteAll<Call>(all, QStringLiteral("call"), [&](const Paging &p) { return twilio.calls({}, p); })
        && noteAll<Message>(all, QStringLiteral("message"), [&](const Paging &p) { return twilio.messages({}, p); })
        && noteAll<Recording>(all, QStringLiteral("recording"), [&](const Paging &p) { return twilio.recordings({}, p); })
        && noteAll<Transcription>(all, QStringLiteral("transcription"), [&](const Paging &p) { return twilio.transcriptions(p); })
        && noteAll<IncomingNumber>(all, QStringLiteral("number"), [&](const Paging &p) { return twilio.numbers({}, p); });
    return complete ? all : Knowledge();
}

Party lineOf(TwilioClient &twilio)
{
    const auto owned = waitFor(twilio.numbers({}, {}));
    if (owned && !owned->records.isEmpty())
        return owned->records.first().phoneNumber;
    const auto offers = waitFor(twilio.availableNumbers({.country = QStringLiteral("US")}));
    if (!offers || offers->isEmpty())
        return {};
    const auto bought = waitFor(twilio.buyNumber({.phoneNumber = offers->first().phoneNumber}));
    return bought ? bought->phoneNumber : Party();
}

Knowledge heldByCache(Store &store)
{
    const Result<Knowledge> all = waitFor(store.read([](QSqlDatabase &db) -> Result<Knowledge> {
        Knowledge knowledge;
        for (const Result<> &outcome : {noteTable<Call>(db, knowledge, QStringLiteral("call")),
                                        noteTable<Message>(db, knowledge, QStringLiteral("message")),
                                        noteTable<Recording>(db, knowledge, QStringLiteral("recording")),
                                        noteTable<Transcription>(db, knowledge, QStringLiteral("transcription")),
                                        noteTable<IncomingNumber>(db, knowledge, QStringLiteral("number"))}) {
            if (!outcome)
                return fail(outcome.error());
        }
        return knowledge;
    }));
    return all.value_or(Knowledge());
}

QStringList differences(const Knowledge &cache, const Knowledge &truth)
{
    QStringList found;
    const auto add = [&found](const QString &text) {
        if (found.size() < 10)
            found.append(text);
    };
    for (auto it = truth.begin(); it != truth.end(); ++it) {
        if (!cache.contains(it.key()))
            add(QStringLiteral("not in the cache: ") + it.key());
        else if (cache.value(it.key()) != it.value())
            add(it.key() + QStringLiteral(" differs:\n    cache  ") + cache.value(it.key()) + QStringLiteral("\n    truth  ")
                + it.value());
    }
    for (auto it = cache.begin(); it != cache.end(); ++it) {
        if (!truth.contains(it.key()))
            add(QStringLiteral("only in the cache: ") + it.key());
    }
    return found;
}

} // namespace milassist
