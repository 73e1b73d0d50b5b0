// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/application.h"

#include "app/desk/sipenvironment.h"
#include "app/desk/storewords.h"
#include "app/desk/tray.h"
#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "ui/panels/settings/unlockform.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QAudioDevice>
#include <QDesktopServices>
#include <QLocale>
#include <QMediaDevices>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

const QString settingsId = u"settings"_s;

QString homeCountry()
{
    const QString code = QLocale::territoryToCode(QLocale::system().territory());
    return code.size() == 2 ? code : u"US"_s; // "C" has no country; the demo's numbers are American
}

std::unique_ptr<AudioOut> loudspeaker()
{
    return std::make_unique<SpeakerOut>();
}

std::unique_ptr<AudioOut> nobody()
{
    return std::make_unique<SilentOut>(SilentOut::Drive::RealTime);
}

} // namespace

DeskApplication::DeskApplication(QApplication &application, const QString &root, const DeskCommand &command, QObject *parent) :
    QObject(parent), m_application(application), m_command(command), m_isTour(!command.tourFolder.isEmpty()), m_profiles(root),
    m_settings(command.demo ? QString() : root), m_theme(application), m_vault(m_profiles), m_window(m_settings, m_theme, systemClock())
{
    const QString scheme = m_settings.scheme();
    m_theme.setScheme(scheme == "dark"_L1 ? Scheme::Dark : scheme == "light"_L1 ? Scheme::Light : Scheme::System);
    m_theme.setDensity(m_settings.isComfortable() ? Density::Comfortable : Density::Dense);
    m_theme.setTextSize(m_settings.textSize());
    connectWindow();
    connect(&m_answering, &Answering::switched, this, [this] { openSession(m_profile, m_profiles.folderOf(m_profile.id), m_answering.secret()); });
}

DeskApplication::~DeskApplication()
{
    closeSession();
}

void DeskApplication::connectWindow()
{
    connect(&m_window, &MainWindow::syncNowRequested, this, [this] {
        if (m_session)
            m_session->sync().syncNow();
    });
    connect(&m_window, &MainWindow::pauseRequested, this, [this] {
        if (m_session)
            m_session->sync().pause();
    });
    connect(&m_window, &MainWindow::resumeRequested, this, [this] {
        if (m_session)
            m_session->sync().resume();
    });
    connect(&m_window, &MainWindow::cancelHistoryRequested, this, [this] {
        if (!m_session)
            return;
        m_session->sync().cancelBackfill();
        m_session->sync().resume();
    });
    connect(&m_window, &MainWindow::focusChanged, this, [this](bool focused) {
        if (m_session)
            m_session->setFocus(focused);
    });
    connect(&m_window, &MainWindow::linkActionRequested, this, [this] {
        if (!m_session)
            return;
        switch (m_session->state().link) {
        case ShellState::Link::Refused: return connectAgain();
        case ShellState::Link::NeedsSecret: return openProfile(m_profile);
        default: m_session->sync().syncNow();
        }
    });
    connect(&m_window, &MainWindow::profileChosen, this, [this](const QString &id) {
        if (const auto profile = m_profiles.find(id); profile && id != m_profile.id)
            openProfile(*profile);
    });
    connect(&m_window, &MainWindow::addAccountRequested, this, &DeskApplication::showDoors);
    connect(&m_window, &MainWindow::signOutRequested, this, [this] {
        m_window.showPage(settingsId);
        if (m_settingsPanel)
            m_settingsPanel->askSignOut();
    });
}

void DeskApplication::start()
{
    m_tray = m_isTour ? nullptr : trayOf(m_window, [this] { obey({}); });
    m_application.setQuitOnLastWindowClosed(!m_tray || !m_settings.keepsInTray());
    m_window.show();
    if (m_command.demo)
        return startDemo();
    const auto profile = m_command.profile.isEmpty() ? m_profiles.last() : m_profiles.find(m_command.profile);
    if (profile)
        return openProfile(*profile);
    renderProfiles();
    showDoors();
    if (!m_command.profile.isEmpty())
        m_window.tell(Tone::Warning, tr("There is no account \u201c%1\u201d on this computer.").arg(m_command.profile));
}

