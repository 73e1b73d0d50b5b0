// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/call.h"
#include "core/store/sqlconnection.h"

namespace milassist::relay
{

/// What one webhook said about a leg.
struct LegNotice {
    Call leg;          ///< only the sid must be there
    QString source;    ///< which webhook: "incoming", "status", "dial"
    int sequence = -1; ///< Twilio's SequenceNumber; -1 when it sent none
    QString extra;     ///< JSON of the fields we have no name for
};

struct LegChange {
    CallSid call; ///< the call it belongs to: its first leg
    Call before;  ///< without a sid when the leg was not known
    Call after;
    bool isNews = false; ///< false: heard before, nothing has changed
};

/// One step of a call's way, with its reason.
struct TraceStep {
    QString step;   ///< its name within the call, "plan", "dial-1", "dial-1-result": each is written once
    QDateTime at;   ///< UTC
    QString detail; ///< JSON; what it says in words is for ui
    bool operator==(const TraceStep &) const = default;
};

/// How a call ended. Webhooks come in any order, so the best that is known counts: the later in this list.
/// An outgoing one may have another word: Twilio's own ("busy", "no-answer") or "refused".
struct CallOutcome {
    static QString missed() { return QStringLiteral("missed"); }
    static QString voicemail() { return QStringLiteral("voicemail"); }
    static QString answered() { return QStringLiteral("answered"); }
};

struct LedgerCall {
    CallSid sid;
    QDateTime firstHeardAt; ///< UTC
    QString answeredBy;     ///< a user; empty while nobody has
    QDateTime answeredAt;   ///< UTC
    QString outcome;        ///< CallOutcome's word; empty while it lasts
    qint64 planVersion = 0; ///< of the plan that decided it; 0: not known
    QList<Call> legs;       ///< the first leg first, then by sid
    QList<TraceStep> trace; ///< as written
    bool operator==(const LedgerCall &) const = default;
};

/// Calls with their legs and why they went where they went. States only move forward, whatever order webhooks come in.
class CallTable
{
public:
    explicit CallTable(SqlConnection &db) : m_db(db) {}

    /// Errors: Storage.
    Result<LegChange> note(const LegNotice &notice, const QDateTime &now);
    /// @return false when @p step was written before: then it stays as it is
    Result<bool> trace(const CallSid &call, const TraceStep &step);
    /// Which version of the plan has decided; the first one stays.
    Result<> decidedBy(const CallSid &call, qint64 planVersion);
    /// The first to answer is the one who answered. @return false when somebody else was first
    Result<bool> answered(const CallSid &call, const QString &person, const QDateTime &at);
    /// A voicemail makes a missed call more than that, and an answer counts above all; else the first outcome stands.
    /// @return whether it changed
    Result<bool> ended(const CallSid &call, const QString &outcome);

    /// The call that @p leg belongs to, its own where it is the first; none when it is not known.
    Result<std::optional<CallSid>> wholeOf(const CallSid &leg);
    Result<std::optional<LedgerCall>> find(const CallSid &call);
    /// The decisions of calls first heard of since @p instant, the newest first, as JSON; without those of callers who were not
    /// rung for calling too often.
    Result<QList<std::pair<CallSid, QString>>> decisionsSince(const QDateTime &instant, int limit);
    /// The calls first heard of before @p before, newest first.
    Result<QList<CallSid>> latest(const QDateTime &before, int limit);

private:
    Result<CallSid> callOf(const Call &leg, const QDateTime &now);

    SqlConnection &m_db;
};

} // namespace milassist::relay
