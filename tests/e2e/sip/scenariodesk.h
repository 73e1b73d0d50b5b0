// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/cacheoptions.h"
#include "core/cache/cursorstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/numberstore.h"
#include "core/cache/owncallstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/voicemailstore.h"
#include "core/phonelog/phonelog.h"
#include "core/softphone/callmefirst.h"
#include "core/sync/sync.h"
#include "core/twilio/twilioclient.h"
#include "tests/e2e/sip/desk.h"
#include "tests/e2e/sip/sandboxnetwork.h"

#include <QTemporaryDir>

namespace milassist {

/// What a desk knows of its calls: its tables, filled by its own telephone and by the sync with Twilio.
class DeskBooks {
public:
    DeskBooks(Phone &phone, const SandboxAddress &address)
        : m_twilio({.baseUrl = address.restUrl,
                    .account = *AccountSid::parse(address.accountSid),
                    .user = address.accountSid,
                    .secret = address.authToken}),
          m_log(phone, m_own),
          m_sync(m_twilio, {m_calls, m_messages, m_recordings, m_numbers, m_cursors}, {.focusedPoll = std::chrono::milliseconds(300)})
    {
        m_sync.setFocus(Focus::Focused);
        m_sync.start();
    }

    TwilioClient &twilio() { return m_twilio; }
    /// All rows, newest first.
    QList<CallRow> rows()
    {
        const auto ids = now(m_calls.rowIds({}));
        return ids ? now(m_calls.rows(*ids)).value_or(QList<CallRow>()) : QList<CallRow>();
    }
    QList<VoicemailRow> voicemails()
    {
        const auto ids = now(m_voicemails.rowIds({}));
        return ids ? now(m_voicemails.rows(*ids)).value_or(QList<VoicemailRow>()) : QList<VoicemailRow>();
    }

private:
    template <typename T>
    static T now(QFuture<T> future)
    {
        return waitFor([&future] { return future.isFinished(); }) ? future.result() : T(fail(Error::Kind::Cancelled, {}));
    }

    QTemporaryDir m_folder;
    Store m_store{cacheOptions(m_folder.path())};
    CallStore m_calls{m_store};
    OwnCallStore m_own{m_store, m_calls};
    MessageStore m_messages{m_store};
    RecordingStore m_recordings{m_store};
    VoicemailStore m_voicemails{m_store, m_recordings};
    NumberStore m_numbers{m_store};
    CursorStore m_cursors{m_store};
    TwilioClient m_twilio;
    PhoneLog m_log;
    Sync m_sync;
};

} // namespace milassist
