// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"
#include "core/team/joining.h"
#include "ui/panels/settings/accountwords.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace milassist
{

class FormRow;
class Notice;
class SecretChoice;
class SecretField;

/// Everything that is needed to join a team.
struct JoinRequest {
    TeamAccess access; ///< with the name that the relay knows
    TeamSeat seat;
    SecretPlace place = SecretPlace::Keychain;
    Secret passphrase; ///< for SecretPlace::PassphraseFile
};

/// Empty title while nothing is wrong with it.
AccountWords wordsFor(JoinEntry::Flaw flaw);
AccountWords wordsFor(const JoinFinding &finding, const QString &host);

/// Asks for the link that an admin has sent, and tries it while it is typed.
class JoinForm : public QWidget
{
    Q_OBJECT
public:
    using AskKeychain = std::function<QFuture<KeychainState>()>;
    JoinForm(TryJoining tryJoining, AskKeychain askKeychain, QWidget *parent = nullptr);

    /// For a team that was joined before: only the token is new.
    void prefill(const QUrl &relay);
    void tellFailure(const Error &error);
    void start();

Q_SIGNALS:
    void joinRequested(const milassist::JoinRequest &request);
    void backRequested();

private:
    void typed();
    void ask();
    void judged(const JoinFinding &finding);
    void arrange();
    void lookAtKeychain();
    void join();

    TryJoining m_tryJoining;
    AskKeychain m_askKeychain;
    QTimer m_pause;
    quint64 m_generation = 0;
    JoinEntry m_entry;
    std::optional<JoinFinding> m_finding; ///< of what stands in the fields now

    QLineEdit *m_link;
    SecretField *m_token;
    FormRow *m_tokenRow;
    Notice *m_verdict, *m_failure;
    SecretChoice *m_choice;
    QPushButton *m_join;
};

} // namespace milassist
