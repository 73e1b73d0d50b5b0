// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/faults/journal.h"
#include "core/sandbox/rest/accounts.h"
#include "core/sandbox/sandboxoptions.h"
#include "core/sandbox/sip/phoneedge.h"

#include <QJsonObject>

namespace milassist {

/// The sandbox's SIP server with what belongs to it: whose a domain is, the journal, a bad line on demand. It outlives every
/// call, so it is made before the exchanges and deleted after them.
class Phones : public QObject {
    Q_OBJECT

public:
    Phones(const SandboxOptions &options, faults::Journal &journal, exchange::CallSink &sink);

    /// Errors: Unavailable (port in use), NotFound or Malformed (certificate).
    Result<> start(const rest::Accounts &accounts);
    void stop(); ///< says goodbye; stopped() follows within 200 ms
    exchange::SipEdge *edge() { return m_edge.get(); }
    QString address(sip::Transport transport) const; ///< "127.0.0.1:5060"
    bool hasAny() const { return m_edge && !m_edge->registrar().all().isEmpty(); }
    QByteArray authority() const { return m_authority; }

    /// As GET /_sandbox/sip answers it: addresses, the authority of the certificate, who is registered, the line as it is.
    QJsonObject toJson() const;
    /// {"registrar_silent":true,"silent":false,"loss_in":0.1,"rtp_loss_out":0.05,"rtp_loss_in":0,"rtp_delay_ms":0,"rtp_jitter_ms":0}:
    /// what is not named is well. Errors: Malformed, naming the field.
    Result<> setLine(const QJsonObject &json);
    void mendLine();

Q_SIGNALS:
    void stopped();

private:
    void write(const sip::EdgeEvent &event);

    const SandboxOptions &m_options;
    faults::Journal &m_journal;
    exchange::CallSink &m_sink;
    const rest::Accounts *m_accounts = nullptr;
    std::unique_ptr<sip::PhoneEdge> m_edge;
    QByteArray m_authority;
};

} // namespace milassist
