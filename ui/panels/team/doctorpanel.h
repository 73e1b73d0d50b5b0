// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/team/teamlistpanel.h"

namespace milassist
{

/// Lets the relay examine itself as Twilio meets it, and tells what to mend.
class DoctorPanel : public TeamListPanel
{
    Q_OBJECT
public:
    explicit DoctorPanel(const TeamServices &services, QWidget *parent = nullptr);

protected:
    void read() override;
    QWidget *makePage(const QString &key) override;
    void act() override;

private:
    void show(const DoctorReport &report);
    void setRunning(bool isRunning);

    TeamDoctor m_doctor;
    DoctorReport m_report;
    QFuture<Result<DoctorReport>> m_running;
    bool m_isRunning = false, m_hasRun = false;
    int m_run = 0;
};

} // namespace milassist
