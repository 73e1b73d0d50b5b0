// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/relay/api/apirelay.h"

namespace milassist
{

inline const Party frontLine(QStringLiteral("+15005550001")), backLine(QStringLiteral("+15005550002"));

/// The front line rings Anna, the back line Ben.
inline std::shared_ptr<const routing::Plan> twoLines()
{
    using namespace routing;
    auto plan = std::make_shared<Plan>();
    for (const auto &[person, line] : {std::pair{QStringLiteral("anna"), frontLine}, std::pair{QStringLiteral("ben"), backLine}}) {
        plan->groups[GroupId(person)].members = {PersonId(person)};
        plan->routes[RouteId(person)].stages = {InOrder{.group = GroupId(person)}};
        plan->lines[*line.number()].openRoute = RouteId(person);
    }
    return plan;
}

/// A relay with Anna and Ben, who are assistants, Mona, a manager, and Olga, an admin.
class TeamworkRelay
{
public:
    explicit TeamworkRelay(const QString &database) : relay(database, QUrl(QStringLiteral("http://127.0.0.1:1")))
    {
        relay.plan = twoLines();
        anna = addUser(*relay.store, QStringLiteral("anna"), Role::Assistant);
        ben = addUser(*relay.store, QStringLiteral("ben"), Role::Assistant);
        mona = addUser(*relay.store, QStringLiteral("mona"), Role::Manager);
        olga = addUser(*relay.store, QStringLiteral("olga"), Role::Admin);
    }

    WireAnswer ask(const Secret &who, const QByteArray &verb, const QByteArray &path, const QByteArray &body = {},
                   const QByteArray &key = {})
    {
        WireRequest request{.verb = verb, .path = path, .authorization = bearer(who), .body = body};
        if (!key.isEmpty())
            request.headers = {{"Idempotency-Key", key}};
        return WireClient(relay.port).ask(request);
    }
    /// "anna note-added 3"
    QStringList audit()
    {
        const auto entries =
            waitFor(relay.store->read([](SqlConnection &db) { return relay::AuditTable(db).list({}, 100); }));
        QStringList words;
        for (const relay::AuditEntry &entry : entries.value_or(QList<relay::AuditEntry>()))
            words.prepend(entry.who + u' ' + entry.what + u' ' + entry.about);
        return words;
    }
    /// The bodies of the events of one kind, in order.
    QList<QJsonObject> events(const QString &kind)
    {
        const auto events = waitFor(relay.store->read([](SqlConnection &db) { return EventTable(db).since(0, 1000); }));
        QList<QJsonObject> bodies;
        for (const LedgerEvent &event : events.value_or(MissedEvents()).events) {
            if (event.kind == kind)
                bodies << QJsonDocument::fromJson(event.body.toUtf8()).object();
        }
        return bodies;
    }

    ApiRelay relay;
    Secret anna, ben, mona, olga;
};

inline QJsonObject objectIn(const WireAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

} // namespace milassist
