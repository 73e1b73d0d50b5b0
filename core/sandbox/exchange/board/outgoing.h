// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/line.h"
#include "core/sandbox/exchange/sound/ear.h"

#include <QObject>
#include <QPointer>
#include <QQueue>

namespace milassist::exchange {

class Exchange;

/// The calls that REST has asked for: one a second, dialled, answered, listened to for machines, and then run.
class Outgoing : public QObject {
    Q_OBJECT

public:
    explicit Outgoing(Exchange &exchange);

    void place(const QString &callSid);
    /// REST wants this call to end: one that still waits is taken out of the queue.
    void end(const QString &callSid);
    void tick();
    /// Where a call's document is found, from what was asked for with it.
    Request requestFor(const QString &callSid) const;

private:
    struct Ringing {
        QPointer<Line> line;
        int frames = 0, timeLimit = 0;
        int timeout = 0;           ///< frames left to ring
        int digits = 0;            ///< frames until the keys are through
        bool isAnswered = false, isRunning = false;
        std::optional<DetectionLimits> detection;
        bool isAsync = false;
        Detecting detecting;
    };

    void planNext();
    void dial(const QString &callSid);
    void onAnswered(Ringing &call);
    void tick(Ringing &call);
    void start(Ringing &call);
    void tellDetection(const Ringing &call);
    void record(Line &line, const world::CallOrders &orders);

    Exchange &m_exchange;
    Office &m_office;
    QQueue<QString> m_queue;
    QDateTime m_lastDialled;
    bool m_isPlanned = false;
    std::vector<std::unique_ptr<Ringing>> m_calls;
};

} // namespace milassist::exchange
