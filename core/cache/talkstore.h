// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/timelineitem.h"

namespace milassist {

class CallStore;

/// Everything that went between one line of ours and somebody: their thread of texts with the calls and voicemails that
/// stand between them. Main thread; errors are Storage, DiskFull, Cancelled.
class TalkStore : public QObject {
    Q_OBJECT
public:
    TalkStore(Store &store, MessageStore &messages, CallStore &calls, VoicemailStore &voicemails, QObject *parent = nullptr);

    using Page = Result<QList<TimelineItem>>;
    /// At most @p limit things before the row @p before (0 = from the newest on), newest first. The first page also has,
    /// in front, the texts still waiting to be sent. A call that ended in voicemail is there once, as the voicemail.
    QFuture<Page> before(qint64 thread, qint64 before, int limit);
    /// As before(), for what follows the row @p after, oldest first; for jumping into the middle of a thread.
    QFuture<Page> after(qint64 thread, qint64 after, int limit);

Q_SIGNALS:
    void changed(qint64 thread); ///< 0 = any may have

private:
    Store &m_store;
};

} // namespace milassist
