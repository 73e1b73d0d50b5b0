// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/relay/answers/premises.h"
#include "core/relay/ledger/scheduledtexttable.h"
#include "core/store/shared/sharedstore.h"
#include "core/twilio/messagesapi.h"

#include <QTimer>

namespace milassist::relay
{

/// Sends texts when their time has come, each once: it is taken in the ledger before Twilio hears of it, and of one whose answer
/// was lost, or whose relay died over it, Twilio is asked whether it went out. Main thread.
class TextSchedule : public QObject
{
    Q_OBJECT
public:
    struct Pace {
        std::chrono::milliseconds every{2000};
        std::chrono::seconds mercy{120};      ///< whoever took a text and was not heard of for so long has died over it
        std::chrono::seconds again{60};       ///< after Twilio could not be reached
    };
    TextSchedule(SharedStore &store, MessagesApi &twilio, const Premises &premises, Clock clock, QObject *parent = nullptr);
    TextSchedule(SharedStore &store, MessagesApi &twilio, const Premises &premises, Clock clock, Pace pace, QObject *parent = nullptr);

private:
    struct Taken {
        QList<ScheduledText> due, unknown;
    };
    void look();
    void take();
    void send(const ScheduledText &text);
    void findOut(const ScheduledText &text);
    void sent(const ScheduledText &text, const Message &message);
    void keep(QFuture<Result<>> kept);

    SharedStore &m_store;
    MessagesApi &m_twilio;
    const Premises &m_premises;
    const Clock m_clock;
    const Pace m_pace;
    QTimer m_look;
    bool m_isBusy = false;
};

} // namespace milassist::relay
