// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/people/scriptedleg.h"

#include <QHash>

#include <functional>

namespace milassist::world {
class World;
}

namespace milassist::people {

/// Everybody out there who has a telephone.
class Crowd : public QObject {
    Q_OBJECT

public:
    /// @p called takes a call that somebody makes (the leg, their number, the number called) and gives its sid.
    using Called = std::function<QString(std::unique_ptr<exchange::Leg>, const QString &from, const QString &to)>;
    Crowd(world::World &world, world::Speaker &speaker, Called called, QObject *parent = nullptr);

    /// Who calls @p number gets this script from now on.
    void setScript(const QString &number, const Script &script) { m_scripts.insert(number, script); }
    /// Whoever is called at @p number, by @p callerId. Without a script of their own people answer after a while, talk, and
    /// hang up; numbers ending in 0197 are busy, 0198 never answer, 0199 do not exist. Never null.
    std::unique_ptr<ScriptedLeg> reach(const QString &number, const QString &callerId);
    /// Somebody at @p from calls @p to and does as @p script says. @return the call's sid
    QString call(const QString &from, const QString &to, const Script &script);

Q_SIGNALS:
    /// Somebody came to the telephone, on either side; for tests that want to hear what they hear.
    void picked(milassist::people::ScriptedLeg *leg, const QString &number);

private:
    Script usual(const QString &number) const;
    void plan(ScriptedLeg &leg, const QString &theirs, const QString &ours);

    world::World &m_world;
    world::Speaker &m_speaker;
    const Called m_called;
    QHash<QString, Script> m_scripts;
};

} // namespace milassist::people
