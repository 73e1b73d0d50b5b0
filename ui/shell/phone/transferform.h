// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/phone.h"
#include "ui/shell/phone/calleepicker.h"

class QPushButton;

namespace milassist {

/// Handing a call to somebody: type a name, ask them first or send the call at once.
class TransferForm : public QWidget {
    Q_OBJECT

public:
    TransferForm(Phone &phone, CalleeModel *model, QWidget *parent = nullptr);
    /// For the call @p leg; starts anew.
    void begin(LegId leg);

Q_SIGNALS:
    void done();      ///< asked, sent or given up

private:
    void hand(bool askFirst);
    void render();

    Phone &m_phone;
    CalleePicker *m_picker;
    QPushButton *m_ask, *m_send, *m_cancel;
    LegId m_leg = 0;
};

} // namespace milassist
