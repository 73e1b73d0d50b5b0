// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/acts/conferenceact.h"

#include <QPointer>

namespace milassist::exchange {

/// <Enqueue>: waits until somebody comes for this call.
class EnqueueAct : public Act {
    Q_OBJECT

public:
    EnqueueAct(const Scene &scene, twiml::Enqueue enqueue);
    ~EnqueueAct() override;
    void begin() override;
    void tick() override;
    void lineEnded() override { conclude(u"hangup"); }
    void abandon() override;

    Line &caller() { return line(); }
    int waitedSeconds() const { return m_frames / framesPerSecond; }
    const QString &queueSid() const { return m_queueSid; }
    /// Somebody has come: no more music, no more place in the queue.
    void fetched();
    /// What they talked about is over.
    void released() { conclude(u"bridged"); }
    /// REST has another document for it.
    void redirect(const Request &request);

private:
    void conclude(QStringView result);

    const twiml::Enqueue m_enqueue;
    QString m_queueSid;
    WaitingSound m_waiting;
    QString m_result;      ///< to be told at the next tick
    bool m_isFetched = false;
    int m_frames = 0;
};

/// <Dial><Queue>: takes the one who has waited longest.
class DialQueueAct : public Act {
    Q_OBJECT

public:
    DialQueueAct(const Scene &scene, twiml::Dial dial, twiml::Queue queue);
    void begin() override;
    void tick() override;
    void lineEnded() override { conclude(); }
    void abandon() override;

private:
    void fetch(EnqueueAct *act);
    void conclude();

    const twiml::Dial m_dial;
    const twiml::Queue m_queue;
    QString m_queueSid, m_callSid;
    QPointer<EnqueueAct> m_other;
    std::unique_ptr<Nested> m_screen;
    bool m_isBridged = false, m_wasBridged = false, m_isOver = false;
    int m_frames = 0;
};

} // namespace milassist::exchange