void DeskApplication::obey(const DeskCommand &command)
{
    if (command.call != DeskCommand::Call::None) { // by a key of the desktop: the window stays where it is
        if (SessionPhone *phone = sessionPhone())
            phone->obey(command.call, command.number);
        return;
    }
    m_window.show();
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.raise();
    m_window.activateWindow();
    if (!command.profile.isEmpty())
        if (const auto profile = m_profiles.find(command.profile); profile && profile->id != m_profile.id)
            openProfile(*profile);
    followLink(command.link);
}

void DeskApplication::followLink(const QString &text)
{
    const PhoneLink link = phoneLinkFrom(text);
    if (link.number.isEmpty() || !m_session)
        return;
    // Only ever prefilled: a link on a web page must not call or write to anybody.
    const Party peer(link.number);
    if (link.isText)
        m_window.open(ThreadTarget{{}, peer, link.body, {}});
    else if (SessionPhone *phone = sessionPhone())
        phone->prefill(link.number);
    else
        m_window.open(ContactTarget{0, peer});
}

void DeskApplication::startDemo()
{
    SandboxOptions options;
    options.peopleActByThemselves = !m_isTour; // the pictures of a tour show what was done in it
    // Times are shown in this computer's zone: there too the business calls and writes by day and sleeps at night.
    options.officeZone = std::chrono::seconds(QDateTime::currentDateTime().offsetFromUtc());
    closeDemo();
    m_demo = std::make_unique<Demo>(std::move(options));
    connect(m_demo.get(), &Demo::ready, this, &DeskApplication::openDemo);
    connect(m_demo.get(), &Demo::failed, this, [this](const Error &error) {
        qCWarning(lcUi) << "demo:" << error.detail;
        if (auto *page = welcome())
            page->showDoors(false, {});
        Q_EMIT demoFailed(error.detail);
    });
    m_demo->start();
}

void DeskApplication::openDemo()
{
    openSession(m_demo->profile(), m_demo->folder(), m_demo->secret());
    m_session->contacts().saveAll(m_demo->people()); // an address book is ours alone: Twilio has none to fetch
}

void DeskApplication::openProfile(const Profile &profile, const Secret &passphrase)
{
    m_profile = profile;
    closeDemo();
    whenDone(m_vault.secretOf(profile, passphrase), this,
             [this, profile, given = !passphrase.isEmpty(), wanted = ++m_opening](const Result<Secret> &secret) {
                 if (wanted != m_opening) // another account was chosen meanwhile
                     return;
                 m_answering.open(profile, m_profiles.folderOf(profile.id), secret.value_or(Secret()), [this, profile, secret, given] {
                     openSession(profile, m_profiles.folderOf(profile.id), secret.value_or(Secret()));
                     if (!secret)
                         showUnlock(profile, secret.error(), given);
                 });
             });
}

