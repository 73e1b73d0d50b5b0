// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "core/base/logging.h"
#include "core/cache/messagestore.h"
#include "core/cache/timeid.h"
#include "core/cache/voided.h"
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
    : QObject(parent), m_texts(store), m_optOuts(store, messages), m_twilio(twilio), m_messages(messages), m_options(std::move(options)),
      m_clock(store.options().clock)
{
    m_pump.setSingleShot(true);
    connect(&m_pump, &QTimer::timeout, this, &Outbox::pump);
}

void Outbox::start()
{
    m_started = true;
    whenDone(m_texts.doubtUnfinished(), this, [this](const Result<QList<OutboxEntry>> &entries) {
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
    const OutboxEntry text = entryOf(draft, m_clock());
    auto kept = m_texts.keep(text, [draft = std::move(draft)](const OptOut &state) -> Result<> {
        const DraftProblem problem = problemOf(draft, state);
        return problem == DraftProblem::None ? Result<>() : fail(errorOf(problem));
    });
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
    whenDone(m_texts.threadOf(entry), this, [this](const Result<qint64> &thread) {
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
    whenDone(m_texts.queued(), this,
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
    const auto decide = [now = m_clock()](OutboxEntry text, const OptOut &state, qint64 newestKnown) {
        return begun(std::move(text), state, newestKnown, now);
    };
    whenDone(m_texts.begin(entry.id, decide), this,
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
    if (entry.errorCode == 21610)
        m_optOuts.set(entry.line, entry.peer, {.optedOut = true, .source = OptOut::Source::TwilioError, .at = m_clock()});
    if (!outcome.tryAgain)
        m_wait = 0ms;
    if (!answer)
        qCWarning(lcOutbox) << "text" << entry.id << "to" << masked(entry.peer.text()) << "ended as" << int(entry.state) << entry.errorCode << entry.detail;
    record(entry, sent);
}

void Outbox::record(const OutboxEntry &entry, const QList<Message> &sent)
{
    whenDone(m_texts.record(entry, sent), this, [this, entry, sent](const Result<> &written) {
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
    return voided(m_texts.change(id, std::move(edit)), this, [this](const OutboxEntry &entry) {
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
    return m_texts.entry(id);
}

QFuture<Result<int>> Outbox::waiting()
{
    return m_texts.waiting();
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
    const auto decide = [listed, last](OutboxEntry text, const QList<OutboxEntry> &unsure, const QSet<MessageSid> &claimed) {
        return settled(std::move(text), unsure, listed, claimed, last ? Look::Last : Look::Early);
    };
    whenDone(m_texts.settle(entry.id, decide), this, [this, id = entry.id, nth, last, listed](const Result<OutboxEntry> &now) {
        if (!now || (now->state == OutboxState::NotSure && !last))
            return lookLater(id, qMin<int>(nth + 1, int(m_options.looks.size()) - 1));
        if (now->state == OutboxState::Sent)
            m_messages.save(listed);
        qCInfo(lcOutbox) << "text" << id << "is settled as" << int(now->state);
        announce(*now);
    });
}

} // namespace milassist
