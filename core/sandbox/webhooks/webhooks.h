// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/webhooks/messagetwiml.h"
#include "core/sandbox/webhooks/webhookclient.h"
#include "core/sandbox/world/trafficrecords.h"

#include <QHash>
#include <QObject>

namespace milassist::world {
class World;
}

namespace milassist::webhooks {

/// Tells the outside what happens in a world: status callbacks of messages, calls and recordings, incoming texts; and does
/// what the answer to an incoming text says. What goes wrong becomes a notification of the account.
class Webhooks : public QObject {
    Q_OBJECT

public:
    /// @param base "http://127.0.0.1:8080": what URLs of recordings and media begin with
    Webhooks(world::World &world, QByteArray base, faults::Journal &journal, faults::FaultBox &faults, QObject *parent = nullptr);

    bool isQuiet() const { return m_client.isQuiet(); }

    struct Address {
        QString url, fallbackUrl;
        QByteArray method = "POST", fallbackMethod = "POST";
    };
    /// For who has more to tell, and to ask: the telephone network.
    WebhookClient &client() { return m_client; }
    /// Tells about a call; what goes wrong becomes a notification of it.
    /// @param lane the sid of what it happened to: the events of one thing are told one after the other
    void tellOfCall(const Address &address, const SignedFields &fields, const QString &lane, const QString &callSid)
    {
        tell(address, fields, "%20", lane, callSid);
    }
    /// Writes a notification: @p outcome as far as there was an exchange. Codes of the warnings' kind are logged as such.
    void notify(int errorCode, const Address &address, const WebhookOutcome &outcome, const QString &callSid = {});
    /// "http://127.0.0.1:8080/2010-04-01/Accounts/AC.../Recordings/RE..."
    QString recordingUrl(const QString &sid) const;

private:

    void onMessageStatus(const world::Message &message);
    void onReceived(const world::Message &message, const QString &optOutType);
    void onCallProgress(const world::Call &call, const QString &event);
    void onRecording(const world::Recording &recording);
    void fetchMedia(const QString &messageSid, const QStringList &urls);

    Address inboxOf(const QString &number) const;
    void ask(const world::Message &message, const Address &address, const SignedFields &fields, int redirects);
    void execute(const world::Message &message, const Address &address, const SignedFields &fields, const WebhookOutcome &outcome,
                 int redirects);
    void reply(const world::Message &message, const TwimlMessage &wanted, const QUrl &documentUrl);
    void tell(const Address &address, const SignedFields &fields, const QByteArray &space, const QString &lane, const QString &callSid = {});

    world::World &m_world;
    const QByteArray m_base;
    WebhookClient m_client;
    QNetworkAccessManager m_fetcher;
    QHash<QString, int> m_sequence;        ///< of a call's progress events
    QHash<QString, QString> m_replyStatus; ///< callback URLs that TwiML asked for, by message
};

} // namespace milassist::webhooks
