// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/people.h"

#include "core/relay/ledger/rostertable.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject shown(const User &user)
{
    return {{u"name"_s, user.name},
            {u"role"_s, user.role.text()},
            {u"created_at"_s, jsonInstant(user.createdAt)},
            {u"revoked_at"_s, jsonInstant(user.revokedAt)}};
}

Deed userDeed(const QString &what, const QString &name, const QJsonObject &detail = {})
{
    return {.what = what,
            .about = name,
            .detail = detail,
            .eventKind = u"user"_s,
            .event = {{u"name"_s, name}, {u"what"_s, what}}};
}

/// Without an admin nobody could let anybody in again.
Result<> notTheLastAdmin(SqlConnection &db, const QString &name)
{
    const auto people = UserTable(db).all();
    if (!people)
        return fail(people.error());
    const auto isOtherAdmin = [&](const User &user) {
        return user.name != name && user.role.is(Role::Admin) && !user.isRevoked();
    };
    const auto isThisAdmin = [&](const User &user) {
        return user.name == name && user.role.is(Role::Admin) && !user.isRevoked();
    };
    if (std::any_of(people->begin(), people->end(), isThisAdmin) && std::none_of(people->begin(), people->end(), isOtherAdmin))
        return fail(Error::Kind::Rejected, u"%1 is the last admin"_s.arg(name));
    return {};
}

} // namespace

People::People(SharedStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_makers.setMaxThreadCount(1);
}

std::vector<ApiRoute> People::routes()
{
    const auto to = [this](void (People::*handle)(const ApiAskPtr &)) {
        return [this, handle](const ApiAskPtr &ask) { (this->*handle)(ask); };
    };
    return {
        {"GET", u"/api/team/me"_s, Permission::Teamwork,
         [](const ApiAskPtr &ask) {
             ask->responder.send(
                 jsonAnswer(200, {{u"name"_s, ask->visitor.name}, {u"role"_s, Word<Role>(ask->visitor.role).text()}}));
         }},
        {"GET", u"/api/team/users"_s, Permission::Users, to(&People::list)},
        {"POST", u"/api/team/users"_s, Permission::Users, to(&People::add)},
        {"POST", u"/api/team/users/{}"_s, Permission::Users, to(&People::changeRole)},
        {"DELETE", u"/api/team/users/{}"_s, Permission::Users, to(&People::revoke)},
        {"POST", u"/api/team/users/{}/token"_s, Permission::Users, to(&People::renew)},
        {"GET", u"/api/team/roster"_s, Permission::Teamwork, to(&People::roster)},
        {"POST", u"/api/team/presence"_s, Permission::Teamwork, to(&People::setPresence)},
        {"GET", u"/api/team/audit"_s, Permission::Insight, to(&People::audit)},
    };
}

void People::list(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([](SqlConnection &db) -> Result<QJsonObject> {
        const auto people = UserTable(db).all();
        if (!people)
            return fail(people.error());
        QJsonArray users;
        for (const User &user : *people)
            users.append(shown(user));
        return QJsonObject{{u"users"_s, users}};
    }),
               this);
}

void People::withToken(const ApiAskPtr &ask, std::function<void(const NewToken &)> then)
{
    auto made = std::make_shared<QPromise<std::optional<NewToken>>>();
    made->start();
    whenDone(made->future(), this, [ask, then = std::move(then)](const std::optional<NewToken> &token) {
        if (!token)
            return ask->responder.send(platformRefusal(503, "no_memory"_L1, u"There is no memory to make a token with."_s));
        then(*token);
    });
    m_makers.start([made] {
        made->addResult(makeToken());
        made->finish();
    });
}

void People::add(const ApiAskPtr &ask)
{
    const QString name = ask->text("name"_L1);
    const Word<Role> role(ask->text("role"_L1));
    if (!UserTable::isName(name))
        return ask->responder.send(badField(u"name"_s, u"a to z, digits, dots and dashes; at most 64."_s));
    if (!role.isKnown())
        return ask->responder.send(badField(u"role"_s, u"assistant, manager or admin"_s));
    withToken(ask, [=, this](const NewToken &token) {
        answerWith(ask, m_store.write([=, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
            if (const auto added = UserTable(db).add(name, role.valueOr(Role::Assistant), token, now); !added)
                return fail(added.error());
            const auto kept = noted(db, who, userDeed(u"user-added"_s, name, {{u"role"_s, role.text()}}), now);
            if (!kept)
                return fail(kept.error());
            return QJsonObject{
                {u"name"_s, name}, {u"role"_s, role.text()}, {u"token"_s, QString::fromLatin1(token.token.reveal())}};
        }),
                   this, 201);
    });
}

