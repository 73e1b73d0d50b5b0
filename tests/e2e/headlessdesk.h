// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cacheoptions.h"
#include "core/cache/callstore.h"
#include "core/cache/cursorstore.h"
#include "core/cache/draftstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/numberstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/voicemailstore.h"
#include "core/numbers/numbershop.h"
#include "core/outbox/deletions.h"
#include "core/outbox/outbox.h"
#include "core/store/store.h"
#include "core/sync/sync.h"
#include "core/twilio/twilioclient.h"

namespace milassist
{

/// How eager a desk in a test is.
struct Haste {
    SyncOptions sync;
    OutboxOptions outbox;
    ShopOptions shop;
    TransportOptions transport;
};

/// Retries after milliseconds where people would wait seconds.
inline Haste inHaste()
{
    using namespace std::chrono_literals;
    Haste haste;
    haste.sync.focusedPoll = 250ms;
    haste.sync.focusedNumbers = 1000ms;
    haste.sync.historyPageSize = 200;
    haste.sync.firstBackoff = 100ms;
    haste.sync.longestBackoff = 1000ms;
    haste.outbox.looks = {300ms, 1000ms, 3000ms};
    haste.outbox.firstWait = 100ms;
    haste.shop.looks = {200ms, 800ms, 2000ms};
    haste.outbox.longestWait = 1000ms;
    haste.transport.retries.firstPause = 20ms;
    haste.transport.limits.silence = 5000ms;
    haste.transport.limits.whole = 10000ms;
    haste.transport.freshPauses = {100ms, 200ms, 400ms, 800ms};
    return haste;
}

/// The desk without its window: everything that talks to Twilio and everything that keeps.
class HeadlessDesk
{
public:
    HeadlessDesk(const QString &folder, Credentials credentials, const Haste &haste = inHaste(), const Clock &clock = systemClock())
        : store(cacheOptions(folder, clock)), calls(store), recordings(store), voicemails(store, recordings), messages(store),
          numbers(store), cursors(store), drafts(store, messages), twilio(std::move(credentials), haste.transport, clock),
          sync(twilio, SyncStores{calls, messages, recordings, numbers, cursors}, haste.sync, clock),
          outbox(store, twilio, messages, haste.outbox), deletions(store, twilio, recordings, voicemails),
          shop(store, twilio, numbers, haste.shop)
    {
        QObject::connect(&store, &Store::cacheRebuilt, &sync, &Sync::startOver);
    }

    Store store;
    CallStore calls;
    RecordingStore recordings;
    VoicemailStore voicemails;
    MessageStore messages;
    NumberStore numbers;
    CursorStore cursors;
    DraftStore drafts;
    TwilioClient twilio;
    Sync sync;
    Outbox outbox;
    Deletions deletions;
    NumberShop shop;
};

} // namespace milassist
