// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/line.h"
#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/exchange/sound/player.h"
#include "core/sandbox/world/rooms.h"

#include <QObject>

#include <deque>

namespace milassist::exchange {

/// One conference while somebody is in it.
class Room : public QObject {
    Q_OBJECT

public:
    /// The first who comes fixes whom the conference tells what.
    Room(Office &office, const twiml::Conference &first, const QString &documentUrl);

    const world::Conference &record() const { return m_record; }
    bool isStarted() const { return m_isStarted; }
    bool isEmpty() const { return m_seats.empty(); }
    bool isFull(int most) const { return int(m_seats.size()) >= most; }

    void enter(Line &line, const twiml::Conference &as);
    /// @p reason as told: participant_hung_up, participant_updated_via_api ...
    void leave(Line &line, const QString &reason);
    void changed(const world::Participant &before, const world::Participant &now);
    void announce(const QString &callSid, const Clip &clip);
    void end(const QString &reason, const QString &callSid = {});
    void tick();

Q_SIGNALS:
    void left(milassist::exchange::Line *line); ///< it was sent away, or everybody was
    void ended();

private:
    struct Seat {
        Line *line;
        twiml::Conference as;
        world::Participant record;
        std::deque<Player> own; ///< what only this one hears
        Player hold;
    };

    void startIfDue();
    void chime(const Clip &clip);
    void tell(const QString &group, const QString &event, const Seat *seat = nullptr, const SignedFields &more = {});
    Seat *seatOf(const QString &callSid);
    Frame heardBy(const Seat &seat) const;

    Office &m_office;
    const twiml::Conference m_first;
    const QString m_callback, m_documentUrl;
    world::Conference m_record;
    std::vector<std::unique_ptr<Seat>> m_seats;
    std::deque<Player> m_chimes; ///< what all hear
    Frame m_chimeFrame{}, m_mix{};
    bool m_isStarted = false, m_hasEnded = false;
    int m_sequence = 0;
    QString m_tape;
};

/// All conferences in progress, and what REST wants of them.
class Rooms : public QObject {
    Q_OBJECT

public:
    explicit Rooms(Office &office);
    ~Rooms() override;

    Room &named(const twiml::Conference &as, const QString &documentUrl);
    Room *bySid(const QString &conferenceSid);
    void tick();

private:
    Result<QString> invite(const QString &name, const world::Form &form);

    Office &m_office;
    std::vector<std::unique_ptr<Room>> m_rooms;
};

} // namespace milassist::exchange
