// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/phone.h"
#include "ui/models/linenames.h"
#include "ui/shell/overlay.h"
#include "ui/shell/phone/calleepicker.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace milassist {

class Keypad;
class Label;

/// Ctrl+D: whom to call, from which of our lines, and the keypad. Says in place why a number cannot be called.
class Dialer : public Overlay {
    Q_OBJECT

public:
    Dialer(QWidget *host, Phone &phone, CallStore &calls, ContactStore &contacts, const LineNames &lines, Clock clock);

    void open() override;
    /// With somebody in the field already, from a tel: link or another screen. Nothing is dialled.
    /// @param line one of ours; empty: the one last used with them
    void openWith(const QString &text, const Party &line = {});

Q_SIGNALS:
    void called(milassist::LegId leg);

protected:
    int wantedHeight() const override;
    void changeEvent(QEvent *event) override;

private:
    void renderLines();
    void renderWay();
    void render();
    void dial();
    DialWay way() const;

    Phone &m_phone;
    const LineNames &m_lines;
    CalleePicker *m_picker;
    QComboBox *m_from, *m_way;
    Label *m_fromLabel, *m_wayLabel, *m_wayNote;
    QCheckBox *m_record;
    Keypad *m_keypad;
    QPushButton *m_call, *m_keys;
    Party m_lineWanted;
    bool m_lineTouched = false; // by the person, for this call
};

} // namespace milassist
