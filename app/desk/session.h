// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/cache/callstore.h"
#include "core/cache/contactstore.h"
#include "core/cache/cursorstore.h"
#include "core/cache/draftstore.h"
#include "core/cache/messagestore.h"
#include "core/cache/numberstore.h"
#include "core/cache/optoutstore.h"
#include "core/cache/owncallstore.h"
#include "core/cache/recordingstore.h"
#include "core/cache/searchstore.h"
#include "core/cache/talkstore.h"
#include "core/cache/voicemailstore.h"
#include "core/media/mediacache.h"
#include "core/numbers/addresses.h"
#include "core/numbers/numbershop.h"
#include "core/numbers/servicefinder.h"
#include "core/outbox/deletions.h"
#include "core/outbox/outbox.h"
#include "core/planning/fileplanstore.h"
#include "core/planning/plandesk.h"
#include "core/planning/plandraft.h"
#include "core/planning/scenario.h"
#include "core/profile/profiles.h"
#include "core/sync/sync.h"
#include "core/team/team.h"
#include "core/team/teamseat.h"
#include "core/twilio/twilioclient.h"
#include "ui/models/linenames.h"
#include "ui/panels/calls/callwhy.h"
#include "ui/panels/voicemail/voicemailowner.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/player/playerhub.h"

namespace milassist {

class TeamNews;

struct SessionOptions {
    Profile profile;
    QString folder;             ///< of the profile's files
    Secret secret;              ///< empty: read only what is here, connect to nothing
    QString homeCountry;        ///< ISO; its numbers are shown in national form
    PlayerHub::MakeOut makeOut; ///< loudspeakers
    PlayerTaste taste;
    bool enterSends = false;    ///< Enter sends a text, not Ctrl+Enter
    std::optional<TeamAccess> team; ///< the relay, if there is one
    SyncOptions sync;
    Clock clock = systemClock();
};

/// One account while it is open: every object that works on it, made once and connected. The window outlives it.
class Session : public QObject {
    Q_OBJECT
public:
    explicit Session(SessionOptions options, QObject *parent = nullptr);
    ~Session() override;

    const Profile &profile() const { return m_options.profile; }
    bool isConnected() const { return !m_options.secret.isEmpty(); }
    /// The account's screens, without Settings.
    QList<PageSpec> pages();
    SearchStore &search() { return m_search; }
    Store &store() { return m_store; }
    Sync &sync() { return m_sync; }
    PlayerHub &players() { return m_players; }
    NumberStore &numbers() { return m_numbers; }
    Outbox &outbox() { return m_outbox; }
    NumberShop &shop() { return m_shop; }
    ContactStore &contacts() { return m_contacts; }
    CallStore &calls() { return m_calls; }
    PlanStore &plans() { return *m_plans; }
    TwilioClient &twilio() { return m_twilio; }
    Team *team() { return m_team.get(); } ///< null without a relay
    /// What the person may do; whoever has the account to themselves may do everything.
    bool mayAs(TeamRole role) const;
    /// The relay says so of us now; pages() are others then.
    void setTeamMark(const TeamMark &mark) { m_options.profile.team = mark; }
    OwnCallStore &ownCalls() { return m_ownCalls; }
    const LineNames &lines() const { return m_lines; }
    ShellState state() const;
    QString historyWords() const;

    /// Others may be seen now than when the rows that are kept were fetched: takes them and their sounds off this disk, and
    /// fetches again. Errors: Storage, DiskFull.
    QFuture<Result<>> fetchAfresh();

    void start();
    void setFocus(bool focused);

Q_SIGNALS:
    void changed(); ///< state() reads differently
    /// Something was refused after it had been shown as done: to be said in the window.
    void refused(const QString &what, const milassist::Error &error);
    void sendKeyChosen(bool enterSends);
    void waiting(const QString &page, int count); ///< for the rail, also before the screen exists

private:
    void addCallPages(QList<PageSpec> &pages);
    void addTextPages(QList<PageSpec> &pages);
    void addRoutingPage(QList<PageSpec> &pages);
    void addTeamPages(QList<PageSpec> &pages);
    WhyServices whyServices();
    VoicemailTeam voicemailTeam();
    void takeHeard(const RecordingSid &sid, bool heard);
    std::optional<RosterNow> roster() const;

    SessionOptions m_options;
    Store m_store;
    CallStore m_calls;
    OwnCallStore m_ownCalls;
    RecordingStore m_recordings;
    VoicemailStore m_voicemails;
    MessageStore m_messages;
    TalkStore m_talk;
    DraftStore m_drafts;
    OptOutStore m_optOuts;
    ContactStore m_contacts;
    NumberStore m_numbers;
    CursorStore m_cursors;
    SearchStore m_search;
    TwilioClient m_twilio;
    Outbox m_outbox;
    Deletions m_deletions;
    NumberShop m_shop;
    Addresses m_addresses;
    ServiceFinder m_serviceFinder;
    MediaCache m_media;
    PlayerHub m_players;
    LineNames m_lines;
    std::unique_ptr<Team> m_team;
    std::unique_ptr<FilePlanStore> m_ownPlans; ///< where there is no team
    PlanStore *m_plans;
    PlanDesk m_planDesk;
    PlanDraft m_planDraft;
    Sync m_sync;
    std::unique_ptr<TeamNews> m_news;
    int m_waitingTexts = 0;
    QDateTime m_linkSince;
    ShellState::Link m_link = ShellState::Link::Starting;
};

/// What the window says about how the sync is doing. Pure.
ShellState::Link linkOf(const SyncState &state);

} // namespace milassist
