// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/exchange/acts/room.h"

#include "core/sandbox/exchange/lines/trouble.h"
#include "core/sandbox/exchange/sound/jukebox.h"
#include "core/sandbox/exchange/sound/tones.h"
#include "core/sandbox/webhooks/fields.h"
#include "core/sandbox/world/world.h"
#include "core/twiml/writer.h"

namespace milassist::exchange {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

} // namespace

Room::Room(Office &office, const twiml::Conference &first, const QString &documentUrl)
    : m_office(office), m_first(first), m_callback(first.statusCallback.isEmpty() ? QString() : absolute(first.statusCallback, documentUrl)),
      m_documentUrl(documentUrl), m_record(office.world.conferences().begin(first.name))
{
}

void Room::tell(const QString &group, const QString &event, const Seat *seat, const SignedFields &more)
{
    const int sequence = m_sequence++;
    if (m_callback.isEmpty() || !m_first.statusCallbackEvents.contains(group))
        return;
    SignedFields fields{{u"ConferenceSid"_s, m_record.sid},
                        {u"FriendlyName"_s, m_record.friendlyName},
                        {u"AccountSid"_s, m_office.world.account().sid},
                        {u"SequenceNumber"_s, QString::number(sequence)},
                        {u"Timestamp"_s, webhooks::rfc2822(m_office.world.timeline().now())},
                        {u"StatusCallbackEvent"_s, event}};
    if (seat) {
        const world::Participant &who = seat->record;
        fields += {{u"CallSid"_s, who.sid},
                   {u"Muted"_s, wordOf(who.muted)},
                   {u"Hold"_s, wordOf(who.hold)},
                   {u"Coaching"_s, wordOf(who.coaching)},
                   {u"EndConferenceOnExit"_s, wordOf(who.endsOnExit)},
                   {u"StartConferenceOnEnter"_s, wordOf(who.startsOnEnter)}};
        if (who.label)
            fields.append({u"ParticipantLabel"_s, *who.label});
    }
    m_office.webhooks.tellOfCall({.url = m_callback, .method = exchange::wordOf(m_first.statusCallbackMethod)}, fields + more, m_record.sid,
                                 seat ? seat->record.sid : QString());
}

void Room::enter(Line &line, const twiml::Conference &as)
{
    auto seat = std::make_unique<Seat>();
    seat->line = &line;
    seat->as = as;
    seat->record = {.sid = line.callSid(),
                    .conferenceSid = m_record.sid,
                    .label = world::orNull(as.participantLabel),
                    .muted = as.muted,
                    .coaching = !as.coach.isEmpty(),
                    .startsOnEnter = as.startConferenceOnEnter,
                    .endsOnExit = as.endConferenceOnExit,
                    .callSidToCoach = world::orNull(as.coach)};
    m_office.world.conferences().join(seat->record);
    m_seats.push_back(std::move(seat));
    tell(u"join"_s, u"participant-join"_s, m_seats.back().get());
    startIfDue();
    if (m_isStarted && (as.beep == "true"_L1 || as.beep == "onEnter"_L1))
        chime(enterChime());
}

/// It begins when somebody is there who may begin it, and somebody else.
void Room::startIfDue()
{
    const bool mayStart = std::ranges::any_of(m_seats, [](const auto &seat) { return seat->record.startsOnEnter; });
    if (m_isStarted || !mayStart || m_seats.size() < 2)
        return;
    m_isStarted = true;
    m_office.world.conferences().start(m_record.sid);
    tell(u"start"_s, u"conference-start"_s);
    if (m_first.record != "record-from-start"_L1 && m_first.record != "true"_L1)
        return;
    world::Recording recording;
    recording.conferenceSid = m_record.sid;
    recording.callSid = m_seats.front()->record.sid;
    recording.source = u"Conference"_s;
    m_tape = m_office.studio.start({recording, Studio::newsOf(m_first.news, m_documentUrl), m_first.trim == "trim-silence"_L1}, this,
                                   [this] { return std::pair(m_mix, Frame{}); });
}

