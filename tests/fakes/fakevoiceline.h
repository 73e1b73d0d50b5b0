// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/voiceline.h"

namespace milassist {

/// A line whose other end is the test: keeps what was sent, says what the test wants, also late, doubled or for a leg that
/// never was.
class FakeVoiceLine : public VoiceLine {
public:
    void send(const LineCommand &command) override { m_sent.append(command); }

    const QList<LineCommand> &sent() const { return m_sent; }
    QList<LineCommand> takeSent() { return std::exchange(m_sent, {}); }
    /// All commands of one kind.
    template <typename T>
    QList<T> sent() const
    {
        QList<T> found;
        for (const LineCommand &command : m_sent) {
            if (const T *wanted = std::get_if<T>(&command))
                found.append(*wanted);
        }
        return found;
    }

    void say(const LineEvent &event) { Q_EMIT happened(event); }
    void say(LegId leg, const LegChange &change) { say(LegEvent{.leg = leg, .at = now, .change = change}); }
    void register_() { say(RegistrationState{.is = Registration::Registered}); }
    /// Somebody calls. @return the leg
    LegId ring(const QString &from, const SipHeaders &headers = {})
    {
        m_lastIncoming += 2;
        say(m_lastIncoming, Incoming{.from = from, .headers = headers});
        return m_lastIncoming;
    }

    QDateTime now = QDateTime::fromString(QStringLiteral("2026-03-02T10:00:00Z"), Qt::ISODate);

private:
    QList<LineCommand> m_sent;
    LegId m_lastIncoming = 99;
};

} // namespace milassist
