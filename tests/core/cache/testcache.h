// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cacheoptions.h"
#include "core/domain/call.h"
#include "core/domain/message.h"
#include "core/domain/recording.h"
#include "core/store/statement.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

namespace milassist::test {

/// Waits for a future while the event loop runs, as the program does.
template <typename T>
T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30000) || future.resultCount() == 0)
        return T(fail(Error::Kind::Cancelled, QStringLiteral("the test waited in vain")));
    const T result = future.result();
    if (!result)
        qInfo() << result.error().detail; // so that a failing QVERIFY tells why
    return result;
}

/// A Twilio sid with @p number in its last digits.
template <typename SidType>
SidType sid(const char *prefix, int number)
{
    return *SidType::parse(QStringLiteral("%1%2").arg(QLatin1StringView(prefix)).arg(number, 32, 16, QLatin1Char('0')));
}

inline CallSid callSid(int number) { return sid<CallSid>("CA", number); }
inline MessageSid messageSid(int number) { return sid<MessageSid>("SM", number); }
inline RecordingSid recordingSid(int number) { return sid<RecordingSid>("RE", number); }
inline TranscriptionSid transcriptionSid(int number) { return sid<TranscriptionSid>("TR", number); }

inline QDateTime utc(const char *iso)
{
    QDateTime time = QDateTime::fromString(QLatin1StringView(iso), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time;
}

const Party lineA(QStringLiteral("+12065550142"));
const Party lineB(QStringLiteral("+12065550143"));
const Party ada(QStringLiteral("+14155550108"));
const Party ben(QStringLiteral("+14155550109"));

/// A leg that was answered and is over: @p begin, 5 s ringing, @p talk seconds.
inline Call leg(int number, Party from, Party to, QDateTime begin, int talk = 42)
{
    Call call;
    call.sid = callSid(number);
    call.from = std::move(from);
    call.to = std::move(to);
    call.status = CallStatus::Completed;
    call.direction = CallDirection::Inbound;
    call.createdAt = begin;
    call.startedAt = begin;
    call.endedAt = begin.addSecs(5 + talk);
    call.duration = std::chrono::seconds(talk);
    call.price = Micros{-8500};
    call.priceUnit = QStringLiteral("USD");
    return call;
}

inline Message text(int number, Party from, Party to, QString body, QDateTime at, MessageDirection direction = MessageDirection::Inbound)
{
    Message message;
    message.sid = messageSid(number);
    message.from = std::move(from);
    message.to = std::move(to);
    message.body = std::move(body);
    message.direction = direction;
    message.status = direction == MessageDirection::Inbound ? MessageStatus::Received : MessageStatus::Delivered;
    message.segments = 1;
    message.createdAt = at;
    message.sentAt = at;
    message.updatedAt = at;
    return message;
}

inline Recording voicemail(int number, CallSid call, QDateTime at, int seconds = 20)
{
    Recording recording;
    recording.sid = recordingSid(number);
    recording.callSid = std::move(call);
    recording.status = RecordingStatus::Completed;
    recording.source = RecordingSource::RecordVerb;
    recording.createdAt = at;
    recording.startedAt = at;
    recording.duration = std::chrono::seconds(seconds);
    return recording;
}

/// A store in a folder of its own whose clock stands at 2026-08-11 16:00 UTC.
struct Folder {
    QTemporaryDir dir;
    QDateTime now = utc("2026-08-11T16:00:00");

    StoreOptions options() const
    {
        return cacheOptions(dir.path(), [this] { return now; });
    }
    std::unique_ptr<Store> open() const
    {
        auto store = Store::open(options());
        if (!store)
            qInfo() << store.error().detail;
        return store ? *std::move(store) : nullptr;
    }
};

} // namespace milassist::test
