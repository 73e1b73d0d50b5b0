// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/front/relay.h"
#include "core/relay/ledger/tasktable.h"
#include "core/relay/ledger/usertable.h"
#include "core/routing/record/planversion.h"
#include "core/team/teamaccess.h"

#include <QThreadPool>

namespace milassist {

/// A plan that an embedded relay begins with.
struct FirstPlan {
    routing::Plan plan;
    QString author, reason;
    QDateTime at; ///< UTC
};

struct EmbeddedRelayOptions {
    relay::RelayOptions relay;     ///< without its database
    QString folder;                ///< for its database
    routing::PersonId person;      ///< whose computer this is: an admin
    QList<std::pair<QString, Role>> colleagues; ///< of a ledger that has nobody yet; their tokens are thrown away
    QList<relay::LedgerTask> tasks; ///< of a ledger without a plan: what is to be done already
    QList<FirstPlan> plans;        ///< the versions of a ledger that has none, the first one first
    std::optional<FirstPlan> planned; ///< elsewhere: in force from the start, unless the ledger's own is newer
};

/// The relay inside the program: it answers Twilio at a port of this computer, with a database of its own, and lets in the
/// person at this computer. Main thread; nothing waits.
class EmbeddedRelay : public QObject {
    Q_OBJECT
public:
    explicit EmbeddedRelay(EmbeddedRelayOptions options, QObject *parent = nullptr);
    ~EmbeddedRelay() override;

    /// ready() or failed() follows.
    void start();
    /// Accepts nothing more, finishes what it holds, then says stopped().
    void stop(std::chrono::milliseconds grace = std::chrono::seconds(2));

    /// Of the person at this computer, from ready() on; the token is kept in memory only.
    TeamAccess access() const;
    /// Where Twilio finds the webhook of that name: "incoming-call-handler".
    QString webhook(const QString &name) const;
    relay::Relay &relay() { return m_relay; }
    /// In force now; number 0: none is. Errors: Storage, Malformed.
    QFuture<Result<routing::PlanVersion>> plan();

    /// Whether the person's softphone can be rung.
    void setRegistered(bool registered);

Q_SIGNALS:
    void ready();
    void failed(const milassist::Error &error);
    void stopped();

private:
    void begin(const QList<NewToken> &tokens);
    void look();
    void tellRegistered();

    EmbeddedRelayOptions m_options;
    relay::Relay m_relay;
    QThreadPool m_maker; ///< of the token; it takes a while
    Secret m_token;
    quint16 m_port = 0;
    QTimer m_sayAgain;
    std::optional<qint64> m_firstPlan; ///< the version that has to be in force first; none: not known yet
    bool m_isReady = false;
};

} // namespace milassist
