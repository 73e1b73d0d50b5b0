// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/deletionstore.h"
#include "core/twilio/callsapi.h"

#include <QTimer>

namespace milassist {

class RecordingStore;
class VoicemailStore;

/// Carries out what was marked for deletion when its time to undo is over: at Twilio first, then here. A delete may be
/// repeated safely, so one that was cut off is simply done again. Main thread.
class Deletions : public QObject {
    Q_OBJECT
public:
    Deletions(Store &store, CallsApi &twilio, RecordingStore &recordings, VoicemailStore &voicemails, QObject *parent = nullptr);

    /// Takes up what the last run left. Call once, when everything is connected.
    void start();
    /// The connection is back: do not wait for the next try.
    void tryNow();

Q_SIGNALS:
    /// Twilio refused; the mark is gone and the recording stays.
    void refused(const milassist::RecordingSid &recording, const milassist::Error &error);

private:
    void step();
    void carryOut(const RecordingSid &recording);
    void conclude(const RecordingSid &recording, const Result<> &answer);

    DeletionStore m_marks;
    CallsApi &m_twilio;
    RecordingStore &m_recordings;
    Clock m_clock;
    QTimer m_next;
    std::chrono::milliseconds m_wait{0};
    bool m_started = false;
    bool m_busy = false;
    bool m_again = false;
};

} // namespace milassist
