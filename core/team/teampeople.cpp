// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/team/teampeople.h"

#include <QJsonArray>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

const QString users = u"/api/team/users"_s;

QString pathOf(const QString &name)
{
    return users + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QDateTime instantAt(const QJsonValue &value)
{
    const QDateTime instant = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return instant.isValid() ? instant.toUTC() : QDateTime();
}

Result<Secret> tokenIn(const Result<QJsonObject> &body)
{
    if (!body)
        return fail(body.error());
    const QString token = body->value("token"_L1).toString();
    return token.isEmpty() ? fail(Error::Kind::Malformed, u"the relay gave no token"_s) : Result<Secret>(Secret(token.toUtf8()));
}

Result<> done(const Result<QJsonObject> &body)
{
    return body ? Result<>() : Result<>(fail(body.error()));
}

} // namespace

QList<TeamPerson> peopleFrom(const QJsonObject &body)
{
    QList<TeamPerson> people;
    for (const QJsonValue &value : body.value("users"_L1).toArray()) {
        const TeamPerson person{.name = value["name"_L1].toString(),
                                .role = Word<TeamRole>(value["role"_L1].toString()),
                                .since = instantAt(value["created_at"_L1]),
                                .revokedAt = instantAt(value["revoked_at"_L1])};
        if (!person.name.isEmpty())
            people << person;
    }
    return people;
}

QFuture<Result<QList<TeamPerson>>> TeamPeople::list()
{
    return m_client.get(users).then([](const Result<QJsonObject> &body) -> Result<QList<TeamPerson>> {
        if (!body)
            return fail(body.error());
        return peopleFrom(*body);
    });
}

QFuture<Result<Secret>> TeamPeople::add(const QString &name, TeamRole role, const QString &key)
{
    return m_client.post(users, {{u"name"_s, name}, {u"role"_s, Word<TeamRole>(role).text()}}, key).then(tokenIn);
}

QFuture<Result<Secret>> TeamPeople::renew(const QString &name)
{
    return m_client.post(pathOf(name) + u"/token"_s, {}).then(tokenIn);
}

QFuture<Result<Secret>> TeamPeople::reinstate(const QString &name)
{
    return m_client.post(pathOf(name) + u"/token"_s, {{u"reinstate"_s, true}}).then(tokenIn);
}

QFuture<Result<>> TeamPeople::changeRole(const QString &name, TeamRole role)
{
    return m_client.post(pathOf(name), {{u"role"_s, Word<TeamRole>(role).text()}}).then(done);
}

QFuture<Result<>> TeamPeople::revoke(const QString &name)
{
    return m_client.remove(pathOf(name)).then(done);
}

} // namespace milassist
