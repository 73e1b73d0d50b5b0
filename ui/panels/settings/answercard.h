// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings/answerview.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace milassist {

class FormRow;
class Label;
class Notice;

/// "Answer calls on this computer" in Settings: starts and stops it, and chooses which numbers come here.
class AnswerCard : public QWidget {
    Q_OBJECT
public:
    explicit AnswerCard(QWidget *parent = nullptr);

    void setFacts(const AnswerFacts &facts);

Q_SIGNALS:
    /// @param person of the plan, by id; empty where there is no choice
    void startRequested(const QString &publicUrl, const QString &person);
    void stopRequested();
    void answerHereRequested(const milassist::PhoneNumberSid &number);
    void putBackRequested(const milassist::PhoneNumberSid &number);

private:
    void start();
    void refuse(const QString &flaw, QWidget *field);
    void render();
    void fillPeople();
    void renderNumbers(bool shown);

    AnswerFacts m_facts;
    Label *m_text;
    QComboBox *m_person;
    FormRow *m_personRow;
    QLineEdit *m_address;
    FormRow *m_row;
    Label *m_flaw;
    Label *m_state;
    Notice *m_trouble;
    Notice *m_warning;
    QWidget *m_numbers;
    QGridLayout *m_lines;
    QPushButton *m_start, *m_stop;
};

} // namespace milassist