void DeskApplication::openSession(const Profile &profile, const QString &folder, const Secret &secret)
{
    closeSession();
    m_profile = profile;
    if (!profile.sandbox || profile.secretPlace != SecretPlace::Memory)
        m_profiles.setLast(profile.id);
    m_session = std::make_unique<Session>(SessionOptions{
        .profile = profile,
        .folder = folder,
        .secret = secret,
        .homeCountry = m_demo ? u"US"_s : homeCountry(),
        .makeOut = m_isTour ? nobody : loudspeaker,
        .taste = PlayerTaste::fromBytes(m_settings.layoutOf(u"player"_s)),
        .enterSends = m_settings.layoutOf(u"sendKey"_s) == "enter",
        .team = m_demo ? std::optional(m_demo->relay().access()) : profile.team ? teamOf(profile, secret) : m_answering.access()});
    connect(m_session.get(), &Session::changed, this, &DeskApplication::renderState);
    connect(&m_session->players(), &PlayerHub::tasteChanged, this,
            [this](const PlayerTaste &taste) { m_settings.setLayoutOf(u"player"_s, taste.toBytes()); });
    connect(&m_session->store(), &Store::noticed, this, &DeskApplication::tellStore);
    connect(m_session.get(), &Session::refused, this, [this](const QString &what, const Error &error) {
        const ErrorText words = errorText(error);
        m_window.tell(Tone::Danger, what, u"%1 %2"_s.arg(words.title, words.whatToDo));
    });
    connect(m_session.get(), &Session::sendKeyChosen, this, [this](bool enter) { m_settings.setLayoutOf(u"sendKey"_s, enter ? "enter" : "ctrl-enter"); });
    connect(m_session.get(), &Session::waiting, &m_window, &MainWindow::setBadge);
    closeWelcome();
    showPages();
    for (const StoreNotice &notice : m_session->store().notices())
        tellStore(notice);
    m_session->setFocus(m_window.isActiveWindow());
    m_session->start();
    openTelephone();
    followLink(m_command.link);
    m_command.link.clear();
    Q_EMIT sessionOpened();
}

void DeskApplication::closeSession()
{
    if (!m_session)
        return;
    m_demoPhone.reset();
    m_answering.detach();
    m_joined.reset();
    m_telephone.reset();
    m_window.clearPages();
    m_window.tell(Tone::Neutral, {});
    m_session.reset();
}

void DeskApplication::openTelephone()
{
    TelephoneServices services{.session = *m_session,
                               .settings = m_settings,
                               .window = m_window,
                               .folder = m_demo ? QString() : m_profiles.folderOf(m_profile.id),
                               .passwordPlace = m_profile.secretPlace,
                               .edge = m_demo ? SipEdge() : sipEdgeFrom(environmentValues()),
                               .soundOf = [this](const LineAccount &account) { return soundOf(account); },
                               .makeOut = m_isTour ? nobody : loudspeaker};
    m_telephone = std::make_unique<Telephone>(std::move(services), m_vault.softphoneSecrets(m_profile), Vault::softphoneKeyOf(m_profile));
    m_telephone->showIn(m_settingsPanel);
    if (m_demo)
        return openDemoPhone();
    if (m_profile.team && m_session->team()) {
        m_joined = std::make_unique<JoinedDesk>(*m_session, *m_telephone, m_profiles, m_window);
        connect(m_joined.get(), &JoinedDesk::roleChanged, this, &DeskApplication::showPages, Qt::QueuedConnection);
        return m_joined->start();
    }
    m_answering.attach(*m_session, *m_telephone);
    offerAnswering();
    const bool isNamed = !m_profile.account.isNull() && environmentAccount().account == m_profile.account;
    if (const auto given = isNamed ? softphoneFrom(environmentValues()) : std::nullopt) // belongs to the account that the environment names
        m_telephone->adopt(*given, sipEdgeFrom(environmentValues()));
    else
        m_telephone->start();
}

void DeskApplication::offerAnswering()
{
    if (m_demo || m_profile.team || !m_settingsPanel) // a team's calls are answered by its own relay
        return;
    m_settingsPanel->offerAnswering();
    m_answering.showIn(m_settingsPanel->answering());
}

void DeskApplication::openDemoPhone()
{
    m_demoPhone = std::make_unique<DemoPhone>(*m_demo, m_session->twilio(), !m_isTour);
    connect(m_demoPhone.get(), &DemoPhone::ready, m_telephone.get(), &Telephone::adopt);
    connect(m_telephone.get(), &Telephone::registered, &m_demo->relay(), &EmbeddedRelay::setRegistered);
    connect(m_demoPhone.get(), &DemoPhone::failed, this, [this](const Error &error) {
        qCWarning(lcUi) << "demo:" << error.detail;
        m_window.tell(Tone::Warning, tr("The telephone of the demo could not be set up."), tr("Everything else works."));
    });
    m_demoPhone->start();
}

