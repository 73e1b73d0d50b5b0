// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desk/callrecorder.h"
#include "app/desk/commandline.h"
#include "app/desk/session.h"
#include "app/desk/soundpage.h"
#include "core/phonelog/phonelog.h"
#include "core/softphone/callmefirst.h"
#include "core/voice/process/processline.h"
#include "ui/shell/phone/phonedesk.h"

namespace milassist {

/// The telephone of an account while it is open: line, calls, their rows in the list, and the screens. The window and the
/// session outlive it.
class SessionPhone : public QObject {
    Q_OBJECT
public:
    /// @param sound instead of the computer's own devices
    SessionPhone(const LineAccount &account, const std::optional<FileSound> &sound, Session &session, Settings &settings, MainWindow &window,
                 Ringer::MakeOut makeOut, QObject *parent = nullptr);

    /// Prefills the dialer; nothing is dialled.
    void prefill(const QString &number) { m_desk.openDialer(number); }
    /// What `milassist-desk answer` and the like ask for.
    void obey(DeskCommand::Call call, const QString &number);
    const Phone &phone() const { return m_phone; }
    Phone &phone() { return m_phone; }
    /// In the settings, from now on.
    void showSound(SoundForm &form) { m_sound = std::make_unique<SoundPage>(m_phone, m_desk, form); }

private:
    void joinTeam(Team &team);
    void showTasks(Team &team);
    void findUsualWay(TwilioApi &twilio, const QString &domain);

    ProcessLine m_line;
    Phone m_phone;
    std::optional<CallMeFirst> m_callMeFirst; ///< none without a connection to the account
    PhoneLog m_log;
    PhoneDesk m_desk;
    std::unique_ptr<CallRecorder> m_recorder; ///< uses phone and desk; null without a team
    std::unique_ptr<SoundPage> m_sound; ///< uses phone and desk
};

} // namespace milassist
