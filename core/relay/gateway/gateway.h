// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/access/doorkeeper.h"
#include "core/relay/access/linesight.h"
#include "core/relay/gateway/gatewayroutes.h"
#include "core/relay/gateway/upstream.h"
#include "core/relay/masking/handlebook.h"

#include <QDateTime>
#include <QHash>
#include <QThreadPool>

namespace milassist::relay
{

/// Twilio's API for desks: the same paths and the same dialect, Basic with the user's name and token at the door instead of
/// the account's secret, filtered by role and line. What is allowed goes to Twilio once, with the account's credential; the
/// answer comes back with its status and its body, without the account's secrets. Of a create whose answer is lost it is said
/// that nobody knows. Other hosts of Twilio are below /pricing/, /lookups/, /messaging/. Main thread.
class Gateway : public QObject
{
    Q_OBJECT
public:
    /// @param publicBase "https://relay.example.org", for addresses in answers; empty: as the request names us
    Gateway(SharedStore &store, Doorkeeper &door, Upstream &upstream, PlanInForce plan, QByteArray publicBase = {},
            QObject *parent = nullptr);

    /// Whether @p path is one of ours.
    static bool isHome(QByteArrayView rawPath);
    void answer(const HttpRequest &request, HttpResponder responder);

private:
    struct Passing;
    using PassingPtr = std::shared_ptr<Passing>;

    void enter(const HttpRequest &request, const HttpResponder &responder, const Visitor &visitor);
    void reveal(const PassingPtr &passing);
    void check(const PassingPtr &passing);
    void checkRecording(const PassingPtr &passing);
    void checkText(const PassingPtr &passing);
    void checkCredential(const PassingPtr &passing);
    void pass(const PassingPtr &passing);
    void noteListening(const PassingPtr &passing);
    void pipe(const PassingPtr &passing);
    void noteText(const PassingPtr &passing, const ExchangeResult &result);
    void onAnswer(const PassingPtr &passing, const ExchangeResult &result);
    void answerWith(const PassingPtr &passing, const ExchangeResult &result);
    void present(const PassingPtr &passing, const ExchangeResult &result);
    void mask(const PassingPtr &passing, const HttpResponse &response);
    void unmask(const PassingPtr &passing, const HttpResponse &response);
    void sendOn(const PassingPtr &passing, const HttpResponse &response);

    SharedStore &m_store;
    Doorkeeper &m_door;
    Upstream &m_upstream;
    PlanInForce m_plan;
    QByteArray m_publicBase;
    QList<Secret> m_secrets; ///< as themselves and as they go over the wire
    HandleBook m_handles;
    QThreadPool m_readers;
    QHash<QString, QDateTime> m_heard; ///< who listens to what: one listening asks for many ranges
};

} // namespace milassist::relay
