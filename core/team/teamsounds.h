// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/team/teamclient.h"

#include <QDateTime>

namespace milassist
{

class TeamEvents;

/// A sound of the team's own that callers hear: a greeting, music, an announcement.
struct TeamSound {
    QString name;
    QString type; ///< "audio/wav"
    std::chrono::milliseconds length{0};
    qint64 bytes = 0;
    QString by;
    QDateTime at; ///< UTC
    bool operator==(const TeamSound &) const = default;
};

/// Pure; what makes no sense is left out. By name.
QList<TeamSound> soundsFrom(const QJsonObject &body);

/// A name that the relay takes, from that of a file: "Holiday greeting (2).wav" is "Holiday-greeting-2".
QString soundNameOf(const QString &fileName);

/// The sounds of the team, as the relay has them. Asks nothing before somebody looks at them. Managers may hear them, admins
/// change them.
class TeamSounds : public QObject
{
    Q_OBJECT
public:
    TeamSounds(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    static constexpr qint64 largest = 2 * 1024 * 1024; ///< bytes

    /// None as long as they were never read.
    const std::optional<QList<TeamSound>> &known() const { return m_known; }
    const TeamSound *find(const QString &name) const;
    /// From now on they are kept up to date.
    void follow();

    /// The file. Errors as TeamClient's.
    QFuture<Result<QByteArray>> content(const QString &name);
    /// In place of the one of that name. Its progress is in bytes; who cancels it leaves things as they were, if the relay has
    /// not had it whole. Errors: Rejected where it is no sound, is too long or too large: detail says what to send instead.
    QFuture<Result<QJsonObject>> keep(const QString &name, const QByteArray &file);
    /// Errors: Rejected while the plan in force names it.
    QFuture<Result<QJsonObject>> remove(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void ask();
    QFuture<Result<QJsonObject>> askedAfter(QFuture<Result<QJsonObject>> change);

    TeamClient &m_client;
    std::optional<QList<TeamSound>> m_known;
    bool m_isFollowing = false, m_isAsking = false, m_askAgain = false;
};

} // namespace milassist
