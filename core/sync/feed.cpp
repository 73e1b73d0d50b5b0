// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/feed.h"

#include "core/base/whendone.h"
#include "core/cache/callstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/recordingstore.h"
#include "core/twilio/twilioapi.h"

namespace milassist {

namespace {

struct CallFeed {
    using Record = Call;
    static constexpr FeedId id = FeedId::Calls;
    static auto list(TwilioApi &twilio, const QDateTime &until, Paging paging)
    {
        return twilio.calls({.started = {.until = until}}, std::move(paging));
    }
    static auto fetch(TwilioApi &twilio, CallSid sid, Priority priority) { return twilio.call(sid, priority); }
    static auto save(const SyncStores &stores, QList<Call> rows) { return stores.calls.save(std::move(rows)); }
    static auto sids(const SyncStores &stores, QDateTime from, QDateTime to) { return stores.calls.sidsBetween(from, to); }
    static auto remove(const SyncStores &stores, CallSid sid) { return stores.calls.remove({sid}); }
    static bool isOpen(const Call &call)
    {
        return !isTerminal(call.status) || (call.status.is(CallStatus::Completed) && !call.price);
    }
};

struct MessageFeed {
    using Record = Message;
    static constexpr FeedId id = FeedId::Messages;
    static auto list(TwilioApi &twilio, const QDateTime &until, Paging paging)
    {
        return twilio.messages({.sent = {.until = until}}, std::move(paging));
    }
    static auto fetch(TwilioApi &twilio, MessageSid sid, Priority priority) { return twilio.message(sid, priority); }
    static auto save(const SyncStores &stores, QList<Message> rows) { return stores.messages.save(std::move(rows)); }
    static auto sids(const SyncStores &stores, QDateTime from, QDateTime to) { return stores.messages.sidsBetween(from, to); }
    static auto remove(const SyncStores &stores, MessageSid sid) { return stores.messages.remove({sid}); }
    static bool isOpen(const Message &message)
    {
        using enum MessageStatus;
        return !isTerminal(message.status) || (!message.status.isAnyOf(Failed, Undelivered, Canceled) && !message.price);
    }
};

struct RecordingFeed {
    using Record = Recording;
    static constexpr FeedId id = FeedId::Recordings;
    static auto list(TwilioApi &twilio, const QDateTime &until, Paging paging)
    {
        return twilio.recordings({.created = {.until = until}}, std::move(paging));
    }
    static auto fetch(TwilioApi &twilio, RecordingSid sid, Priority priority) { return twilio.recording(sid, priority); }
    static auto save(const SyncStores &stores, QList<Recording> rows) { return stores.recordings.save(std::move(rows)); }
    static auto sids(const SyncStores &stores, QDateTime from, QDateTime to) { return stores.recordings.sidsBetween(from, to); }
    static auto remove(const SyncStores &stores, RecordingSid sid) { return stores.recordings.remove({sid}); }
    static bool isOpen(const Recording &recording)
    {
        using enum RecordingStatus;
        return !recording.status.isAnyOf(Completed, Absent, Deleted) || (recording.status.is(Completed) && !recording.price);
    }
};

struct TranscriptionFeed {
    using Record = Transcription;
    static constexpr FeedId id = FeedId::Transcriptions;
    static auto list(TwilioApi &twilio, const QDateTime &, Paging paging) // this list has no filters
    {
        return twilio.transcriptions(std::move(paging));
    }
    static auto fetch(TwilioApi &twilio, TranscriptionSid sid, Priority priority) { return twilio.transcription(sid, priority); }
    static auto save(const SyncStores &stores, QList<Transcription> rows) { return stores.recordings.saveTranscriptions(std::move(rows)); }
    static auto sids(const SyncStores &stores, QDateTime from, QDateTime to) { return stores.recordings.transcriptionSidsBetween(from, to); }
    static auto remove(const SyncStores &stores, TranscriptionSid sid) { return stores.recordings.removeTranscriptions({sid}); }
    static bool isOpen(const Transcription &transcription) { return transcription.status.is(TranscriptionStatus::InProgress); }
};

template <typename Kind>
PageFacts factsOf(const Page<typename Kind::Record> &page)
{
    PageFacts facts{.rows = int(page.records.size()), .skipped = page.skipped, .odd = page.odd + page.skipped, .next = page.next};
    for (const auto &record : page.records) {
        const QDateTime &at = record.createdAt;
        if (!at.isValid())
            continue;
        if (!facts.newest.isValid() || at > facts.newest)
            facts.newest = at;
        if (!facts.oldest.isValid() || at < facts.oldest)
            facts.oldest = at;
        if (Kind::isOpen(record) && (!facts.oldestOpen.isValid() || at < facts.oldestOpen))
            facts.oldestOpen = at;
    }
    return facts;
}

template <typename Kind>
class FeedOf final : public Feed {
    using Record = typename Kind::Record;
    using Sid = decltype(Record::sid);

public:
    FeedOf(TwilioApi &twilio, const SyncStores &stores) : Feed(Kind::id), m_twilio(twilio), m_stores(stores) {}

