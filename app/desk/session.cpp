// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/session.h"

#include "app/desk/teamnews.h"
#include "app/desk/vault.h"
#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/cache/cacheoptions.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/calls/callpanel.h"
#include "ui/panels/routing/routingpanel.h"
#include "ui/panels/voicemail/voicemailpanel.h"

#include <QLocale>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
std::function<bool(const Target &)> takesOnly()
{
    return [](const Target &target) { return std::holds_alternative<T>(target); };
}

} // namespace

ShellState::Link linkOf(const SyncState &state)
{
    using Kind = SyncState::Kind;
    using Link = ShellState::Link;
    switch (state.kind) {
    case Kind::Stopped: return Link::Starting;
    case Kind::FirstPages: return state.lastSuccess.isValid() ? Link::Online : Link::Starting;
    case Kind::Backfilling:
    case Kind::Watching:
    case Kind::Paused:
    case Kind::StorageFailed: return Link::Online;
    case Kind::Offline: return Link::Offline;
    case Kind::Troubled: return Link::SlowedDown;
    case Kind::Refused: return Link::Refused;
    }
    return Link::Starting;
}

Session::Session(SessionOptions options, QObject *parent) :
    QObject(parent), m_options(std::move(options)), m_store(cacheOptions(m_options.folder, m_options.clock)), m_calls(m_store), m_ownCalls(m_store, m_calls),
    m_recordings(m_store), m_voicemails(m_store, m_recordings), m_messages(m_store), m_talk(m_store, m_messages, m_calls, m_voicemails), m_drafts(m_store, m_messages),
    m_optOuts(m_store, m_messages), m_contacts(m_store), m_numbers(m_store), m_cursors(m_store), m_search(m_store),
    m_twilio({.baseUrl = m_options.profile.baseUrl.isEmpty() ? twilioBaseUrl() : m_options.profile.baseUrl,
              .account = m_options.profile.account,
              .user = m_options.profile.user,
              .secret = m_options.secret},
             {}, m_options.clock),
    m_outbox(m_store, m_twilio, m_messages), m_deletions(m_store, m_twilio, m_recordings, m_voicemails), m_shop(m_store, m_twilio, m_numbers),
    m_addresses(m_twilio), m_serviceFinder(m_twilio, m_options.clock),
    m_media(m_twilio, {.folder = m_options.folder + u"/media"_s, .key = mediaKeyFrom(m_options.secret)}),
    m_players(m_media, m_options.makeOut, m_options.taste), m_lines(m_numbers, m_options.homeCountry),
    m_team(m_options.team ? std::make_unique<Team>(*m_options.team, m_options.folder, m_options.clock) : nullptr),
    m_ownPlans(m_team ? nullptr : std::make_unique<FilePlanStore>(m_options.folder + u"/routing"_s, m_options.profile.name, m_options.clock)),
    m_plans(m_team ? static_cast<PlanStore *>(&m_team->plans()) : m_ownPlans.get()), m_planDesk(*m_plans, m_options.clock),
    m_planDraft(m_planDesk, m_options.folder.isEmpty() ? QString() : m_options.folder + u"/plan-draft.json"_s),
    m_sync(m_twilio, {m_calls, m_messages, m_recordings, m_numbers, m_cursors}, m_options.sync, m_options.clock),
    m_news(m_team ? std::make_unique<TeamNews>(*m_team, m_sync) : nullptr)
{
    connect(&m_sync, &Sync::stateChanged, this, [this](const SyncState &state) {
        if (const ShellState::Link link = linkOf(state); link != m_link) {
            const bool isBack = link == ShellState::Link::Online && m_link != link;
            m_link = link;
            m_linkSince = m_options.clock();
            if (isBack) { // what waited for a connection need not wait for its own next try
                m_outbox.tryNow();
                m_deletions.tryNow();
            }
        }
        Q_EMIT changed();
    });
    connect(&m_sync, &Sync::progress, this, &Session::changed);
    connect(&m_store, &Store::cacheRebuilt, &m_sync, &Sync::startOver);
    connect(&m_outbox, &Outbox::waitingChanged, this, [this](int count) {
        m_waitingTexts = count;
        Q_EMIT changed();
    });
    connect(&m_deletions, &Deletions::refused, this,
            [this](const RecordingSid &, const Error &error) { Q_EMIT refused(tr("Twilio did not delete the voicemail, so it is back."), error); });
    connect(&m_recordings, &RecordingStore::removed, this, [this](const QList<RecordingSid> &sids) {
        for (const RecordingSid &sid : sids) // deleted at Twilio, so its sound does not stay on this disk
            m_media.forget(sid);
    });
    connect(&m_shop, &NumberShop::notBought, this, [this](const Party &number, const Error &error) {
        Q_EMIT refused(tr("The number %1 was not bought.").arg(displayForm(number, m_options.homeCountry)), error);
    });
    connect(&m_voicemails, &VoicemailStore::unheardCountChanged, this, [this](int count) { Q_EMIT waiting(u"voicemail"_s, count); });
    connect(&m_messages, &MessageStore::unreadThreadsChanged, this, [this](int count) { Q_EMIT waiting(u"messages"_s, count); });
    if (m_team)
        connect(&m_team->voicemails(), &TeamVoicemails::heardElsewhere, this, &Session::takeHeard);
}

