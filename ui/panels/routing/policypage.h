// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace milassist
{

/// The name of a line, what its callers hear, and what is recorded.
class PolicyPage : public PlanPage
{
    Q_OBJECT
public:
    PolicyPage(RoutingServices &services, QWidget *parent);

protected:
    void render() override;

private:
    void buildMailbox();
    void buildRecording();
    void buildOutside();
    void tellGreeting();

    QLineEdit *m_name;
    QSpinBox *m_patience;
    QComboBox *m_greeting;
    QPlainTextEdit *m_words;
    QWidget *m_wordsField;
    QSpinBox *m_longestMessage;
    QComboBox *m_inbound;
    QComboBox *m_outbound;
    QComboBox *m_announce;
    QLineEdit *m_announcement;
    QWidget *m_announcementField;
    Label *m_recordingAdvice;
    QComboBox *m_screening;
    QComboBox *m_callerId;
};

} // namespace milassist
