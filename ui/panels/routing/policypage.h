// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/routing/planpage.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace milassist
{

class GreetingField;

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
    void buildLeaving();
    QString announcedWords(const routing::Line &line) const;

    QLineEdit *m_name;
    QSpinBox *m_patience;
    QComboBox *m_language;
    GreetingField *m_greeting;
    QSpinBox *m_longestMessage;
    QComboBox *m_inbound;
    QComboBox *m_outbound;
    QComboBox *m_announce;
    GreetingField *m_announcement;
    QSpinBox *m_longestRecording;
    QWidget *m_longestRecordingField;
    Label *m_recordingAdvice;
    QComboBox *m_screening;
    QComboBox *m_callerId;
    QCheckBox *m_callersMasked;
};

} // namespace milassist
