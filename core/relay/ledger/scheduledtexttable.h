// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/store/sqlconnection.h"

#include <QUrl>

namespace milassist::relay
{

/// A text that is to go out later.
struct ScheduledText {
    enum class State {
        Waiting,
        Sending, ///< a relay has taken it
        Sent,
        Canceled, ///< by somebody, by a reply, or as they have opted out: why
        Failed,   ///< Twilio would not have it: why
    };
    qint64 id = 0;
    QString line;
    Party peer;
    QString body;
    QList<QUrl> media;
    QDateTime due; ///< UTC
    bool endsWithReply = false; ///< not sent if they write before
    QString author;
    QDateTime madeAt;
    State state = State::Waiting;
    QString why;
    MessageSid sid;     ///< once it was sent
    QDateTime takenAt;  ///< by a relay
    bool operator==(const ScheduledText &) const = default;
};

} // namespace milassist::relay

namespace milassist
{

template <>
struct Words<relay::ScheduledText::State> {
    using State = relay::ScheduledText::State;
    static constexpr std::pair<const char *, State> list[] = {
        {"waiting", State::Waiting},   {"sending", State::Sending}, {"sent", State::Sent},
        {"canceled", State::Canceled}, {"failed", State::Failed},
    };
};

} // namespace milassist

namespace milassist::relay
{

/// Texts that wait. Of all relays one takes each; whoever died over it is found out later.
class ScheduledTextTable
{
public:
    explicit ScheduledTextTable(SqlConnection &db) : m_db(db) {}

    /// @return its id. Errors: Storage.
    Result<qint64> add(const ScheduledText &text);
    /// Line, peer, body, media, due and endsWithReply. Errors: NotFound, Rejected (it does not wait any more), Storage.
    Result<> change(const ScheduledText &text);
    /// Errors: NotFound, Rejected (it does not wait any more), Storage.
    Result<> cancel(qint64 id, const QString &why);
    /// All that wait for @p peer; with @p onlyReplies those that a reply ends. @return which
    Result<QList<qint64>> cancelFor(const QString &line, const Party &peer, bool onlyReplies, const QString &why);
    Result<std::optional<ScheduledText>> find(qint64 id);
    /// Those that wait by their time, then the others, the latest first.
    Result<QList<ScheduledText>> list(int limit);

    Result<bool> isAnyDue(const QDateTime &now, const QDateTime &staleSince);
    /// Those that are due and nobody else has taken.
    Result<QList<ScheduledText>> take(const QDateTime &now);
    /// Those that were taken before @p staleSince, of which nothing was heard: taken anew, to find out what became of them.
    Result<QList<ScheduledText>> takeStale(const QDateTime &now, const QDateTime &staleSince);
    Result<> settle(qint64 id, ScheduledText::State state, const QString &why, const MessageSid &sid = {});
    /// It was surely not sent: again at @p due.
    Result<> giveBack(qint64 id, const QDateTime &due);

private:
    Result<> whyNot(qint64 id);

    SqlConnection &m_db;
};

/// For jobs: desks hear what has become of one.
Result<> tellScheduled(SqlConnection &db, qint64 id, const QString &line, const QString &author, ScheduledText::State state,
                       const QDateTime &now);

} // namespace milassist::relay
