// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/message.h"
#include "core/store/sqlconnection.h"

#include <QUrl>

#include <chrono>
#include <optional>

namespace milassist::relay
{

/// A picture or other attachment as the webhook tells of it.
struct TextMedia {
    QUrl url;
    QString type; ///< as the sender claims
    bool operator==(const TextMedia &) const = default;
};

/// What one webhook, or one request of ours, said about a text.
struct TextNotice {
    Message message;        ///< only the sid must be there
    QString source;         ///< "incoming", "status", "sent"
    QString author;         ///< who of us wrote it; empty where that is not told
    MessageSid answers;     ///< of an automatic reply: the text that it answers
    QString sameness;       ///< of one that came in: by which texts are the same
    QList<TextMedia> media; ///< up to ten
    QString extra;          ///< JSON of the fields we have no name for
};

struct TextChange {
    Message before; ///< without a sid when the text was not known
    Message after;
    bool isNews = false; ///< false: heard before, nothing has changed
};

/// A reply that the relay has given of its own accord, in the answer to a webhook.
struct AutomaticReply {
    MessageSid answers;
    QString line;
    Party peer;
    QString body;
};

struct LedgerText {
    Message message; ///< without a sid: an automatic reply whose sid Twilio has not told yet
    QString line;    ///< the one of ours
    Party peer;      ///< the other one
    QString author;  ///< a user; empty: the peer's, automatic, or not told
    MessageSid answers;
    QList<TextMedia> media;
    QDateTime firstHeardAt; ///< UTC
    bool isAutomatic() const { return !answers.isNull(); }
    bool operator==(const LedgerText &) const = default;
};

/// What went between a line and a sender, for deciding whether to answer by itself.
struct TextHistory {
    QDateTime lastAutomatic, lastByPerson; ///< UTC; invalid: not within the window
    int automaticLastDay = 0;              ///< to this sender
    int sameLastHour = 0;                  ///< from this sender
    int lineAutomaticLastHour = 0;         ///< to anybody
    bool operator==(const TextHistory &) const = default;
};

/// Texts, in and out, automatic or not, by sid. States only move forward, whatever order webhooks come in.
class TextTable
{
public:
    explicit TextTable(SqlConnection &db) : m_db(db) {}

    /// Errors: Storage.
    Result<TextChange> note(const TextNotice &notice, const QDateTime &now);
    /// Keeps that @p reply was given. Its sid comes with the first status, noted with `answers`.
    Result<> replied(const AutomaticReply &reply, const QDateTime &now);

    /// Whoever else wants to decide about replies of @p line waits until this transaction has ended: two texts in the same
    /// moment, at two relays, get no more than is allowed to both. Errors: Storage.
    Result<> lockReplies(const QString &line);
    /// What is to be asked before the text itself is noted. @param window how far back, a day at least
    Result<TextHistory> history(const QString &line, const Party &peer, const QString &sameness, const QDateTime &now,
                                std::chrono::hours window = std::chrono::hours(24));

    Result<std::optional<LedgerText>> find(const MessageSid &sid);
    /// Between a line and somebody, first heard of before @p before, newest first.
    Result<QList<LedgerText>> conversation(const QString &line, const Party &peer, const QDateTime &before, int limit);
    /// Of all, the same.
    Result<QList<LedgerText>> latest(const QDateTime &before, int limit);

private:
    Result<> completeReply(TextNotice &notice);
    Result<> keepMedia(const TextNotice &notice);
    Result<QList<LedgerText>> texts(QStringView where, const QStringList &values, const QDateTime &before, int limit);
    Result<QList<LedgerText>> textsAndReplies(QStringView where, const QStringList &values, const QDateTime &before, int limit);
    Result<> addMedia(QList<LedgerText> &texts);

    SqlConnection &m_db;
};

} // namespace milassist::relay
