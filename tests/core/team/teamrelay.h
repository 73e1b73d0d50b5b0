// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamaccess.h"
#include "tests/core/relay/access/relaytest.h"
#include "tests/core/relay/front/relaytest.h"
#include "tests/fakes/scriptedserver.h"

#include <QTemporaryDir>

namespace milassist
{

/// A whole relay on this computer, which can be killed and started again at the same address with the same ledger.
class TeamRelay
{
public:
    TeamRelay() : m_twilio([](const HeardRequest &) { return ScriptedServer::Reply{ScriptedServer::answer(200, "{}")}; })
    {
        start();
        m_port = quint16(QUrl(m_at->relay.publicUrl()).port());
    }

    void start()
    {
        relay::RelayOptions options = relay::unhurried();
        options.accountSid = QStringLiteral("AC00112233445566778899aabbccddeeff");
        options.twilioUrl = m_twilio.url();
        options.port = m_port;
        m_at = std::make_unique<relay::RelayAt>(QStringLiteral("sqlite:%1/ledger.db").arg(m_folder.path()), m_plan, options);
        if (!m_at->isListening)
            qWarning() << "the relay does not listen";
    }
    /// From one moment to the next; nobody is told.
    void kill() { m_at.reset(); }

    relay::RelayAt &at() { return *m_at; }
    SharedStore &store() { return m_at->relay.store(); }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    TeamAccess access(const QString &name, Role role) { return {url(), name, addUser(store(), name, role)}; }
    qint64 tell(const QString &kind, const QString &body)
    {
        return waitFor(store().write([=](SqlConnection &db) { return EventTable(db).append(kind, body, instant(1)); })).value_or(-1);
    }

private:
    QTemporaryDir m_folder;
    ScriptedServer m_twilio;
    routing::Plan m_plan = relay::inTurns();
    quint16 m_port = 0;
    std::unique_ptr<relay::RelayAt> m_at;
};

} // namespace milassist
