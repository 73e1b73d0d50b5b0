// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"

namespace milassist {

enum class CallStatus { Queued, Initiated, Ringing, InProgress, Completed, Busy, NoAnswer, Canceled, Failed };

template <>
struct Words<CallStatus> {
    static constexpr std::pair<const char *, CallStatus> list[] = {
        {"queued", CallStatus::Queued},       {"initiated", CallStatus::Initiated}, {"ringing", CallStatus::Ringing},
        {"in-progress", CallStatus::InProgress}, {"completed", CallStatus::Completed}, {"busy", CallStatus::Busy},
        {"no-answer", CallStatus::NoAnswer},  {"canceled", CallStatus::Canceled},   {"failed", CallStatus::Failed},
    };
};

enum class CallDirection { Inbound, OutboundApi, OutboundDial, TrunkingTerminating, TrunkingOriginating };

template <>
struct Words<CallDirection> {
    static constexpr std::pair<const char *, CallDirection> list[] = {
        {"inbound", CallDirection::Inbound},
        {"outbound-api", CallDirection::OutboundApi},
        {"outbound-dial", CallDirection::OutboundDial},
        {"trunking-terminating", CallDirection::TrunkingTerminating},
        {"trunking-originating", CallDirection::TrunkingOriginating},
    };
};

/// One leg of a call as Twilio keeps it. A conversation is a parent leg and its children (parentSid).
/// Source: Twilio OpenAPI api_v2010, Calls.
struct Call {
    CallSid sid;
    CallSid parentSid;              ///< null for the first leg
    Party from, to;
    PhoneNumberSid phoneNumberSid;
    Word<CallStatus> status;
    Word<CallDirection> direction;
    QDateTime createdAt;            ///< UTC
    QDateTime startedAt;            ///< UTC; invalid until dialled
    QDateTime endedAt;              ///< UTC; invalid while ongoing
    std::optional<std::chrono::seconds> duration; ///< none while ongoing
    std::optional<Micros> price;    ///< none until Twilio has rated the call; negative = charged
    QString priceUnit;
    QString answeredBy;             ///< of answering-machine detection; empty when it did not run
    QString forwardedFrom;
    QString callerName;
    bool operator==(const Call &) const = default;
};

template <>
struct Fields<Call> {
    static constexpr auto list = std::tuple{
        field("sid", &Call::sid),
        field("parent_call_sid", &Call::parentSid),
        field("from", &Call::from),
        field("to", &Call::to),
        field("phone_number_sid", &Call::phoneNumberSid),
        field("status", &Call::status),
        field("direction", &Call::direction),
        field("date_created", &Call::createdAt),
        field("start_time", &Call::startedAt),
        field("end_time", &Call::endedAt),
        field("duration", &Call::duration),
        field("price", &Call::price),
        field("price_unit", &Call::priceUnit),
        field("answered_by", &Call::answeredBy),
        field("forwarded_from", &Call::forwardedFrom),
        field("caller_name", &Call::callerName),
    };
};

/// Whether no later state can follow. A state never moves backwards: terminal beats late.
bool isTerminal(const Word<CallStatus> &status);
/// queued < initiated < ringing < in-progress < terminal; unknown words rank with in-progress.
int rankOf(const Word<CallStatus> &status);

} // namespace milassist
