// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/world/ground.h"
#include "core/sandbox/world/messagebook.h"

#include <QObject>

namespace milassist::world
{

/// Somebody at the other end of the line.
struct Person {
    QString name, number, about; ///< about: "florist", "wants a quote for the garden room"
    QString email;
    bool isBusiness = false;
    enum class Reach { Good, Landline, SwitchedOff, Filtered, Blocked };
    Reach reach = Reach::Good;
    enum class Temper { Friendly, Busy, Curt, Silent, WantsOut };
    Temper temper = Temper::Friendly; ///< Silent never answers; WantsOut says STOP to the next text
    bool operator==(const Person &) const = default;
};

/// The people the account deals with. They answer texts after a few seconds, and some text by themselves from time to time.
class People : public QObject
{
    Q_OBJECT
public:
    enum class Habit { Answer = 1, WriteFirst = 2 };
    Q_DECLARE_FLAGS(Habits, Habit)

    People(Ground &ground, MessageBook &messages);

    void add(Person person) { m_people.append(std::move(person)); }
    const QList<Person> &all() const { return m_people; }
    const Person *byNumber(QStringView e164) const;

    /// What they do by themselves: nothing unless told, so that tests choose.
    void setHabits(Habits habits, const QStringList &lines = {});
    Habits habits() const { return m_habits; }

Q_SIGNALS:
    /// Somebody has made up their mind and will text @p body in a moment.
    void aboutToText(const QString &from, const QString &to, const QString &body);

private:
    void considerAnswer(const Message &message);
    void planFirstWord();
    Fate fateOf(const Message &message) const;

    Ground &m_ground;
    MessageBook &m_messages;
    QList<Person> m_people;
    Habits m_habits;
    QStringList m_lines;
    quint64 m_round = 0;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(People::Habits)

} // namespace milassist::world
