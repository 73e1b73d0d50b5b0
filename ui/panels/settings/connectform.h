// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/accountcheck.h"
#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace milassist {

class Chip;
class FormRow;
class Notice;
class SecretChoice;
class SecretField;

/// Everything that is needed to connect an account.
struct ConnectRequest {
    AccountEntry entry;
    QString name;
    SecretPlace place = SecretPlace::Keychain;
    Secret passphrase;      ///< for SecretPlace::PassphraseFile
    AccountFinding finding;
};

/// Asks for the account and checks it while it is typed, first by looking at it, then by asking Twilio.
class ConnectForm : public QWidget {
    Q_OBJECT
public:
    using AskKeychain = std::function<QFuture<KeychainState>()>;
    ConnectForm(AccountCheck &check, AskKeychain askKeychain, QWidget *parent = nullptr);

    /// For connecting a known account again: its sid (and key) stand already there.
    void prefill(const AccountEntry &entry, const QString &name);
    /// Connecting itself went wrong (the keychain refused, the disk is full): said in place, everything typed stays.
    void tellFailure(const Error &error);
    void start(); ///< asks the keychain, puts the focus into the first empty field

Q_SIGNALS:
    void connectRequested(const ConnectRequest &request);
    void backRequested();

private:
    AccountEntry entry() const;
    void typed();
    void ask();
    void judged(const AccountFinding &finding);
    void arrange();
    void lookAtKeychain();

    AccountCheck &m_check;
    AskKeychain m_askKeychain;
    QTimer m_pause;
    quint64 m_generation = 0;
    std::optional<AccountFinding> m_finding; ///< of what stands in the fields now
    QString m_suggestedName;

    QLineEdit *m_sid;
    Chip *m_withToken;
    Chip *m_withKey;
    QLineEdit *m_key;
    FormRow *m_keyRow;
    SecretField *m_secret;
    FormRow *m_secretRow;
    QLineEdit *m_name;
    Notice *m_verdict;
    Notice *m_failure;
    SecretChoice *m_choice;
    QPushButton *m_connect;
};

} // namespace milassist
