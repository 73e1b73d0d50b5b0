// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"
#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"

#include <QWidget>

#include <optional>

class QRadioButton;

namespace milassist {

class Label;
class Notice;
class SecretField;

/// Where to keep a secret. The keychain is offered first; where there is none the reason is said and the person chooses.
/// Nothing else is ever used without having been chosen.
class SecretChoice : public QWidget {
    Q_OBJECT
public:
    explicit SecretChoice(QWidget *parent = nullptr);

    void setKeychain(KeychainState state);
    /// For what the environment does not know: "nowhere" is until the program ends.
    void leaveOutEnvironment();
    /// None while nothing fitting is chosen: no keychain and nothing else, passphrases that differ or are too short.
    std::optional<SecretPlace> place() const;
    Secret passphrase() const;

    static constexpr int shortestPassphrase = 8;

Q_SIGNALS:
    void changed();
    void checkAgainRequested();

private:
    void arrange();

    Notice *m_trouble;
    QRadioButton *m_keychain;
    QRadioButton *m_file;
    QRadioButton *m_environment;
    SecretPlace m_nowhere = SecretPlace::Environment;
    QWidget *m_passphrases;
    SecretField *m_first;
    SecretField *m_second;
    Label *m_flaw;
};

} // namespace milassist