void Room::leave(Line &line, const QString &reason)
{
    const auto found = std::ranges::find_if(m_seats, [&line](const auto &seat) { return seat->line == &line; });
    if (found == m_seats.end())
        return;
    const std::unique_ptr<Seat> seat = std::move(*found);
    m_seats.erase(found);
    m_office.world.conferences().leave(m_record.sid, seat->record.sid);
    tell(u"leave"_s, u"participant-leave"_s, seat.get(),
         {{u"ParticipantCallStatus"_s, line.hasEnded() ? u"completed"_s : u"in-progress"_s}, {u"ReasonParticipantLeft"_s, reason}});
    if (m_isStarted && (seat->as.beep == "true"_L1 || seat->as.beep == "onExit"_L1))
        chime(leaveChime());
    if (m_hasEnded)
        return;
    if (seat->record.endsOnExit)
        end(u"participant-with-end-conference-on-exit-left"_s, seat->record.sid);
    else if (m_seats.empty())
        end(u"last-participant-left"_s, seat->record.sid);
}

void Room::end(const QString &reason, const QString &callSid)
{
    if (std::exchange(m_hasEnded, true))
        return;
    const bool isByRest = reason == "conference-ended-via-api"_L1;
    while (!m_seats.empty()) {
        Line *line = m_seats.front()->line;
        leave(*line, isByRest ? u"conference_ended_via_api"_s : u"moderator_ended_conference"_s);
        Q_EMIT left(line);
    }
    if (!m_tape.isEmpty())
        m_office.studio.finish(std::exchange(m_tape, {}));
    m_office.world.conferences().end(m_record.sid, reason, callSid);
    SignedFields more{{u"ReasonConferenceEnded"_s, reason}, {u"Reason"_s, reason}};
    if (!callSid.isEmpty())
        more.append({u"CallSidEndingConference"_s, callSid});
    tell(u"end"_s, u"conference-end"_s, nullptr, more);
    Q_EMIT ended();
}

Room::Seat *Room::seatOf(const QString &callSid)
{
    const auto found = std::ranges::find_if(m_seats, [&](const auto &seat) { return seat->record.sid == callSid; });
    return found == m_seats.end() ? nullptr : found->get();
}

void Room::changed(const world::Participant &before, const world::Participant &now)
{
    Seat *seat = seatOf(now.sid);
    if (!seat)
        return;
    seat->record = now;
    if (before.muted != now.muted)
        tell(u"mute"_s, now.muted ? u"participant-mute"_s : u"participant-unmute"_s, seat);
    if (before.hold != now.hold)
        tell(u"hold"_s, now.hold ? u"participant-hold"_s : u"participant-unhold"_s, seat);
    if (before.coaching != now.coaching || before.endsOnExit != now.endsOnExit)
        tell(u"modify"_s, u"participant-modify"_s, seat);
}

void Room::announce(const QString &callSid, const Clip &clip)
{
    if (Seat *seat = seatOf(callSid))
        seat->own.emplace_back(clip);
    else if (callSid.isEmpty())
        chime(clip);
    tell(u"announcement"_s, u"announcement-end"_s, seatOf(callSid));
}

void Room::chime(const Clip &clip)
{
    m_chimes.emplace_back(clip);
}

/// Everybody else who may be heard, and whoever coaches this one.
Frame Room::heardBy(const Seat &seat) const
{
    std::array<int, Frame().size()> sum{};
    for (const auto &other : m_seats) {
        const world::Participant &who = other->record;
        const bool isForAll = !who.coaching;
        const bool isForThis = who.coaching && who.callSidToCoach == seat.record.sid;
        if (other.get() == &seat || who.muted || who.hold || !(isForAll || isForThis))
            continue;
        const Frame &in = other->line->in();
        for (size_t i = 0; i < sum.size(); ++i)
            sum[i] += in[i];
    }
    Frame frame;
    for (size_t i = 0; i < sum.size(); ++i)
        frame[i] = qint16(std::clamp(sum[i], -32768, 32767));
    return frame;
}

void Room::tick()
{
    m_mix = {};
    m_chimeFrame = {};
    if (!m_chimes.empty()) {
        m_chimeFrame = m_chimes.front().next();
        if (m_chimes.front().isAtEnd())
            m_chimes.pop_front();
    }
    if (!m_isStarted)
        return;
    for (const auto &seat : m_seats) {
        if (!seat->record.muted && !seat->record.hold && !seat->record.coaching)
            mixIn(m_mix, seat->line->in());
        if (seat->record.hold) {
            if (seat->hold.isAtEnd())
                seat->hold = Player(holdMusic());
            seat->line->hear(seat->hold.next());
            continue;
        }
        seat->line->hear(heardBy(*seat));
        seat->line->hear(m_chimeFrame);
        if (!seat->own.empty()) {
            seat->line->hear(seat->own.front().next());
            if (seat->own.front().isAtEnd())
                seat->own.pop_front();
        }
    }
    mixIn(m_mix, m_chimeFrame);
}

