// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/answering.h"
#include "app/desk/commandline.h"
#include "app/desk/demo.h"
#include "app/desk/demophone.h"
#include "app/desk/joined.h"
#include "app/desk/session.h"
#include "app/desk/telephone.h"
#include "app/desk/twilioaccountcheck.h"
#include "app/desk/vault.h"
#include "core/profile/environment/environment.h"
#include "ui/panels/settings/settingspanel.h"
#include "ui/panels/settings/welcome.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QSystemTrayIcon>

namespace milassist {

/// Builds every object of the desk once, owns and connects them: the window for the whole run, a session for the account
/// that is open.
class DeskApplication : public QObject {
    Q_OBJECT
public:
    /// @param root of the profiles; the demo uses a throw-away folder instead and writes nothing here
    DeskApplication(QApplication &application, const QString &root, const DeskCommand &command, QObject *parent = nullptr);
    ~DeskApplication() override;

    /// Instead of the computer's own sound devices: for tests.
    void useSound(const FileSound &sound) { m_sound = sound; }
    void start();
    /// What a second start of the program, or the desktop, asked for.
    void obey(const DeskCommand &command);

    MainWindow &window() { return m_window; }
    Theme &theme() { return m_theme; }
    Session *session() { return m_session.get(); }
    Demo *demo() { return m_demo.get(); }
    const Phone *phone() const { return sessionPhone() ? &sessionPhone()->phone() : nullptr; }

Q_SIGNALS:
    void sessionOpened();
    void demoFailed(const QString &why);

private:
    void connectWindow();
    void startDemo();
    void openDemo();
    void openProfile(const Profile &profile, const Secret &passphrase = {});
    void showPages();
    void openSession(const Profile &profile, const QString &folder, const Secret &secret);
    void closeSession();
    void openTelephone();
    void openDemoPhone();
    void offerAnswering();
    SessionPhone *sessionPhone() const { return m_telephone ? m_telephone->phone() : nullptr; }
    std::optional<FileSound> soundOf(const LineAccount &account) const;
    void closeDemo();
    void closeWelcome();
    void cannotRead(const Profile &profile, const Error &error, bool passphraseGiven);
    Welcome *welcome();
    void showDoors();
    void showUnlock(const Profile &profile, const Error &error, bool passphraseGiven);
    void connectAccount(const ConnectRequest &request);
    void keepAndOpen(const Profile &profile, const Secret &secret, const Secret &passphrase);
    void connectEnvironment();
    void connectAgain();
    void signOut();
    void leaveWelcome();
    void renderState();
    void renderProfiles();
    void tellStore(const StoreNotice &notice);
    void followLink(const QString &link);

    QApplication &m_application;
    DeskCommand m_command;
    bool m_isTour;
    Profiles m_profiles;
    Settings m_settings;
    Theme m_theme;
    Vault m_vault;
    TwilioAccountCheck m_check;
    MainWindow m_window;
    std::unique_ptr<Demo> m_demo;
    Answering m_answering;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<DemoPhone> m_demoPhone; ///< uses demo and session
    std::unique_ptr<Telephone> m_telephone; ///< uses session
    std::unique_ptr<JoinedDesk> m_joined;   ///< uses session and telephone
    std::unique_ptr<QSystemTrayIcon> m_tray;
    QPointer<Welcome> m_welcome;
    QPointer<SettingsPanel> m_settingsPanel;
    std::optional<FileSound> m_sound;
    Profile m_profile; ///< the open one, or the one being opened
    quint64 m_opening = 0;
};

} // namespace milassist
