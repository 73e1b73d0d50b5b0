// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/outboxstore.h"
#include "core/outbox/draft.h"
#include "core/twilio/messagesapi.h"

#include <QSet>
#include <QTimer>

namespace milassist {

class MessageStore;

struct OutboxOptions {
    /// When to look for a text whose answer was lost, after the request; the last look decides that it never arrived.
    QList<std::chrono::milliseconds> looks{std::chrono::seconds(2), std::chrono::seconds(10), std::chrono::seconds(40), std::chrono::seconds(120)};
    /// First wait after Twilio could not be reached; doubled up to longestWait.
    std::chrono::milliseconds firstWait = std::chrono::seconds(5);
    std::chrono::milliseconds longestWait = std::chrono::minutes(5);
    int atOnce = 3;             ///< requests at once; never two in one thread, so texts keep their order
};

/// What leaves: texts, each exactly once. A text is on disk before anything is asked of Twilio; one whose answer was lost
/// (also because the program was killed) is NotSure and looked for in Twilio's list, never sent again by itself. What is
/// surely not sent waits for a connection. Main thread.
class Outbox : public QObject {
    Q_OBJECT
public:
    Outbox(Store &store, MessagesApi &twilio, MessageStore &messages, OutboxOptions options = {}, QObject *parent = nullptr);

    /// Takes up what the last run left and sends what is due. Call once, when everything is connected.
    void start();

    /// Keeps @p draft and sends it when its time has come. Ready as soon as it is on disk.
    /// Errors: Rejected (see DraftProblem, also when the peer has opted out), Storage, DiskFull: then nothing was kept.
    QFuture<Result<OutboxId>> send(Draft draft);
    /// Takes a text back that has not left. Errors: NotFound, Rejected (too late), Storage.
    QFuture<Result<>> cancel(OutboxId id);
    /// Sends a Failed text after all, as a new attempt. Errors: NotFound, Rejected (not failed, or opted out), Storage.
    QFuture<Result<>> retry(OutboxId id);
    /// Takes a Failed or Canceled text out of sight for good. Errors: NotFound, Rejected (still needed), Storage.
    QFuture<Result<>> discard(OutboxId id);
    QFuture<Result<OutboxEntry>> entry(OutboxId id);
    /// How many have not reached Twilio yet: Queued, Sending, NotSure.
    QFuture<Result<int>> waiting();
    /// The connection is back: do not wait for the next try.
    void tryNow();

Q_SIGNALS:
    void changed(milassist::OutboxId id);
    void waitingChanged(int count);

private:
    void announce(const OutboxEntry &entry);
    void pump();
    void dispatch(const OutboxEntry &entry);
    void request(const OutboxEntry &entry);
    void conclude(OutboxEntry entry, const Result<Message> &answer);
    void record(const OutboxEntry &entry, const QList<Message> &sent);
    void backOff();
    void lookLater(OutboxId id, int look);
    void look(OutboxId id, int look);
    void list(const OutboxEntry &entry, int look, const QString &cursor, QList<Message> found);
    void settle(OutboxEntry entry, int look, const QList<Message> &listed);
    QFuture<Result<>> change(OutboxId id, std::function<Result<>(OutboxEntry &)> edit);

    OutboxStore m_texts;
    OptOutStore m_optOuts;
    MessagesApi &m_twilio;
    MessageStore &m_messages;
    OutboxOptions m_options;
    Clock m_clock;
    QSet<std::pair<QString, QString>> m_busy; // (line, peer) with a request under way
    QTimer m_pump;                            // the next time something is due
    std::chrono::milliseconds m_wait{0};      // current back-off; 0 = Twilio answers
    bool m_reading = false, m_again = false;
    bool m_started = false;
};

} // namespace milassist
