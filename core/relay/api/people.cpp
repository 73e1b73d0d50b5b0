// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/api/people.h"

#include "core/relay/ledger/rostertable.h"
#include "core/routing/plan/planfields.h"

#include <QJsonDocument>

namespace milassist::relay
{

using namespace Qt::StringLiterals;
using routing::OutsidePhone;

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
            .event = {{u"name"_s, name}, {u"what"_s, what}, {u"person"_s, name}}};
}

QString phoneHint()
{
    return u"{\"number\": \"+14155550108\", \"rings\": \"when_the_desk_is_off\" or \"always\", \"screening\": \"ask\" or \"trusted\"}, or null"_s;
}

/// Null: none. Nothing: it makes no sense.
std::optional<std::optional<OutsidePhone>> phoneIn(const QJsonValue &value)
{
    if (value.isNull())
        return std::optional<OutsidePhone>();
    auto number = PhoneNumber::parse(value["number"_L1].toString());
    const Word<OutsidePhone::Rings> rings(value["rings"_L1].toString(u"when_the_desk_is_off"_s));
    const Word<routing::Screening> screening(value["screening"_L1].toString(u"ask"_s));
    if (!number || !rings.isKnown() || !screening.isKnown())
        return std::nullopt;
    return OutsidePhone{.number = *std::move(number), .rings = rings.valueOr({}), .screening = screening.valueOr({})};
}

QJsonValue shown(const std::optional<OutsidePhone> &phone)
{
    if (!phone)
        return QJsonValue();
    return QJsonObject{{u"number"_s, phone->number.e164()},
                       {u"rings"_s, Word<OutsidePhone::Rings>(phone->rings).text()},
                       {u"screening"_s, Word<routing::Screening>(phone->screening).text()}};
}

/// The number is nobody's to see but the person's own, so neither the audit nor an event has it.
Result<> keepPhone(SqlConnection &db, const QString &who, const QString &name, const std::optional<OutsidePhone> &phone,
                   const QDateTime &now)
{
    if (auto kept = RosterTable(db).setPhone(routing::PersonId(name), phone); !kept)
        return kept;
    return noted(db, who, userDeed(phone ? u"phone-set"_s : u"phone-removed"_s, name), now);
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
        {"GET", u"/api/team/users"_s, Permission::Users, to(&People::list)},
        {"POST", u"/api/team/users"_s, Permission::Users, to(&People::add)},
        {"POST", u"/api/team/users/{}"_s, Permission::Users, to(&People::change)},
        {"DELETE", u"/api/team/users/{}"_s, Permission::Users, to(&People::revoke)},
        {"POST", u"/api/team/users/{}/token"_s, Permission::Users, to(&People::renew)},
        {"GET", u"/api/team/phone"_s, Permission::Teamwork, to(&People::ownPhone)},
        {"POST", u"/api/team/phone"_s, Permission::Teamwork, to(&People::setOwnPhone)},
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
    const bool comesBack = ask->body.value("reinstate"_L1).toBool();
    withToken(ask, [=, this](const NewToken &token) {
        answerWith(ask, m_store.write([=, name = ask->args.first(), who = ask->visitor.name,
                                       now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
            using Revoked = UserTable::Revoked;
            const auto renewed = UserTable(db).renew(name, token, comesBack ? Revoked::ComesBack : Revoked::StaysOut);
            if (!renewed)
                return fail(renewed.error());
            const QString what = comesBack ? u"user-reinstated"_s : u"token-renewed"_s;
            if (const auto kept = noted(db, who, userDeed(what, name), now); !kept)
                return fail(kept.error());
            return QJsonObject{{u"name"_s, name}, {u"token"_s, QString::fromLatin1(token.token.reveal())}};
        }),
                   this, 201);
    });
}

/// {"role": "manager", "phone": {...} or null}: what is there is changed.
void People::change(const ApiAskPtr &ask)
{
    const Word<Role> role(ask->text("role"_L1));
    const bool hasRole = ask->body.contains("role"_L1), hasPhone = ask->body.contains("phone"_L1);
    if ((hasRole || !hasPhone) && !role.isKnown())
        return ask->responder.send(badField(u"role"_s, u"assistant, manager or admin"_s));
    const auto phone = phoneIn(ask->body.value("phone"_L1));
    if (hasPhone && !phone)
        return ask->responder.send(badField(u"phone"_s, phoneHint()));
    answerWith(ask, m_store.write([=, name = ask->args.first(), who = ask->visitor.name,
                                   now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        const auto user = UserTable(db).named(name);
        if (!user)
            return fail(user.error());
        if (!*user)
            return fail(Error::Kind::NotFound, u"there is no such user"_s);
        QJsonObject changed{{u"name"_s, name}};
        if (hasPhone) {
            if (const auto kept = keepPhone(db, who, name, *phone, now); !kept)
                return fail(kept.error());
            changed.insert(u"phone"_s, shown(*phone));
        }
        if (!hasRole)
            return changed;
        if (const auto left = role.is(Role::Admin) ? Result<>() : notTheLastAdmin(db, name); !left)
            return fail(left.error());
        if (const auto done = UserTable(db).changeRole(name, role.valueOr(Role::Assistant)); !done)
            return fail(done.error());
        const auto kept = noted(db, who, userDeed(u"role-changed"_s, name, {{u"role"_s, role.text()}}), now);
        if (!kept)
            return fail(kept.error());
        changed.insert(u"role"_s, role.text());
        return changed;
    }),
               this);
}

void People::ownPhone(const ApiAskPtr &ask)
{
    answerWith(ask, m_store.read([who = ask->visitor.name](SqlConnection &db) -> Result<QJsonObject> {
        return RosterTable(db).phoneOf(routing::PersonId(who)).map([](const std::optional<OutsidePhone> &phone) {
            return QJsonObject{{u"phone"_s, shown(phone)}};
        });
    }),
               this);
}

/// {"phone": {"number": "+1...", "rings": "always", "screening": "ask"}}, or null for none
void People::setOwnPhone(const ApiAskPtr &ask)
{
    const auto phone = phoneIn(ask->body.value("phone"_L1));
    if (!ask->body.contains("phone"_L1) || !phone)
        return ask->responder.send(badField(u"phone"_s, phoneHint()));
    answerWith(ask, m_store.write([=, who = ask->visitor.name, now = ask->now](SqlConnection &db) -> Result<QJsonObject> {
        if (const auto kept = keepPhone(db, who, who, *phone, now); !kept)
            return fail(kept.error());
        return QJsonObject{{u"phone"_s, shown(*phone)}};
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
