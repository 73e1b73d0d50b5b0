// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/field.h"
#include "core/team/teamclient.h"

#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QTimer>

namespace milassist
{

class TeamEvents;
struct TeamEvent;

/// What the team has done with a voicemail, as the relay has it. People are named as they sign in.
struct TeamVoicemail {
    RecordingSid sid;
    QString assignedTo;  ///< empty: nobody has it
    QString handledBy;   ///< empty while it is open
    QDateTime handledAt; ///< UTC
    QStringList heardBy;
    bool isHandled() const { return handledAt.isValid(); }
    bool operator==(const TeamVoicemail &) const = default;
};

/// As the relay answers it; none where it names no recording. Pure.
std::optional<TeamVoicemail> teamVoicemailFrom(const QJsonObject &body);

/// Who of the team has a voicemail, who has heard it and who was done with it: asked for where somebody looks, a page at a
/// time, and followed from then on. Main thread; errors as TeamClient's, Rejected where a colleague was first.
class TeamVoicemails : public QObject
{
    Q_OBJECT
public:
    TeamVoicemails(TeamClient &client, TeamEvents &events, QObject *parent = nullptr);

    /// What is known of one. None: the relay does not know it, or not yet; then changed() follows.
    /// @param at when it was left (UTC): it is asked for together with those before it
    std::optional<TeamVoicemail> of(const RecordingSid &sid, const QDateTime &at);
    /// Asks for this one alone.
    void refresh(const RecordingSid &sid);

    QFuture<Result<TeamVoicemail>> assign(const RecordingSid &sid, const QString &person); ///< "" is everybody
    QFuture<Result<TeamVoicemail>> setHandled(const RecordingSid &sid, bool handled);
    /// We have heard it, or want to hear it anew. While the relay cannot be told, it is tried again.
    void setHeard(const RecordingSid &sid, bool heard);

Q_SIGNALS:
    void changed(); ///< of() may read differently
    void heardElsewhere(const milassist::RecordingSid &sid, bool heard); ///< by ourselves, at another desk
    void given(const milassist::RecordingSid &sid, const QString &by);        ///< to us, by a colleague

private:
    void hear(const TeamEvent &event);
    void startOver();
    void askSoon(std::chrono::milliseconds pause);
    void ask();
    void take(const Result<QJsonObject> &page, const QDateTime &before);
    void take(const TeamVoicemail &voicemail);
    void tell(const RecordingSid &sid);
    QFuture<Result<TeamVoicemail>> change(const RecordingSid &sid, QLatin1StringView what, const QJsonObject &body = {});

    TeamClient &m_client;
    TeamEvents &m_events;
    QHash<RecordingSid, TeamVoicemail> m_known;
    QSet<RecordingSid> m_settled;            ///< what is known of them is as new as the events
    QHash<RecordingSid, QDateTime> m_wanted; ///< looked at, and not settled
    QDateTime m_readDownTo;                  ///< where the last page ended, while pages are read
    QSet<RecordingSid> m_refreshing, m_again;
    QHash<RecordingSid, bool> m_heardToTell;
    QSet<RecordingSid> m_telling;
    QTimer m_soon, m_tellAgain;
    bool m_isAsking = false, m_isOutrun = false; ///< the latter: what is being asked for may be old when it comes
};

} // namespace milassist
