// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/service/callfile.h"

namespace milassist::relay
{

enum class RecordingWish { Off, On, Paused };

} // namespace milassist::relay

namespace milassist
{

template <>
struct Words<relay::RecordingWish> {
    static constexpr std::pair<const char *, relay::RecordingWish> list[] = {
        {"off", relay::RecordingWish::Off},
        {"on", relay::RecordingWish::On},
        {"paused", relay::RecordingWish::Paused},
    };
};

} // namespace milassist

namespace milassist::relay
{

/// How a call is recorded at a moment, and by whose will.
struct CallRecordingNow {
    CallSid call;
    routing::Record policy = routing::Record::Off; ///< of its line
    std::chrono::seconds longest{0};
    RecordingWish is = RecordingWish::Off;
    QString by;           ///< who has changed it last; empty: the policy, or the limit
    QDateTime since;      ///< UTC: when it began; invalid while nothing is recorded
    CallSid leg;          ///< on which it is recorded, or would be; null: none is there
    RecordingSid sid;     ///< of one that somebody began
    QStringList people;   ///< who of ours speak in it
    bool isAnswered = false;
    int changes = 0;      ///< that people have made so far
    bool operator==(const CallRecordingNow &) const = default;

    /// When it will end though the call goes on. Invalid: it lasts as long as the call
    QDateTime ends() const;
};

/// None where the call is not known. A job of the ledger.
std::optional<CallRecordingNow> recordingNow(CallFile &file);

/// What is to be done so that it becomes as wished. Pure.
struct RecordingStep {
    enum class Do { Nothing, Start, Control };
    Do what = Do::Nothing;
    QByteArray form; ///< for Twilio
    bool operator==(const RecordingStep &) const = default;
};
/// @param callback where Twilio tells how a recording has ended. Errors: Forbidden (not in the call), Rejected with the reason.
Result<RecordingStep> stepTo(RecordingWish wish, const CallRecordingNow &now, const QString &person, const QString &callback);

/// Twilio has done it: kept with the call, and told to desks. A job of the ledger.
/// @param by empty: it has become as long as the line allows
/// @return how it stands
Result<CallRecordingNow> keepRecording(SqlConnection &db, const VoiceScene &scene, const CallSid &call, RecordingWish is,
                                       const QString &by, const CallSid &leg = {}, const RecordingSid &sid = {});

/// Tells desks how it stands, without a change.
void tellRecording(CallFile &file, const CallRecordingNow &now, const QJsonObject &more = {});

} // namespace milassist::relay
