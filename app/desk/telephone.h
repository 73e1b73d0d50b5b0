// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/sessionphone.h"
#include "core/profile/keychainstate.h"
#include "core/softphone/echotest.h"
#include "core/softphone/softphonekeeper.h"
#include "ui/panels/settings/softphoneview.h"

#include <QPointer>

namespace milassist {

class SettingsPanel;

/// What the telephone of an account works with; all of it outlives it.
struct TelephoneServices {
    Session &session;
    Settings &settings;
    MainWindow &window;
    QString folder;            ///< of the profile; empty: nothing is kept
    SecretPlace passwordPlace = SecretPlace::Keychain;
    SipEdge edge;              ///< instead of Twilio's
    std::function<std::optional<FileSound>(const LineAccount &)> soundOf;
    Ringer::MakeOut makeOut;
};

/// The telephone of the account that is open: there while the account has a softphone, gone when that is removed. Settings
/// shows it and does with it what is to be done.
class Telephone : public QObject {
    Q_OBJECT

public:
    Telephone(TelephoneServices services, std::unique_ptr<SecretStore> secrets, const QString &key, QObject *parent = nullptr);
    ~Telephone() override;

    /// The one that is kept for this account.
    void start() { m_keeper.start(); }
    /// One that was set up elsewhere and is not kept.
    void adopt(const Softphone &phone, const SipEdge &edge);
    SessionPhone *phone() const { return m_phone.get(); }
    const SoftphoneState &state() const { return m_keeper.state(); }
    void showIn(SettingsPanel *panel);

Q_SIGNALS:
    void registered(bool isRegistered); ///< it can be called, or not any more

private:
    void take(const std::optional<LineAccount> &account);
    void askKeychain();
    void startTest();
    void render();

    TelephoneServices m_services;
    SoftphoneKeeper m_keeper;
    std::unique_ptr<SessionPhone> m_phone; ///< null: there is none
    std::unique_ptr<EchoTest> m_test;      ///< uses phone
    std::optional<EchoReport> m_report;
    KeychainState m_keychain = KeychainState::Ready;
    QPointer<SettingsPanel> m_panel;
};

} // namespace milassist