/// A demo can be tried on a computer without sound too, and a tour needs none: a voice of the demo speaks into the call then.
std::optional<FileSound> DeskApplication::soundOf(const LineAccount &account) const
{
    if (m_sound)
        return m_sound;
    const bool isPlayed = m_demo && (m_isTour || (account.isLocal() && QMediaDevices::audioOutputs().isEmpty()));
    return isPlayed ? std::optional(FileSound{{{.name = tr("Demo headset"), .says = DemoPhone::microphoneIn(m_demo->folder())}}}) : std::nullopt;
}

/// The session first: its files lie in the demo's folder.
void DeskApplication::closeDemo()
{
    if (!m_demo)
        return;
    closeSession();
    Demo *demo = m_demo.release();
    demo->disconnect(this); // one that was still starting must not open any more
    demo->setParent(this);  // the end of the program does wait
    demo->end();
}

void DeskApplication::closeWelcome()
{
    m_window.setWelcome(nullptr);
    m_welcome.clear(); // it is deleted later, and must not be used again until then
}

Welcome *DeskApplication::welcome()
{
    if (m_welcome)
        return m_welcome;
    m_welcome = new Welcome(m_check, [] { return keychainState(); }); // the window owns it
    connect(m_welcome, &Welcome::demoRequested, this, &DeskApplication::startDemo);
    connect(m_welcome, &Welcome::environmentRequested, this, &DeskApplication::connectEnvironment);
    connect(m_welcome, &Welcome::connectRequested, this, &DeskApplication::connectAccount);
    connect(m_welcome, &Welcome::joinRequested, this, [this](const JoinRequest &request) {
        keepAndOpen(joinedProfile(m_profiles, request), request.access.token, request.passphrase);
    });
    connect(m_welcome, &Welcome::leaveRequested, this, &DeskApplication::leaveWelcome);
    m_window.setWelcome(m_welcome);
    return m_welcome;
}

void DeskApplication::showDoors()
{
    const EnvironmentAccount environment = environmentAccount();
    welcome()->showDoors(m_session != nullptr, environment.isComplete() ? environment.account.text() : QString());
}

void DeskApplication::showUnlock(const Profile &profile, const Error &error, bool passphraseGiven)
{
    UnlockForm *form = welcome()->showUnlock(profile);
    connect(form, &UnlockForm::tryAgainRequested, this, [this, profile] { openProfile(profile); });
    connect(form, &UnlockForm::passphraseGiven, this, [this, profile](const Secret &passphrase) { openProfile(profile, passphrase); });
    if (profile.secretPlace == SecretPlace::PassphraseFile) {
        if (passphraseGiven && error.kind == Error::Kind::Unauthorised)
            form->tellWrongPassphrase();
        return;
    }
    if (profile.secretPlace == SecretPlace::Keychain && error.kind != Error::Kind::NotFound)
        whenDone(keychainState(), form, [form](KeychainState state) {
            form->tellKeychain(state == KeychainState::Ready ? KeychainState::NoAnswer : state);
        });
    else
        form->tellKeychain(KeychainState::Ready);
}

void DeskApplication::leaveWelcome()
{
    if (m_session)
        closeWelcome();
    else
        showDoors();
}

void DeskApplication::connectAccount(const ConnectRequest &request)
{
    const QString sid = request.entry.accountSid;
    // The same account once more (a new token, another place) keeps its folder and all that is in it.
    Profile profile = m_profiles.draft(request.name);
    for (const Profile &known : m_profiles.all())
        if (known.account.text() == sid && !known.team)
            profile = known;
    profile.baseUrl = request.entry.baseUrl;
    profile.account = AccountSid::parse(sid).value_or(AccountSid());
    profile.user = request.entry.user.isEmpty() ? sid : request.entry.user;
    profile.secretPlace = request.place;
    keepAndOpen(profile, request.entry.secret, request.passphrase);
}

