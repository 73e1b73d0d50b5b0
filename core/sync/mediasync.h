// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sid.h"
#include "core/sync/feed.h"

#include <QSet>

namespace milassist {

/// Asks for the attachments of messages that have some, newest first, two at a time. Main thread.
class MediaSync : public QObject {
    Q_OBJECT
public:
    MediaSync(TwilioApi &twilio, MessageStore &messages, QObject *parent = nullptr);

    /// Looks whether there is something to ask for, and goes on until there is not.
    void wake();
    /// Asks for nothing more until wake().
    void rest() { m_awake = false; }
    bool isIdle() const { return m_running == 0 && m_queue.isEmpty(); }

private:
    void next();
    void ask(const MessageSid &message, const QString &cursor);
    void answered(const MessageSid &message, const Result<> &saved);

    TwilioApi &m_twilio;
    MessageStore &m_messages;
    QList<MessageSid> m_queue;
    QSet<MessageSid> m_asked; ///< answered in this run, so that a message without its pictures is not asked for ever
    int m_running = 0;
    bool m_awake = false, m_looking = false, m_lookAgain = false;
};

} // namespace milassist
