// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/whendone.h"
#include "core/twilio/messagesapi.h"

#include <functional>

namespace milassist::test {

/// A Twilio that keeps texts in memory and goes wrong on demand.
class FakeMessages : public MessagesApi {
public:
    enum class Fault {
        None,
        Offline,        ///< nothing reaches it
        LostBefore,     ///< the request is lost, and nobody can tell
        LostAfter,      ///< it is done, and the answer is lost
        RateLimited,
        Hang,           ///< no answer at all
    };
    Fault fault = Fault::None;
    int rejectWith = 0;         ///< Twilio's code; 0 = accept
    QList<Message> kept;        ///< newest first
    QDateTime now;
    int requests = 0;
    bool listFails = false;

    QFuture<Result<Message>> sendMessage(OutgoingMessage outgoing) override
    {
        ++requests;
        const Fault current = fault;
        if (current == Fault::Hang)
            return hang.future();
        if (current == Fault::Offline)
            return finished<Result<Message>>(fail(Error::Kind::Offline, QStringLiteral("connection refused")));
        if (current == Fault::RateLimited)
            return finished<Result<Message>>(fail(Error::Kind::RateLimited, QStringLiteral("429")));
        if (current == Fault::LostBefore)
            return finished<Result<Message>>(fail(Error::Kind::OutcomeUnknown, QStringLiteral("reset")));
        if (rejectWith != 0)
            return finished<Result<Message>>(fail(Error{.kind = Error::Kind::Rejected, .detail = QStringLiteral("no"), .twilioCode = rejectWith}));
        const Message message = keep(outgoing);
        if (current == Fault::LostAfter)
            return finished<Result<Message>>(fail(Error::Kind::OutcomeUnknown, QStringLiteral("reset")));
        return finished<Result<Message>>(message);
    }

    QFuture<Result<Page<Message>>> messages(MessageQuery query, Paging) override
    {
        if (listFails)
            return finished<Result<Page<Message>>>(fail(Error::Kind::Offline, QStringLiteral("connection refused")));
        Page<Message> page;
        for (const Message &message : std::as_const(kept)) {
            if (message.from == query.from && message.to == query.to)
                page.records.push_back(message);
        }
        return finished<Result<Page<Message>>>(page);
    }

    Message keep(const OutgoingMessage &outgoing)
    {
        Message message;
        message.sid = *MessageSid::parse(QStringLiteral("SM%1").arg(++m_count, 32, 16, QLatin1Char('0')));
        message.from = outgoing.from;
        message.to = outgoing.to;
        message.body = outgoing.body;
        message.mediaCount = int(outgoing.mediaUrls.size());
        message.direction = MessageDirection::OutboundApi;
        message.status = MessageStatus::Queued;
        message.createdAt = now;
        message.updatedAt = now;
        kept.push_front(message);
        return message;
    }

    QFuture<Result<Message>> message(MessageSid, Priority) override { return missing<Message>(); }
    QFuture<Result<Message>> cancelMessage(MessageSid) override { return missing<Message>(); }
    QFuture<Result<Message>> redactMessage(MessageSid) override { return missing<Message>(); }
    QFuture<Result<>> deleteMessage(MessageSid) override { return missing<void>(); }
    QFuture<Result<Page<Media>>> media(MessageSid, Paging) override { return missing<Page<Media>>(); }
    QFuture<Result<>> deleteMedia(MessageSid, MediaSid) override { return missing<void>(); }
    QFuture<Result<Download>> downloadMedia(MessageSid, MediaSid, QString) override { return missing<Download>(); }

    QPromise<Result<Message>> hang;

private:
    template <typename T>
    static QFuture<Result<T>> missing()
    {
        return finished<Result<T>>(fail(Error::Kind::NotFound, QStringLiteral("not in this fake")));
    }

    int m_count = 0;
};

} // namespace milassist::test
