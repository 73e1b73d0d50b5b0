// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/rowids.h"
#include "core/sync/plan.h"
#include "core/twilio/page.h"

#include <QObject>
#include <QStringList>

#include <any>
#include <functional>
#include <memory>
#include <vector>

namespace milassist {

class CallStore;
class CursorStore;
class MessageStore;
class NumberStore;
class RecordingStore;
class TwilioApi;

/// Where everything is written down.
struct SyncStores {
    CallStore &calls;
    MessageStore &messages;
    RecordingStore &recordings;
    NumberStore &numbers;
    CursorStore &cursors;
};

/// One list of Twilio's and the tables it is kept in, whatever its records are. Main thread. Callbacks come later, never
/// from inside the call, and not at all after the feed is gone.
class Feed : public QObject {
    Q_OBJECT
public:
    struct Pulled {
        PageFacts facts;
        QStringList sids;
        std::any rows; ///< the feed's own kind of records
    };

    explicit Feed(FeedId id) : m_id(id) {}
    FeedId id() const { return m_id; }

    virtual void pull(const QDateTime &until, Paging paging, std::function<void(Result<Pulled>)> then) = 0;
    /// Writes pages of this feed down, in one transaction.
    virtual void save(QList<Pulled> pages, std::function<void(Result<>)> then) = 0;
    /// Sids in the cache of what was created in [from, to).
    virtual void cached(const QDateTime &from, const QDateTime &to, std::function<void(Result<QStringList>)> then) = 0;
    /// Asks Twilio for one record: gone there, it is taken out of the cache.
    virtual void check(const QString &sid, std::function<void(Result<>)> then) = 0;
    /// Fetches one record, before anything else, and writes it down. Errors: NotFound, also where it is not listed yet.
    virtual void bring(const QString &sid, std::function<void(Result<>)> then) = 0;

private:
    FeedId m_id;
};

/// Calls, messages, recordings and transcriptions, by FeedId.
std::vector<std::unique_ptr<Feed>> makeFeeds(TwilioApi &twilio, const SyncStores &stores);

} // namespace milassist
