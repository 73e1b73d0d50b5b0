// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/lounge.h"
#include "core/sandbox/exchange/acts/room.h"
#include "core/sandbox/exchange/acts/transcriber.h"
#include "core/sandbox/exchange/board/run.h"
#include "core/sandbox/exchange/lines/studio.h"
#include "core/sandbox/exchange/sound/jukebox.h"
#include "core/sandbox/people/crowd.h"

#include <QHash>

namespace milassist::exchange {

class Outgoing;

/// The telephone network of one account: takes calls from people and phones, makes those that REST and documents want, and
/// runs TwiML on them. Time passes in ticks of 20 ms that the world's timeline plans while there is a call.
class Exchange : public QObject, public Operator {
    Q_OBJECT

public:
    Exchange(world::World &world, webhooks::Webhooks &webhooks, world::Speaker &speaker, Jukebox &jukebox, QObject *parent = nullptr);
    ~Exchange() override;

    /// Phones are called through @p edge from now on.
    void setSipEdge(SipEdge *edge) { m_edge = edge; }
    people::Crowd &crowd() { return m_crowd; }
    /// Somebody from outside calls one of the account's numbers. @return the call's sid
    QString receive(std::unique_ptr<Leg> leg, const QString &from, const QString &to);
    /// A phone calls its SIP domain. @return the call's sid
    QString receive(std::unique_ptr<Leg> leg, const IncomingCall &call);
    /// Nothing is under way that does not wait for time to pass: no request, no fetching, no speaking.
    bool isQuiet() const;
    QString accountSid() const;
    int lineCount() const { return int(m_lines.size()); }

    // Operator
    Line *place(const Target &target, const QString &parentSid) override;
    void run(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done) override;
    std::unique_ptr<Nested> nest(Line &line, const Request &request, Purpose purpose, std::function<void(RunEnd)> done) override;
    void stopRun(Line &line) override;
    Line *lineOf(const QString &callSid) override;

private:
    friend class Outgoing;
    struct Slot {
        std::unique_ptr<Line> line;
        std::unique_ptr<Run> run;
    };

    Line *add(std::unique_ptr<Leg> leg, const QString &callSid, Line::Way way);
    std::unique_ptr<Leg> legTo(const Target &target, const QString &callSid);
    std::unique_ptr<Act> makeAct(const Scene &scene, const twiml::Verb &verb);
    Slot *slotOf(const Line *line);
    void startRecording(const Scene &scene, const twiml::Start &start);
    void onRedirected(const world::Call &call);
    void onRecordingChanged(const world::Recording &recording);
    void wake();
    void tick();

    Office m_office;
    Studio m_studio;
    Transcriber m_transcriber;
    Rooms m_rooms;
    Lounge m_lounge;
    people::Crowd m_crowd;
    SipEdge *m_edge = nullptr;
    std::unique_ptr<Outgoing> m_outgoing;
    std::vector<std::unique_ptr<Slot>> m_lines;
    std::vector<std::unique_ptr<Run>> m_oldRuns; ///< ended, perhaps from within themselves
    bool m_isTicking = false;
};

} // namespace milassist::exchange
