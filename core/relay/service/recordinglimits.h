// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/ledger/recordingendtable.h"
#include "core/relay/service/scenes.h"
#include "core/store/shared/sharedstore.h"
#include "core/twilio/callsapi.h"

#include <QTimer>

namespace milassist::relay
{

/// Ends recordings that have become as long as their line allows; the call goes on. Which those are is in the ledger: whichever
/// relay is there does it, also one that has been started since. Desks are warned a moment before. What makes no sense as an
/// answer of Twilio's is not asked for for ever. Main thread.
class RecordingLimits : public QObject
{
    Q_OBJECT
public:
    RecordingLimits(SharedStore &store, CallsApi &twilio, Scenes::Plan plan, Premises premises, Clock clock,
                    std::chrono::milliseconds every = std::chrono::seconds(2), QObject *parent = nullptr);

private:
    void look();
    void end(const RecordingEnd &due);

    SharedStore &m_store;
    CallsApi &m_twilio;
    const Scenes m_scenes;
    const Clock m_clock;
    QTimer m_look;
    bool m_isBusy = false;
};

} // namespace milassist::relay
