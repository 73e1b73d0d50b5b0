// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamaccess.h"
#include "core/twilio/credentials.h"

#include <QJsonValue>
#include <QStringList>

#include <memory>
#include <optional>

namespace milassist
{

/// A Twilio on this computer and a relay before it, for desks that know the relay only. Says nothing of what it is made of:
/// what desk and relay keep has the same names.
class Office
{
public:
    enum class Callers { Shown, Masked }; ///< to assistants
    explicit Office(Callers callers = Callers::Shown);
    ~Office();

    bool setUp();
    /// @param role "assistant", ...
    TeamAccess access(const QString &name, const QString &role);
    /// As an admin does it, through the relay.
    bool changeRole(const QString &name, const QString &role);
    bool hideCallers();
    Credentials credentials(const TeamAccess &access) const; ///< of the relay's gateway
    QStringList sipUsers();
    QString sipTls() const; ///< "127.0.0.1:5061"
    QByteArray sipAuthority() const;
    /// Somebody texts, or calls. @return the sid
    QString text(const QString &from, const QString &to, const QString &body);
    std::optional<QString> call(const QString &from, const QString &to, const QJsonValue &script);

    /// Twilio's SIP user, made by hand, or with another password from now on.
    bool setSipPassword(const QString &user, const QByteArray &password);
    /// Twilio changes and makes no SIP users for a while.
    void setSipUsersFrozen(bool areFrozen);
    /// A telephone on somebody's desk that is no program of ours. It is busy whenever it is called.
    bool registerTelephone(const QString &user);
    bool isRung(const QString &user); ///< once for each call that has come there; waits for it
    /// Whether the relay has last told that they can be rung at a desk; none: it has told nothing of them.
    std::optional<bool> isAtDesk(const QString &person);
    /// Whom the plan left out of a call, and why: "anna unreachable".
    QStringList leftOut(const QString &call);
    /// Whose telephones rang for it, by the trace: "ben".
    QStringList rungFor(const QString &call);
    bool isOver(const QString &call);

private:
    struct Inside;
    std::unique_ptr<Inside> m_inside;
};

} // namespace milassist
