// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/sipuserentry.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QPushButton;

namespace milassist {

class Notice;
class SecretField;

/// For a SIP user that exists already. What is visibly wrong is said while it is typed.
class SipUserForm : public QWidget {
    Q_OBJECT

public:
    explicit SipUserForm(QWidget *parent = nullptr);

    void prefill(const Softphone &known); ///< all but the password
    void clear();
    void start();

Q_SIGNALS:
    void entered(const milassist::SipUserEntry &entry); ///< without a flaw
    void backRequested();

private:
    SipUserEntry entry() const;
    void arrange();

    QLineEdit *m_user;
    QLineEdit *m_domain;
    SecretField *m_password;
    QButtonGroup *m_transports;
    QCheckBox *m_encrypted;
    Notice *m_flaw;
    QPushButton *m_use;
};

} // namespace milassist
