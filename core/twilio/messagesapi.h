// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/twilio/callsapi.h"
#include "core/domain/message.h"

namespace milassist {

struct MessageQuery {
    Party from, to;              ///< exact match; empty = any
    Span sent;                   ///< by sentAt, else createdAt
};

/// A text or picture message to send: a body of at most 1600 characters, or up to 10 pictures, or both.
struct OutgoingMessage {
    Party from;                  ///< or
    QString messagingServiceSid;
    Party to;
    QString body;
    QList<QUrl> mediaUrls;       ///< must be reachable for Twilio
    QUrl statusCallback;
    QDateTime sendAt;            ///< UTC; only with a messaging service; invalid = now
};

/// Texts and their pictures. Lists are newest first. See callsapi.h for threads.
class MessagesApi {
public:
    virtual ~MessagesApi() = default;

    virtual QFuture<Result<Page<Message>>> messages(MessageQuery query, Paging paging) = 0;
    virtual QFuture<Result<Message>> message(MessageSid sid, Priority priority = Priority::UserWaiting) = 0;
    /// Sends once. Offline: surely not sent. OutcomeUnknown: the answer was lost, so it may have gone out; find out by
    /// listing messages, never by sending again. Rejected: twilioCode says why (21610 = opted out).
    virtual QFuture<Result<Message>> sendMessage(OutgoingMessage message) = 0;
    /// Takes a scheduled message back.
    virtual QFuture<Result<Message>> cancelMessage(MessageSid sid) = 0;
    /// Empties the body at Twilio, for good.
    virtual QFuture<Result<Message>> redactMessage(MessageSid sid) = 0;
    virtual QFuture<Result<>> deleteMessage(MessageSid sid) = 0;

    virtual QFuture<Result<Page<Media>>> media(MessageSid message, Paging paging) = 0;
    virtual QFuture<Result<>> deleteMedia(MessageSid message, MediaSid media) = 0;
    /// The bytes, into @p path; see downloadRecording.
    virtual QFuture<Result<Download>> downloadMedia(MessageSid message, MediaSid media, QString path) = 0;
};

} // namespace milassist
