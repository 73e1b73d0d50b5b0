// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/linecommand.h"
#include "core/voice/lineevent.h"

#include <QObject>

namespace milassist {

/// Where the machine ends: a line that calls come and go over. Main thread. Commands never block and cannot fail at once;
/// whatever comes of them is an event. A command for a leg that is over, or that does not fit its state, is dropped.
///
/// What every line promises:
/// - a leg begins with Incoming or with our Dial, and each ends with exactly one Ended, also when the engine is lost;
/// - one leg at a time has microphone and loudspeaker: answering, dialling or resuming one holds the others (Held by Us),
///   except for merged ones;
/// - events of a leg come in order, and none comes after its Ended.
class VoiceLine : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void send(const LineCommand &command) = 0;
    /// A number for the leg of the next Dial: even, never used before.
    LegId newLeg() { return m_lastLeg += 2; }

Q_SIGNALS:
    void happened(const milassist::LineEvent &event);

private:
    LegId m_lastLeg = 0;
};

} // namespace milassist