void DeskApplication::keepAndOpen(const Profile &profile, const Secret &secret, const Secret &passphrase)
{
    if (const auto saved = m_profiles.save(profile); !saved)
        return welcome()->tellFailure(saved.error());
    whenDone(m_vault.keep(profile, secret, passphrase), this,
             [this, profile, secret](const Result<> &kept) {
                 if (!kept)
                     return welcome()->tellFailure(kept.error());
                 closeDemo();
                 ++m_opening;
                 m_answering.open(profile, m_profiles.folderOf(profile.id), secret,
                                  [this, profile, secret] { openSession(profile, m_profiles.folderOf(profile.id), secret); });
             });
}

void DeskApplication::connectEnvironment()
{
    const EnvironmentAccount account = environmentAccount();
    if (!account.isComplete())
        return;
    Profile profile = m_profiles.draft(tr("From the environment"));
    for (const Profile &known : m_profiles.all())
        if (known.account == account.account && !known.team)
            profile = known;
    profile.baseUrl = account.baseUrl;
    profile.account = account.account;
    profile.user = account.user;
    profile.secretPlace = SecretPlace::Environment;
    if (const auto saved = m_profiles.save(profile); !saved) {
        m_window.tell(Tone::Danger, tr("The account could not be saved on this computer."));
        return;
    }
    openProfile(profile);
}

void DeskApplication::connectAgain()
{
    if (m_profile.team)
        welcome()->showJoin(m_profile.baseUrl, m_profile.name);
    else if (!m_demo)
        welcome()->showConnect({.baseUrl = m_profile.baseUrl, .accountSid = m_profile.account.text(), .user = m_profile.user}, m_profile.name);
}

void DeskApplication::signOut()
{
    const Profile profile = m_profile;
    const bool demo = m_demo != nullptr;
    closeSession();
    m_answering.close();
    closeDemo();
    m_profile = {};
    if (!demo) {
        whenDone(m_vault.forget(profile), this, [this](const Result<> &forgotten) {
            if (!forgotten)
                m_window.tell(Tone::Warning, tr("The keychain could not be reached, so the token is still in it."),
                              tr("Remove the entry \u201cmilassist-desk\u201d there by hand."));
        });
        if (const auto removed = m_profiles.remove(profile.id); !removed)
            m_window.tell(Tone::Warning, tr("Some files could not be removed."), removed.error().detail);
    }
    renderProfiles();
    renderState();
    showDoors();
}

void DeskApplication::renderState()
{
    const ShellState state = m_session ? m_session->state() : ShellState();
    m_window.setState(state);
    if (m_settingsPanel && m_session)
        m_settingsPanel->setFacts({.profile = m_session->profile(),
                                   .connection = viewOf(state, systemClock()()).linkText,
                                   .history = {},
                                   .folder = m_demo ? m_demo->folder() : m_profiles.folderOf(m_profile.id),
                                   .fetching = state.fetchingHistory,
                                   .fetched = state.historyText});
}

void DeskApplication::renderProfiles()
{
    QList<Profile> profiles = m_command.demo ? QList<Profile>() : m_profiles.all();
    if (m_demo && m_session)
        profiles.append(m_demo->profile());
    m_window.setProfiles(profiles, m_session ? m_profile.id : QString());
    if (m_settingsPanel)
        m_settingsPanel->setProfiles(profiles, m_session ? m_profile.id : QString());
}

void DeskApplication::tellStore(const StoreNotice &notice)
{
    const StoreWords words = wordsFor(notice, m_profiles.root());
    m_window.tell(words.tone, words.title, words.advice);
}

} // namespace milassist