// ---- all of them

Rooms::Rooms(Office &office) : m_office(office)
{
    const auto announce = [this](const QString &sid, const QString &callSid, const QString &url, const QString &) {
        m_office.jukebox.fetch(url, this, [this, sid, callSid](const Jukebox::Answer &answer) {
            if (Room *room = bySid(sid); room && answer.clip)
                room->announce(callSid, answer.clip);
        });
    };
    office.world.conferences().setNetwork({
        .end = [this](const QString &sid) {
            if (Room *room = bySid(sid))
                room->end(u"conference-ended-via-api"_s);
        },
        .changed = [this](const world::Participant &before, const world::Participant &now) {
            if (Room *room = bySid(now.conferenceSid))
                room->changed(before, now);
        },
        .kick = [this](const world::Participant &who) {
            Room *room = bySid(who.conferenceSid);
            Line *line = m_office.desk.lineOf(who.sid);
            if (!room || !line)
                return;
            room->leave(*line, u"participant_updated_via_api"_s);
            Q_EMIT room->left(line);
        },
        .announce = announce,
        .invite = [this](const QString &name, const world::Form &form) { return invite(name, form); },
    });
}

Rooms::~Rooms()
{
    m_office.world.conferences().setNetwork({});
}

Room *Rooms::bySid(const QString &conferenceSid)
{
    const auto found = std::ranges::find_if(m_rooms, [&](const auto &room) { return room->record().sid == conferenceSid; });
    return found == m_rooms.end() ? nullptr : found->get();
}

Room &Rooms::named(const twiml::Conference &as, const QString &documentUrl)
{
    const auto found = std::ranges::find_if(m_rooms, [&](const auto &room) { return room->record().friendlyName == as.name; });
    if (found != m_rooms.end())
        return **found;
    m_rooms.push_back(std::make_unique<Room>(m_office, as, documentUrl));
    Room *room = m_rooms.back().get();
    connect(room, &Room::ended, this, [this, room] {
        const auto gone = std::ranges::find_if(m_rooms, [room](const auto &one) { return one.get() == room; });
        (*gone).release()->deleteLater(); // it is still telling
        m_rooms.erase(gone);
    });
    return *room;
}

void Rooms::tick()
{
    for (size_t i = 0; i < m_rooms.size(); ++i)
        m_rooms[i]->tick();
}

/// A call of its own, with a document that leads into the conference.
Result<QString> Rooms::invite(const QString &name, const world::Form &form)
{
    twiml::Conference as{.muted = form.flag(u"Muted", false),
                         .startConferenceOnEnter = form.flag(u"StartConferenceOnEnter", true),
                         .endConferenceOnExit = form.flag(u"EndConferenceOnExit", false),
                         .beep = form.find(u"Beep").value_or(u"true"_s),
                         .record = form.flag(u"ConferenceRecord", false) ? u"record-from-start"_s : u"do-not-record"_s,
                         .coach = form.value(u"CallSidToCoach"),
                         .participantLabel = form.value(u"Label"),
                         .statusCallback = form.value(u"ConferenceStatusCallback"),
                         .statusCallbackEvents = form.all(u"ConferenceStatusCallbackEvent").join(u' ').split(u' ', Qt::SkipEmptyParts),
                         .name = name};
    if (const auto url = form.find(u"WaitUrl"))
        as.wait.url = *url;
    world::Form call;
    for (const auto &[key, value] : form.pairs())
        if (QStringList{u"From"_s, u"To"_s, u"Timeout"_s, u"TimeLimit"_s, u"StatusCallback"_s, u"StatusCallbackMethod"_s, u"StatusCallbackEvent"_s, u"Record"_s,
                        u"SipAuthUsername"_s, u"SipAuthPassword"_s, u"CallerId"_s}
                .contains(key))
            call.add(key, value);
    call.add(u"Twiml"_s, QString::fromUtf8(twiml::write({{twiml::Dial{.targets = {as}}}})));
    const auto made = m_office.world.calls().create(call);
    if (!made)
        return tl::unexpected(made.error());
    return made->sid;
}

} // namespace milassist::exchange
