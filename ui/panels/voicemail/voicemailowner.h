// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/team/teamroster.h"
#include "core/team/teamvoicemails.h"
#include "ui/widgets/rowdelegate.h"

class QPushButton;

namespace milassist {

class Label;
class Pill;

/// With whom the voicemails are shared, and who we are there; without a team with nobody.
struct VoicemailTeam {
    TeamVoicemails *voicemails = nullptr;
    TeamRoster *roster = nullptr; ///< what people are called
    QString me;
    bool mayAssign = false; ///< give it to others
};

/// What is said of whose a voicemail is, and what we may do about it.
struct OwnerView {
    QString who;   ///< "Anna Meyer has it"
    Tone tone = Tone::Neutral;
    QString icon;
    QString heard; ///< "Heard by you and Ben Okafor."; empty: by nobody
    bool isHandled = false, canTake = false, canGiveBack = false, canAssign = false;
    bool operator==(const OwnerView &) const = default;
};
OwnerView ownerViewOf(const TeamVoicemail &voicemail, const PeopleNames &names, const QString &me, bool mayAssign, const QDateTime &now);
/// In a row of the list; none while nobody has it.
std::optional<RowTag> ownerTag(const TeamVoicemail &voicemail, const PeopleNames &names, const QString &me);

/// Whose a voicemail is in the team, and the buttons to take it, to give it to somebody and to be done with it.
class VoicemailOwner : public QWidget {
    Q_OBJECT

public:
    VoicemailOwner(VoicemailTeam team, Clock clock, QWidget *parent = nullptr);

    /// Hides where the relay knows nothing of it.
    void show(const RecordingSid &sid, const QDateTime &at);
    bool canBeDone() const { return !isHidden() && !m_view.isHandled; }
    void takeOrAssign(); ///< who may give it to others chooses to whom
    void setHandled(bool handled);

Q_SIGNALS:
    void failed(const milassist::Error &error);

private:
    void render();
    void assign(const QString &person);
    void report(const QFuture<Result<TeamVoicemail>> &change);

    VoicemailTeam m_team;
    Clock m_clock;
    RecordingSid m_sid;
    QDateTime m_at;
    OwnerView m_view;
    Pill *m_who;
    QPushButton *m_take, *m_giveBack, *m_assign, *m_done;
    Label *m_heard;
};

} // namespace milassist
