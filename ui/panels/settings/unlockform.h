// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/keychainstate.h"
#include "core/profile/profiles.h"
#include "core/base/secret.h"

#include <QWidget>

class QPushButton;

namespace milassist {

class Label;
class Notice;
class SecretField;

/// The saved token cannot be read: says why and offers the ways out. Asks for the passphrase where there is one.
class UnlockForm : public QWidget {
    Q_OBJECT
public:
    UnlockForm(const Profile &profile, QWidget *parent = nullptr);

    /// Why the keychain gave nothing; Ready = it works and has no token for this account.
    void tellKeychain(KeychainState state);
    void tellWrongPassphrase();
    void start();

Q_SIGNALS:
    void tryAgainRequested();
    void passphraseGiven(const Secret &passphrase);
    void enterAgainRequested(); ///< type the token once more
    void laterRequested();      ///< read on without a connection

private:
    Notice *m_why;
    SecretField *m_passphrase;
    QPushButton *m_go;
    bool m_isFile;
};

} // namespace milassist
