// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/telephone.h"
#include "core/softphone/seatsetup.h"
#include "ui/panels/settings/joinform.h"

#include <QTimer>

namespace milassist {

/// The profile of a team that somebody joins; who joins again keeps the one they had.
Profile joinedProfile(const Profiles &profiles, const JoinRequest &request);
/// Of a profile that has joined one.
std::optional<TeamAccess> teamOf(const Profile &profile, const Secret &secret);
/// @p profile as the relay sees it now.
Profile withSeat(Profile profile, const TeamSeat &seat);

/// A desk in a team while it is open: its SIP user is seen to, and its telephone is there also while the relay is not; a role
/// that has changed is told, and its screens follow. Where others may be seen than before, nothing that was kept stays. Main
/// thread.
class JoinedDesk : public QObject {
    Q_OBJECT
public:
    JoinedDesk(Session &session, Telephone &telephone, Profiles &profiles, MainWindow &window, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void roleChanged(); ///< the session knows it already: other screens are theirs now

private:
    void adopt(const Softphone &phone);
    void askWhoWeAre();
    void take(const TeamSeat &seat);
    void keep(const TeamMark &mark);
    void seeAfresh(const QString &sight, bool isTold);

    Session &m_session;
    Telephone &m_telephone;
    Profiles &m_profiles;
    MainWindow &m_window;
    TeamMark m_mark;
    SeatSetup m_setup;
    QTimer m_planSettles;
    bool m_isMade = false;
    bool m_isFetchingAfresh = false;
};

} // namespace milassist
