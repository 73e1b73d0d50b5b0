// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings/softphoneview.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace milassist {

class Label;
class Notice;
class SipUserForm;

/// The softphone of the account in Settings: sets it up, shows how it stands, tries it out, removes it.
class SoftphoneCard : public QWidget {
    Q_OBJECT

public:
    explicit SoftphoneCard(QWidget *parent = nullptr);

    void setFacts(const SoftphoneFacts &facts);

Q_SIGNALS:
    void setUpRequested();
    void cancelRequested();
    void entered(const milassist::SipUserEntry &entry);
    void retryRequested();
    void removeRequested(); ///< asked and confirmed
    void testRequested();
    void stopTestRequested();
    void placeChanged(QWidget *widget); ///< something that has to be seen has come

private:
    void build();
    void connectAll();
    void render();
    void renderSteps();
    void askRemoval();
    void openForm();

    SoftphoneFacts m_facts;
    SoftphoneView m_view;
    bool m_isEntering = false;
    Label *m_text;
    Label *m_address;
    Label *m_line;
    Label *m_advice;
    QWidget *m_steps;
    Notice *m_trouble;
    Notice *m_echo;
    Notice *m_removal;
    SipUserForm *m_form;
    QWidget *m_buttons;
    QPushButton *m_setUp, *m_enter, *m_cancel, *m_test, *m_stopTest, *m_remove;
};

} // namespace milassist