Session::~Session() = default;

void Session::start()
{
    auto tell = [this](const QString &page) {
        return [this, page](const Result<int> &count) {
            if (count)
                Q_EMIT waiting(page, *count);
        };
    };
    whenDone(m_voicemails.unheardCount(), this, tell(u"voicemail"_s));
    whenDone(m_messages.unreadThreads(), this, tell(u"messages"_s));
    if (!isConnected())
        return;
    m_sync.start();
    if (m_team)
        m_team->start();
    m_outbox.start();
    m_deletions.start();
    m_shop.start();
    if (m_team && mayAs(TeamRole::Manager))
        m_planDesk.reload(); // for the names in a call's trace
}

QFuture<Result<>> Session::fetchAfresh()
{
    m_sync.startOver(); // what is under way was asked for when more, or less, could be seen
    whenDone(m_media.clear(), this, [](const Result<> &cleared) {
        if (!cleared)
            qCWarning(lcStore) << "sounds and pictures could not all be removed:" << cleared.error().detail;
    });
    return m_store.emptyCache();
}

void Session::setFocus(bool focused)
{
    m_sync.setFocus(focused ? Focus::Focused : Focus::Background);
}

QList<PageSpec> Session::pages()
{
    QList<PageSpec> pages;
    addCallPages(pages);
    addTextPages(pages);
    addRoutingPage(pages);
    if (m_team)
        addTeamPages(pages);
    return pages;
}

void Session::addCallPages(QList<PageSpec> &pages)
{
    pages.append({.id = u"calls"_s,
                  .word = tr("Calls"),
                  .icon = u"call"_s,
                  .make = [this](QWidget *parent) { return new CallPanel(m_calls, m_lines, m_players, m_options.clock, parent, whyServices()); },
                  .takes = takesOnly<CallTarget>()});
    pages.append({.id = u"voicemail"_s,
                  .word = tr("Voicemail"),
                  .icon = u"voicemail"_s,
                  .make = [this](QWidget *parent) { return new VoicemailPanel(m_voicemails, m_lines, m_players, m_options.clock, parent, voicemailTeam()); },
                  .takes = takesOnly<VoicemailTarget>()});
}

void Session::takeHeard(const RecordingSid &sid, bool heard)
{
    whenDone(m_voicemails.idOf(sid), this, [this, heard](const Result<qint64> &id) {
        if (id)
            m_voicemails.setHeard({*id}, heard);
    });
}

