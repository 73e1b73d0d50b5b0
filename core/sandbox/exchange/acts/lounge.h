// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/exchange/lines/office.h"

#include <QHash>
#include <QObject>

namespace milassist::exchange {

class EnqueueAct;

/// Who waits in queues, and who may be fetched out of them.
class Lounge : public QObject {
    Q_OBJECT

public:
    explicit Lounge(Office &office);
    ~Lounge() override;

    void enter(const QString &queueSid, const QString &callSid, EnqueueAct *act);
    void leave(const QString &callSid);
    /// The one who has waited longest; null when nobody does.
    EnqueueAct *front(const QString &queueSid);

private:
    Office &m_office;
    QHash<QString, EnqueueAct *> m_waiting; ///< by call
};

} // namespace milassist::exchange
