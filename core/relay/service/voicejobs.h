// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/answers/outgoing.h"
#include "core/relay/service/callfile.h"

// What each webhook of a call does to the ledger, and the TwiML it is answered with (empty where none is asked for). Each is
// one job of SharedStore: what is done happens once, however often the webhook comes, and in whichever relay.

namespace milassist::relay
{

/// A call to one of our numbers: decides, and begins the first step.
Result<QByteArray> incomingCall(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request);
/// The telephones of @p step have ended: on to the next step, unless somebody has spoken or the caller has gone.
Result<QByteArray> dialComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended, size_t step);

/// A caller in the queue asks what to do: out of it when somebody is free, or when it is later than @p until.
/// @param waiting where they stand
Result<QByteArray> callerWaits(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, size_t step,
                               const QDateTime &until, Waiting waiting);
/// The caller has left the queue: to who has become free, or to the mailbox.
Result<QByteArray> waitComplete(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, size_t step,
                                const QDateTime &until);

/// Somebody picked up an outside telephone and is asked to press 1.
Result<QByteArray> screen(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const Party &line);
Result<QByteArray> screened(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const Party &line,
                            const QString &digits, int attempt);

Result<QByteArray> voicemailComplete(SqlConnection &db, const VoiceScene &scene, const RecordEnded &ended);
Result<QByteArray> recordingStatus(SqlConnection &db, const VoiceScene &scene, const RecordingChanged &changed);
Result<QByteArray> transcription(SqlConnection &db, const VoiceScene &scene, const TranscriptionArrived &arrived);

/// How a leg goes. States only move forward; who picks up has the call; at the end of the first leg it is over.
/// @param step of the decision that rang the leg
Result<QByteArray> callStatus(SqlConnection &db, const VoiceScene &scene, const CallProgress &progress, size_t step);

/// A telephone of ours calls.
Result<QByteArray> outgoingCallHandler(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request);
Result<QByteArray> outgoingComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended);
/// A telephone hands its call over to @p target.
Result<QByteArray> refer(SqlConnection &db, const VoiceScene &scene, const VoiceRequest &request, const QString &target);
Result<QByteArray> transferComplete(SqlConnection &db, const VoiceScene &scene, const DialEnded &ended);

/// An answer that was given without the ledger.
struct Haste {
    QString webhook, why;
    bool isMailbox = false;
    std::optional<size_t> firstStep; ///< that the webhook would have begun
};
/// After the job of the webhook itself, if that was done at all: the trace says why the caller did not go the way of the plan,
/// and whoever would have been rung is not, so they are free.
Result<QByteArray> answeredInHaste(SqlConnection &db, const VoiceScene &scene, const CallSid &call, const Haste &haste);

inline twiml::Document hangUp()
{
    return {{twiml::Hangup{}}};
}
/// What is said of a line to whoever is asked to take a call.
QString lineName(const Party &line, const routing::Plan &plan);
/// What a telephone that calls wants.
Outgoing outgoingOf(const VoiceRequest &request, const routing::Plan &plan, const Premises &premises);
/// How a Dial has gone, for the trace.
QJsonObject resultOf(const DialEnded &ended);
/// Notes both legs that a Dial's action tells of.
void noteDial(CallFile &file, const DialEnded &ended, const QString &source);
/// The language that a call is spoken to in.
QString languageOf(const std::optional<routing::Decision> &decision);

} // namespace milassist::relay