/// A relay in this program is of one person, who shares with nobody.
VoicemailTeam Session::voicemailTeam()
{
    if (!m_team || !m_options.profile.team)
        return {};
    m_team->roster().follow(); // for what people are called
    return {.voicemails = &m_team->voicemails(),
            .roster = &m_team->roster(),
            .me = m_team->client().access().user,
            .mayAssign = mayAs(TeamRole::Manager)};
}

WhyServices Session::whyServices()
{
    if (!m_team)
        return {};
    m_team->roster().follow(); // for what people are called, and what would happen now
    return {.calls = &m_team->calls(), .roster = &m_team->roster(), .present = [this] {
                const auto now = roster();
                return WhyView::Present{.plan = m_team->roster().names().in(m_planDesk.inForce().plan),
                                        .roster = now ? now->roster : routing::Roster(),
                                        .now = m_options.clock(),
                                        .isWhole = m_planDesk.isLoaded()};
            }};
}

/// Whoever has a relay of their own, in this program, is its admin: then the profile says no role.
bool Session::mayAs(TeamRole role) const
{
    const auto &mark = m_options.profile.team;
    return !mark || Word<TeamRole>(mark->role).valueOr(TeamRole::Assistant) >= role;
}

std::optional<RosterNow> Session::roster() const
{
    return m_team ? m_team->roster().now() : std::nullopt;
}

void Session::addRoutingPage(QList<PageSpec> &pages)
{
    if (!mayAs(TeamRole::Manager))
        return;
    pages.append({.id = u"routing"_s,
                  .word = tr("Routing"),
                  .icon = u"transfer"_s,
                  .make = [this](QWidget *parent) -> Panel * {
                      auto *panel = new RoutingPanel({.desk = m_planDesk,
                                                      .lines = m_lines,
                                                      .clock = m_options.clock,
                                                      .roster = [this] { return roster(); },
                                                      .isServed = m_team != nullptr,
                                                      .past = m_team ? &m_team->plans() : nullptr,
                                                      .sounds = m_team ? &m_team->sounds() : nullptr,
                                                      .players = &m_players,
                                                      .me = m_team ? m_team->client().access().user : m_options.profile.name,
                                                      .mayChange = mayAs(TeamRole::Admin)},
                                                     parent);
                      if (m_team) {
                          connect(&m_team->roster(), &TeamRoster::changed, panel, &RoutingPanel::showRoster);
                          m_team->roster().follow();
                      }
                      return panel;
                  },
                  .takes = {}});
}

ShellState Session::state() const
{
    const SyncState sync = m_sync.state();
    const SyncProgress progress = m_sync.progressNow();
    ShellState state{.link = isConnected() ? m_link : ShellState::Link::NeedsSecret,
                     .since = m_linkSince,
                     .nextTry = sync.nextTry,
                     .lastSync = sync.lastSuccess,
                     .clockSkew = m_twilio.clockSkew().value_or(std::chrono::seconds(0)),
                     .queuedTexts = m_waitingTexts,
                     .sandbox = m_options.profile.sandbox,
                     .profileName = m_options.profile.name,
                     .account = m_options.profile.account.text()};
    state.paused = sync.kind == SyncState::Kind::Paused;
    state.fetchingHistory = sync.kind == SyncState::Kind::Backfilling || (state.paused && !progress.isComplete() && !progress.backfillCancelled);
    state.historyText = historyWords();
    state.historyPercent = progress.isComplete() ? 100 : -1;
    return state;
}

QString Session::historyWords() const
{
    const SyncProgress progress = m_sync.progressNow();
    const QLocale locale;
    QStringList parts;
    if (const qint64 calls = progress.of(FeedId::Calls).rows; calls > 0)
        parts.append(tr("%1 calls").arg(locale.toString(calls)));
    if (const qint64 texts = progress.of(FeedId::Messages).rows; texts > 0)
        parts.append(tr("%1 texts").arg(locale.toString(texts)));
    return parts.join(u", "_s);
}

} // namespace milassist
