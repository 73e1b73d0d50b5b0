// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "core/base/logging.h"
#include "core/cache/messagesave.h"
#include "core/cache/messagestore.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
#include "core/outbox/outboxtable.h"
#include "core/outbox/settling.h"

#include <algorithm>

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestSleep = 10min; // the wall clock may be set meanwhile
constexpr auto writeAgainAfter = 3s; // an outcome that found no room on the disk
constexpr int listPage = 50;
constexpr int mostListed = 250;

std::pair<QString, QString> threadKey(const OutboxEntry &entry)
{
    return {entry.line.text(), entry.peer.text()};
}

} // namespace

Outbox::Outbox(Store &store, MessagesApi &twilio, MessageStore &messages, OutboxOptions options, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_messages(messages), m_options(std::move(options)), m_clock(store.options().clock)
{
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &Outbox::pump);
}

void Outbox::start()
{
    m_started = true;
    auto unsure = m_store.write([](QSqlDatabase &db) -> Result<QList<OutboxEntry>> {
        if (const auto doubted = doubtUnfinished(db); !doubted)
            return fail(doubted.error());
        return entriesIn(db, OutboxState::NotSure);
    });
    whenDone(unsure, this, [this](const Result<QList<OutboxEntry>> &entries) {
        if (!entries)
            qCWarning(lcOutbox) << "cannot read what the last run left:" << entries.error().detail;
        for (const OutboxEntry &entry : entries.value_or(QList<OutboxEntry>())) {
            announce(entry);
            lookLater(entry.id, 0);
        }
        pump();
    });
}

QFuture<Result<OutboxId>> Outbox::send(Draft draft)
{
    auto promise = std::make_shared<QPromise<Result<OutboxId>>>();
    promise->start();
    auto future = promise->future();
    auto kept = m_store.write([draft = std::move(draft), now = m_clock()](QSqlDatabase &db) { return keepDraft(db, draft, now); });
    whenDone(kept, this, [this, promise](const Result<OutboxEntry> &entry) {
        promise->addResult(entry ? Result<OutboxId>(entry->id) : fail(entry.error()));
        promise->finish();
        if (!entry)
            return;
        announce(*entry);
        pump();
    });
    return future;
}

void Outbox::announce(const OutboxEntry &entry)
{
    Q_EMIT changed(entry.id);
    whenDone(m_store.read([entry](QSqlDatabase &db) { return threadOfEntry(db, entry); }), this, [this](const Result<qint64> &thread) {
        if (thread && *thread > 0)
            m_messages.announce({*thread});
    });
    whenDone(waiting(), this, [this](const Result<int> &count) {
        if (count)
            Q_EMIT waitingChanged(*count);
    });
}

void Outbox::pump()
{
    if (!m_started)
        return;
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    whenDone(m_store.read([](QSqlDatabase &db) { return entriesIn(db, OutboxState::Queued); }), this,
             [this](const Result<QList<OutboxEntry>> &queued) {
                 m_reading = false;
                 if (std::exchange(m_again, false))
                     return pump();
                 if (!queued || queued->isEmpty())
                     return;
                 if (m_wait > 0ms && m_pump.isActive())
                     return; // Twilio did not answer a moment ago
                 const QDateTime now = m_clock();
                 qint64 nextMs = std::chrono::milliseconds(longestSleep).count();
                 QSet<std::pair<QString, QString>> blocked = m_busy; // a scheduled text does not hold up later ones
                 for (const OutboxEntry &entry : *queued) {
                     if (entry.sendAfter.isValid() && entry.sendAfter > now) {
                         nextMs = qMin(nextMs, now.msecsTo(entry.sendAfter) + 1);
                         continue;
                     }
                     if (m_busy.size() >= m_options.atOnce || blocked.contains(threadKey(entry)))
                         continue;
                     blocked.insert(threadKey(entry));
                     dispatch(entry);
                 }
                 m_pump.start(std::chrono::milliseconds(nextMs));
             });
}

