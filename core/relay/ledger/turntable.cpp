// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/ledger/turntable.h"

#include "core/store/statement.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace milassist
{

using namespace Qt::StringLiterals;
using routing::GroupId;
using routing::PersonId;
using routing::Turn;

namespace
{

QString listOf(const std::vector<PersonId> &people)
{
    QJsonArray names;
    for (const PersonId &person : people)
        names << person.text();
    return QString::fromUtf8(QJsonDocument(names).toJson(QJsonDocument::Compact));
}

std::vector<PersonId> peopleIn(const QString &list)
{
    std::vector<PersonId> people;
    const QJsonArray names = QJsonDocument::fromJson(list.toUtf8()).array();
    for (const auto &name : names)
        people.emplace_back(name.toString());
    return people;
}

} // namespace

Result<Turn> TurnTable::lock(const GroupId &group)
{
    Statement ensure(
        m_db, u"INSERT INTO turn (group_name, offered, passed_over) VALUES (?, '[]', '[]') ON CONFLICT (group_name) DO NOTHING");
    if (const auto done = ensure.with(group.text()).run(); !done)
        return fail(done.error());
    Statement query(m_db, u"SELECT offered, passed_over FROM turn WHERE group_name = ?"_s + m_db.forUpdate());
    Turn turn;
    if (query.with(group.text()).next())
        turn = {.offered = peopleIn(query.text(0)), .passedOver = peopleIn(query.text(1))};
    if (!query.ok())
        return query.failure();
    return turn;
}

Result<> TurnTable::offered(const routing::Offer &offer)
{
    const auto turn = lock(offer.group);
    if (!turn)
        return fail(turn.error());
    const Turn next = advanced(*turn, offer);
    Statement update(m_db, u"UPDATE turn SET offered = ?, passed_over = ? WHERE group_name = ?");
    if (const auto done = update.with(listOf(next.offered), listOf(next.passedOver), offer.group.text()).run(); !done)
        return done;
    Statement count(m_db,
                    u"INSERT INTO turn_count (group_name, person, offers, answers) VALUES (?, ?, 1, 0)"
                    " ON CONFLICT (group_name, person) DO UPDATE SET offers = turn_count.offers + 1");
    return count.with(offer.group.text(), offer.person.text()).run();
}

Result<> TurnTable::takenBack(const routing::Offer &offer)
{
    auto turn = lock(offer.group);
    if (!turn)
        return fail(turn.error());
    std::erase(turn->passedOver, offer.person);
    turn->passedOver.insert(turn->passedOver.begin(), offer.person);
    Statement update(m_db, u"UPDATE turn SET passed_over = ? WHERE group_name = ?");
    if (const auto done = update.with(listOf(turn->passedOver), offer.group.text()).run(); !done)
        return done;
    Statement count(m_db, u"UPDATE turn_count SET offers = offers - 1 WHERE group_name = ? AND person = ? AND offers > 0");
    return count.with(offer.group.text(), offer.person.text()).run();
}

Result<> TurnTable::answered(const GroupId &group, const PersonId &person)
{
    Statement update(m_db, u"UPDATE turn_count SET answers = answers + 1 WHERE group_name = ? AND person = ?");
    return update.with(group.text(), person.text()).run();
}

Result<std::map<GroupId, Turn>> TurnTable::all()
{
    Statement query(m_db, u"SELECT group_name, offered, passed_over FROM turn");
    std::map<GroupId, Turn> turns;
    while (query.next())
        turns[GroupId(query.text(0))] = {.offered = peopleIn(query.text(1)), .passedOver = peopleIn(query.text(2))};
    if (!query.ok())
        return query.failure();
    return turns;
}

Result<QList<TurnCount>> TurnTable::standing(const GroupId &group, const std::vector<PersonId> &members)
{
    const auto turns = all();
    if (!turns)
        return fail(turns.error());
    Statement query(m_db, u"SELECT person, offers, answers FROM turn_count WHERE group_name = ?");
    query.with(group.text());
    QHash<QString, TurnCount> counts;
    while (query.next())
        counts.insert(query.text(0), {.person = {}, .offers = query.integer(1), .answers = query.integer(2)});
    if (!query.ok())
        return query.failure();

    const auto here = turns->find(group);
    QList<TurnCount> standing;
    for (const PersonId &person : inTurn(members, here == turns->end() ? Turn() : here->second)) {
        TurnCount count = counts.value(person.text());
        count.person = person;
        standing << count;
    }
    return standing;
}

} // namespace milassist