void People::renew(const ApiAskPtr &ask)
{
    withToken(ask, [=, this](const NewToken &token) {
        answerWith(ask, m_store.write([=, name = ask->args.first(), who = ask->visitor.name,
                                       now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
            if (const auto renewed = UserTable(db).renew(name, token); !renewed)
                return fail(renewed.error());
            if (const auto kept = noted(db, who, userDeed(u"token-renewed"_s, name), now); !kept)
                return fail(kept.error());
            return QJsonObject{{u"name"_s, name}, {u"token"_s, QString::fromLatin1(token.token.reveal())}};
        }),
                   this, 201);
    });
}

void People::changeRole(const ApiAskPtr &ask)
{
    const Word<Role> role(ask->text("role"_L1));
    if (!role.isKnown())
        return ask->responder.send(badField(u"role"_s, u"assistant, manager or admin"_s));
    answerWith(ask, m_store.write([=, name = ask->args.first(), who = ask->visitor.name,
                                   now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        if (const auto left = role.is(Role::Admin) ? Result<>() : notTheLastAdmin(db, name); !left)
            return fail(left.error());
        if (const auto changed = UserTable(db).changeRole(name, role.valueOr(Role::Assistant)); !changed)
            return fail(changed.error());
        const auto kept = noted(db, who, userDeed(u"role-changed"_s, name, {{u"role"_s, role.text()}}), now);
        if (!kept)
            return fail(kept.error());
        return QJsonObject{{u"name"_s, name}, {u"role"_s, role.text()}};
    }),
               this);
}

void People::revoke(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.write([name = ask->args.first(), who = ask->visitor.name,
                                   now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        if (const auto left = notTheLastAdmin(db, name); !left)
            return fail(left.error());
        if (const auto revoked = UserTable(db).revoke(name, now); !revoked)
            return fail(revoked.error());
        if (const auto kept = noted(db, who, userDeed(u"user-revoked"_s, name), now); !kept)
            return fail(kept.error());
        return QJsonObject{{u"name"_s, name}, {u"revoked_at"_s, jsonInstant(now)}};
    }),
               this);
}

void People::roster(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        const auto people = RosterTable(db).shown(now);
        if (!people)
            return fail(people.error());
        QJsonArray list;
        for (const PersonShown &person : *people) {
            list.append(QJsonObject{{u"person"_s, person.person.text()},
                                    {u"presence"_s, Word<routing::Presence>(person.presence).text()},
                                    {u"presence_ends"_s, jsonInstant(person.presenceEnds)},
                                    {u"registered"_s, person.isRegistered},
                                    {u"in_call"_s, person.inCall},
                                    {u"wrap_up_ends"_s, jsonInstant(person.wrapUpEnds)}});
        }
        return QJsonObject{{u"people"_s, list}};
    }),
               this);
}

/// {"presence": "away", "until": instant}
void People::setPresence(const ApiAskPtr &ask)
{
    const Word<routing::Presence> presence(ask->text("presence"_L1));
    if (!presence.isKnown())
        return ask->responder.send(badField(u"presence"_s, u"available, away or do_not_disturb"_s));
    const QDateTime until = QDateTime::fromString(ask->text("until"_L1), Qt::ISODate).toUTC();
    if (!ask->text("until"_L1).isEmpty() && !until.isValid())
        return ask->responder.send(badField(u"until"_s, u"2026-11-23T17:00:00Z"_s));
    answerWith(ask, m_store.write([=, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        const auto changed = RosterTable(db).setPresence(routing::PersonId(who), presence.valueOr({}), until, now);
        if (!changed)
            return fail(changed.error());
        const Deed deed{.what = {},
                        .about = {},
                        .detail = {},
                        .eventKind = u"presence"_s,
                        .event = {{u"person"_s, who}, {u"presence"_s, presence.text()}}};
        if (const auto told = *changed ? noted(db, who, deed, now) : Result<>(); !told)
            return fail(told.error());
        return QJsonObject{{u"person"_s, who}, {u"presence"_s, presence.text()}, {u"until"_s, jsonInstant(until)}};
    }),
               this);
}

/// ?before=NUMBER&about=THING&who=NAME
void People::audit(const ApiAskPtr &ask)
{
    const Form query = ask->request.query();
    AuditFilter filter{.who = query.find(u"who"), .what = query.find(u"what"), .about = query.find(u"about")};
    filter.before = ask->number(u"before", filter.before);
    answerWith(ask, m_store.read([filter](SqlConnection &db) -> Result<QJsonObject> {
        constexpr int page = 200;
        const auto entries = AuditTable(db).list(filter, page);
        if (!entries)
            return fail(entries.error());
        QJsonArray list;
        for (const AuditEntry &entry : *entries) {
            list.append(QJsonObject{{u"number"_s, entry.number},
                                    {u"at"_s, jsonInstant(entry.at)},
                                    {u"who"_s, entry.who},
                                    {u"what"_s, entry.what},
                                    {u"about"_s, entry.about},
                                    {u"detail"_s, QJsonDocument::fromJson(entry.detail.toUtf8()).object()}});
        }
        return QJsonObject{{u"entries"_s, list}};
    }),
               this);
}

} // namespace milassist::relay
