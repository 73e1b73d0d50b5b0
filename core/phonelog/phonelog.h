// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/owncallstore.h"
#include "core/phonelog/soundmeter.h"
#include "core/voice/phone.h"

#include <QQueue>

namespace milassist {

/// What @p call comes to in the list of calls. Pure.
OwnCall ownCallOf(const LiveCall &call, const QString &key);

/// Writes down each call of the telephone from its first moment on. Main thread.
class PhoneLog : public QObject {
    Q_OBJECT

public:
    PhoneLog(Phone &phone, OwnCallStore &store, QObject *parent = nullptr);

    /// The note on a call that goes on or is over.
    void setNote(LegId leg, const QString &note);

private:
    void follow(const LiveCall &call);
    void keepSound(const LiveCall &call);
    void forgetAfter(LegId leg);

    OwnCallStore &m_store;
    QHash<LegId, OwnCall> m_written; // as it was written last; the calls that are over for as long as a note may come
    QQueue<LegId> m_over;
    QHash<LegId, SoundMeter> m_meters;  // of calls that go on
};

} // namespace milassist
