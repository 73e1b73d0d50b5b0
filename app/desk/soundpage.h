// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings/soundform.h"
#include "ui/shell/phone/phonedesk.h"

#include <QPointer>

namespace milassist {

/// Shows the sound of a telephone in the settings and does what is chosen there. The telephone outlives it; the form may go
/// first.
class SoundPage : public QObject {
    Q_OBJECT
public:
    SoundPage(Phone &phone, PhoneDesk &desk, SoundForm &form, QObject *parent = nullptr);
    ~SoundPage() override;

private:
    void render();
    void lookForRingers();
    void ring(bool on);

    Phone &m_phone;
    PhoneDesk &m_desk;
    QPointer<SoundForm> m_form;
    SoundState m_state;
    QTimer m_ringing;
};

} // namespace milassist