void Outbox::dispatch(const OutboxEntry &entry)
{
    m_busy.insert(threadKey(entry));
    whenDone(m_store.write([id = entry.id, now = m_clock()](QSqlDatabase &db) { return beginSending(db, id, now); }), this,
             [this, entry](const Result<std::optional<OutboxEntry>> &begun) {
                 if (begun && *begun && (*begun)->state == OutboxState::Sending) {
                     announce(**begun);
                     return request(**begun);
                 }
                 m_busy.remove(threadKey(entry));
                 if (!begun) {
                     // Not written down, so nothing may be asked; a full disk may have room later.
                     qCWarning(lcOutbox) << "cannot begin to send:" << begun.error().detail;
                     return backOff();
                 }
                 announce(*begun ? **begun : entry);
                 pump();
             });
}

void Outbox::request(const OutboxEntry &entry)
{
    OutgoingMessage message{.from = entry.line, .to = entry.peer, .body = entry.body};
    for (const QString &url : entry.mediaUrls)
        message.mediaUrls.push_back(QUrl(url));
    qCInfo(lcOutbox) << "sending" << entry.id << "to" << masked(entry.peer.text());
    whenDone(m_twilio.sendMessage(std::move(message)), this, [this, entry](const Result<Message> &answer) { conclude(entry, answer); });
}

void Outbox::conclude(OutboxEntry entry, const Result<Message> &answer)
{
    const SendOutcome outcome = outcomeOf(answer);
    entry.state = outcome.state;
    entry.errorCode = outcome.errorCode;
    entry.detail = outcome.detail;
    QList<Message> sent;
    if (answer) {
        entry.sid = answer->sid;
        sent.push_back(*answer);
    }
    if (entry.errorCode == 21610) {
        const OptOut state{.optedOut = true, .source = OptOut::Source::TwilioError, .at = m_clock()};
        m_store.write([entry, state](QSqlDatabase &db) { return writeOptOut(db, entry.line, entry.peer, state); });
    }
    if (!outcome.tryAgain)
        m_wait = 0ms;
    if (!answer)
        qCWarning(lcOutbox) << "text" << entry.id << "to" << masked(entry.peer.text()) << "ended as" << int(entry.state) << entry.errorCode << entry.detail;
    record(entry, sent);
}

void Outbox::record(const OutboxEntry &entry, const QList<Message> &sent)
{
    // Our entry and Twilio's record change places in one go: nobody sees the text twice or not at all.
    auto done = m_store.write([entry, sent](QSqlDatabase &db) -> Result<> {
        if (const auto saved = saveMessages(db, sent); !saved)
            return fail(saved.error());
        return writeEntry(db, entry);
    });
    whenDone(done, this, [this, entry, sent](const Result<> &written) {
        if (!written) {
            // Until it is written the disk says Sending: after a crash that is NotSure, which is still true.
            qCWarning(lcOutbox) << "cannot write the outcome yet:" << written.error().detail;
            QTimer::singleShot(writeAgainAfter, this, [this, entry, sent] { record(entry, sent); });
            return;
        }
        m_busy.remove(threadKey(entry));
        announce(entry);
        if (entry.state == OutboxState::NotSure)
            lookLater(entry.id, 0);
        if (entry.state == OutboxState::Queued)
            return backOff();
        pump();
    });
}

void Outbox::backOff()
{
    m_wait = m_wait == 0ms ? m_options.firstWait : qMin(m_wait * 2, m_options.longestWait);
    m_pump.start(m_wait);
}

void Outbox::tryNow()
{
    m_wait = 0ms;
    m_pump.stop();
    pump();
}

QFuture<Result<>> Outbox::change(OutboxId id, std::function<Result<>(OutboxEntry &)> edit)
{
    auto done = m_store.write([id, edit = std::move(edit)](QSqlDatabase &db) -> Result<OutboxEntry> {
        auto entry = entryOf(db, id);
        if (!entry)
            return entry;
        if (const auto edited = edit(*entry); !edited)
            return fail(edited.error());
        const auto written = writeEntry(db, *entry);
        return written ? entry : fail(written.error());
    });
    return voided(std::move(done), this, [this](const OutboxEntry &entry) {
        announce(entry);
        pump();
    });
}

QFuture<Result<>> Outbox::cancel(OutboxId id)
{
    return change(id, [](OutboxEntry &entry) -> Result<> {
        if (entry.state != OutboxState::Queued)
            return fail(Error::Kind::Rejected, u"it has left already"_s);
        entry.state = OutboxState::Canceled;
        return {};
    });
}

