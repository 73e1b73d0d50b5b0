// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/decision/turn.h"
#include "core/store/sqlconnection.h"

#include <QList>

#include <map>

namespace milassist
{

/// How often somebody was offered a call in turn, and took it.
struct TurnCount {
    routing::PersonId person;
    qint64 offers = 0;
    qint64 answers = 0;
    bool operator==(const TurnCount &) const = default;
};

/// Where the round robin of each group stands: routing::Turn says what that means, this keeps it. A job asks lock(), decides
/// and says offered(): another call in the same second, in whatever relay, waits meanwhile and goes to the next person.
class TurnTable
{
public:
    explicit TurnTable(SqlConnection &db) : m_db(db) {}

    /// Where @p group stands; nobody else gets an answer to that until this transaction has ended. Who needs several groups
    /// asks for them in the order of their names. Errors: Storage.
    Result<routing::Turn> lock(const routing::GroupId &group);
    /// Moves the turn on and counts. Errors: Storage.
    Result<> offered(const routing::Offer &offer);
    /// The offer did not reach the person: they are next again. Errors: Storage.
    Result<> takenBack(const routing::Offer &offer);
    /// Counts that @p person took a call they were offered.
    Result<> answered(const routing::GroupId &group, const routing::PersonId &person);

    /// Where every group stands just now, for looking and for simulating.
    Result<std::map<routing::GroupId, routing::Turn>> all();
    /// Everybody in @p members in the order in which they are next, with their counts.
    Result<QList<TurnCount>> standing(const routing::GroupId &group, const std::vector<routing::PersonId> &members);

private:
    SqlConnection &m_db;
};

} // namespace milassist