    void pull(const QDateTime &until, Paging paging, std::function<void(Result<Pulled>)> then) override
    {
        whenDone(Kind::list(m_twilio, until, std::move(paging)), this, [this, then](const Result<Page<Record>> &page) {
            if (!page)
                return then(fail(page.error()));
            Pulled pulled{.facts = factsOf<Kind>(*page), .rows = page->records};
            pulled.sids.reserve(page->records.size());
            for (const Record &record : page->records)
                pulled.sids.push_back(record.sid.text());
            then(std::move(pulled));
        });
    }

    void save(QList<Pulled> pages, std::function<void(Result<>)> then) override
    {
        // Moved, not copied: a record is a dozen texts.
        QList<Record> rows = std::any_cast<QList<Record> &&>(std::move(pages.first().rows));
        if (pages.size() > 1)
            rows.reserve(pages.size() * rows.size());
        for (auto page = pages.begin() + 1; page != pages.end(); ++page)
            rows += std::any_cast<QList<Record> &&>(std::move(page->rows));
        whenDone(Kind::save(m_stores, std::move(rows)), this, [then](const Result<Saved> &outcome) {
            then(outcome ? Result<>() : Result<>(fail(outcome.error())));
        });
    }

    void cached(const QDateTime &from, const QDateTime &to, std::function<void(Result<QStringList>)> then) override
    {
        whenDone(Kind::sids(m_stores, from, to), this, [then](const Result<QList<Sid>> &sids) {
            if (!sids)
                return then(fail(sids.error()));
            QStringList texts;
            texts.reserve(sids->size());
            for (const Sid &sid : *sids)
                texts.push_back(sid.text());
            then(std::move(texts));
        });
    }

    void check(const QString &text, std::function<void(Result<>)> then) override
    {
        const auto sid = Sid::parse(text);
        if (!sid)
            return;
        whenDone(Kind::fetch(m_twilio, *sid, Priority::Backfill), this, [this, sid = *sid, then](const Result<Record> &record) {
            if (record) {
                then({}); // still there; the walks bring it as it is
            } else if (record.error().kind == Error::Kind::NotFound) {
                whenDone(Kind::remove(m_stores, sid), this, then);
            } else {
                then(fail(record.error()));
            }
        });
    }

    void bring(const QString &text, std::function<void(Result<>)> then) override
    {
        const auto sid = Sid::parse(text);
        if (!sid)
            return whenDone(finished(Result<>(fail(sid.error()))), this, then);
        whenDone(Kind::fetch(m_twilio, *sid, Priority::UserWaiting), this, [this, then](const Result<Record> &record) {
            if (!record)
                return then(fail(record.error()));
            whenDone(Kind::save(m_stores, {*record}), this, [then](const Result<Saved> &outcome) {
                then(outcome ? Result<>() : Result<>(fail(outcome.error())));
            });
        });
    }

private:
    TwilioApi &m_twilio;
    SyncStores m_stores;
};

} // namespace

std::vector<std::unique_ptr<Feed>> makeFeeds(TwilioApi &twilio, const SyncStores &stores)
{
    std::vector<std::unique_ptr<Feed>> feeds;
    feeds.push_back(std::make_unique<FeedOf<CallFeed>>(twilio, stores));
    feeds.push_back(std::make_unique<FeedOf<MessageFeed>>(twilio, stores));
    feeds.push_back(std::make_unique<FeedOf<RecordingFeed>>(twilio, stores));
    feeds.push_back(std::make_unique<FeedOf<TranscriptionFeed>>(twilio, stores));
    return feeds;
}

} // namespace milassist