QFuture<Result<>> Outbox::retry(OutboxId id)
{
    return change(id, [](OutboxEntry &entry) -> Result<> {
        if (entry.state != OutboxState::Failed)
            return fail(Error::Kind::Rejected, u"only what has failed can be sent again"_s);
        entry.state = OutboxState::Queued;
        entry.errorCode = 0;
        entry.detail.clear();
        return {};
    });
}

QFuture<Result<>> Outbox::discard(OutboxId id)
{
    return change(id, [](OutboxEntry &entry) -> Result<> {
        if (entry.state != OutboxState::Failed && entry.state != OutboxState::Canceled)
            return fail(Error::Kind::Rejected, u"it may still be sent"_s);
        entry.state = OutboxState::Canceled;
        return {};
    });
}

QFuture<Result<OutboxEntry>> Outbox::entry(OutboxId id)
{
    return m_store.read([id](QSqlDatabase &db) { return entryOf(db, id); });
}

QFuture<Result<int>> Outbox::waiting()
{
    return m_store.read([](QSqlDatabase &db) -> Result<int> {
        Statement query(db, u"SELECT count(*) FROM own.outbox WHERE state IN (0, 1, 4)");
        const int count = query.next() ? int(query.integer(0)) : 0;
        return query.ok() ? Result<int>(count) : query.failure();
    });
}

void Outbox::lookLater(OutboxId id, int nth)
{
    const auto &looks = m_options.looks;
    const auto before = nth > 0 ? looks[nth - 1] : 0ms;
    QTimer::singleShot(looks[nth] - before, this, [this, id, nth] { look(id, nth); });
}

void Outbox::look(OutboxId id, int nth)
{
    whenDone(entry(id), this, [this, nth](const Result<OutboxEntry> &found) {
        if (found && found->state == OutboxState::NotSure)
            list(*found, nth, {}, {});
    });
}

void Outbox::list(const OutboxEntry &entry, int nth, const QString &cursor, QList<Message> found)
{
    const Paging paging{.cursor = cursor, .pageSize = listPage, .priority = Priority::Refresh};
    whenDone(m_twilio.messages({.from = entry.line, .to = entry.peer}, paging), this,
             [this, entry, nth, found = std::move(found)](const Result<Page<Message>> &page) mutable {
                 if (!page) { // no answer decides nothing: the same look again later
                     QTimer::singleShot(m_options.firstWait, this, [this, id = entry.id, nth] { look(id, nth); });
                     return;
                 }
                 found += page->records;
                 const bool reachedKnown = !page->records.isEmpty() && page->records.last().createdAt.isValid()
                                           && page->records.last().createdAt < timeOfId(entry.knownBefore);
                 if (page->next.isEmpty() || reachedKnown || found.size() >= mostListed)
                     return settle(entry, nth, found);
                 list(entry, nth, page->next, std::move(found));
             });
}

void Outbox::settle(OutboxEntry entry, int nth, const QList<Message> &listed)
{
    const bool last = nth + 1 >= m_options.looks.size();
    auto settled = m_store.write([id = entry.id, listed, last](QSqlDatabase &db) -> Result<OutboxEntry> {
        auto now = entryOf(db, id);
        if (!now || now->state != OutboxState::NotSure)
            return now;
        const auto claimed = claimedSids(db, now->line, now->peer);
        const auto unsure = entriesIn(db, OutboxState::NotSure);
        if (!claimed || !unsure)
            return fail(claimed ? unsure.error() : claimed.error());
        // All that are in doubt together, so that equal texts get one message each.
        const auto matches = matchSent(*unsure, listed, *claimed);
        if (const auto match = matches.constFind(id); match != matches.cend()) {
            now->sid = *match;
            now->state = OutboxState::Sent;
            now->detail.clear();
            now->errorCode = 0;
        } else if (last) {
            now->state = OutboxState::Failed;
            now->detail = u"it never reached Twilio"_s;
        } else {
            return now;
        }
        const auto written = writeEntry(db, *now);
        return written ? now : fail(written.error());
    });
    whenDone(settled, this, [this, id = entry.id, nth, last, listed](const Result<OutboxEntry> &now) {
        if (!now || (now->state == OutboxState::NotSure && !last))
            return lookLater(id, qMin<int>(nth + 1, int(m_options.looks.size()) - 1));
        if (now->state == OutboxState::Sent)
            m_messages.save(listed);
        qCInfo(lcOutbox) << "text" << id << "is settled as" << int(now->state);
        announce(*now);
    });
}

} // namespace milassist
