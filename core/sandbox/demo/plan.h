// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/demo/scripts.h"
#include "core/sandbox/demo/voicebooth.h"
#include "core/sandbox/world/calltable.h"
#include "core/sandbox/world/messagetable.h"

#include <memory>
#include <vector>

namespace milassist::world::demo
{

/// A text that will have been, before it is put into the table in order of time.
struct PlannedText {
    quint32 at = 0;
    QString ours, theirs, body;
    bool isInbound = false, isReply = false;
    Motif motif = Motif::None;
    quint64 motifSeed = 0;
    MessageState state = MessageState::Delivered;
    int errorCode = 0;
};

/// What was said on a call and what Twilio made of it.
struct PlannedRecording {
    Speech speech;
    enum class Kind { Voicemail, Conversation } kind = Kind::Voicemail;
    enum class Transcript { None, Pending, Ready, Failed } transcript = Transcript::None;
    QString text;
    quint32 at = 0;
};

struct PlannedLeg {
    CallRow row;            ///< without parties and parent
    QString from, to, ours; ///< ours: the number it ran over
    qint64 parent = -1;     ///< index among the planned legs
    QString answeredBy;
    std::shared_ptr<PlannedRecording> recording; ///< shared only because legs are sorted by copying
};

/// The working days of the business, in its own time, which is the same the year round. Nothing is planned for later than the
/// last full hour.
class Calendar
{
public:
    static constexpr int days = 90;
    /// @param zone how far its clocks are ahead of UTC
    Calendar(const QDateTime &now, std::chrono::seconds zone);

    quint32 end() const { return m_end; }
    /// Seconds since 1970 of a local time on a day; 0 is today, -1 yesterday.
    quint32 at(int day, int secondsOfDay) const { return quint32(m_midnight + qint64(day) * 86400 + secondsOfDay); }
    /// 1 = Monday.
    int weekday(int day) const;
    bool isWorkday(int day) const { return weekday(day) <= 5; }
    bool isOpen(quint32 at) const;

private:
    qint64 m_zone;
    qint64 m_midnight; ///< of today's local day, in UTC seconds
    quint32 m_end;
};

std::vector<PlannedText> planTexts(const Calendar &calendar, quint64 seed);
std::vector<PlannedLeg> planCalls(const Calendar &calendar, quint64 seed);

} // namespace milassist::world::demo
