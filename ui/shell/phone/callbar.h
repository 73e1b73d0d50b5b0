// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/soundtaste.h"
#include "ui/shell/phone/callerbook.h"
#include "ui/shell/phone/callkeys.h"
#include "ui/shell/phone/callparts.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLineEdit;
class QMenu;

namespace milassist {

class Avatar;
class CalleeModel;
class EndedLine;
class FlowLayout;
class Keypad;
class Label;
class Notice;
class Pill;
class TransferForm;

/// The bar of the calls that go on, at the top of the window: who, since when, how it sounds, and everything that can be
/// done. When a call ends it says so and takes a note. Not there while there is nothing to say.
class CallBar : public QWidget {
    Q_OBJECT

public:
    /// @param model of people a call can be handed to; becomes a child
    CallBar(Phone &phone, CallerBook &book, CalleeModel *model, Clock clock, QWidget *parent = nullptr);

    /// The call that the buttons are about; 0 when there is none.
    LegId leg() const { return m_view.leg; }
    /// What a key of the keyboard means for it.
    void press(const CallKey &key);
    void openTransfer();
    /// Without a place for recordings there is no button for them.
    void setCanRecord(bool can);

Q_SIGNALS:
    void addCallWanted();
    void callBackWanted(const milassist::LiveCall &call);
    void noteWritten(const milassist::LiveCall &call, const QString &note);
    void compactWanted();
    /// Somebody speaks while muted: worth a sound.
    void mutedTalkHeard();
    void deviceChosen(milassist::SoundEnd end, const QByteArray &id);
    void recordingWanted(const milassist::LiveCall &call, milassist::CallRecording::State state); ///< by the team's relay
    void liveChanged(bool isLive);   ///< whether there is a call to press keys for

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Drawer { None, Keypad, Transfer, Note };
    QPushButton *button(const QString &name, const QString &iconName, const QString &text);
    void build();
    void buildDrawers(CalleeModel *model);
    void connectPhone();
    void render();
    void renderTabs();
    void renderRecording();
    void sayRecording(const QString &words);
    void askForRecording(const LiveCall &call, CallRecording::State (*after)(const CallRecording &));
    void renderDevices();
    void arrange();
    void measureSpare();
    void fitWords(int row, int room);
    void openDrawer(Drawer drawer);
    void keepNote(LegId leg);

    Phone &m_phone;
    CallerBook &m_book;
    Clock m_clock;
    BarView m_view;
    LegId m_chosen = 0;
    MutedTalk m_mutedTalk;
    bool m_canRecord = true;
    LegId m_silent = 0;                 // whose microphone gives nothing
    QHash<LegId, QString> m_notes;
    Drawer m_drawer = Drawer::None;
    QTimer m_tick;
    std::optional<bool> m_isWide;       // how the buttons stand now
    struct Spare {                      // a button that can do without its words
        QPushButton *button;
        int worded = 0, bare = 0;       // how wide it is with them and without
    };
    QList<Spare> m_spare;               // the first goes without them first
    QFont m_measured;

    QWidget *m_live, *m_info, *m_controls, *m_tabs, *m_asking;
    QGridLayout *m_grid;
    FlowLayout *m_flow, *m_tabFlow;
    Avatar *m_avatar;
    Label *m_title, *m_note, *m_tasks, *m_lineName, *m_state, *m_askingText, *m_digits;
    LineDot *m_dot;
    QualityBars *m_quality;
    Pill *m_recording;
    Notice *m_banner;
    QPushButton *m_mute, *m_hold, *m_keypadButton, *m_transfer, *m_add, *m_record, *m_pauseRecording, *m_noteButton, *m_devices, *m_compact, *m_hangUp;
    QPushButton *m_swap, *m_merge, *m_complete, *m_askSwap, *m_askCancel, *m_pressDigits;
    QList<QPushButton *> m_tabButtons;
    QWidget *m_drawers, *m_keypadDrawer, *m_noteDrawer;
    Keypad *m_keypad;
    TransferForm *m_transferForm;
    QLineEdit *m_noteField;
    EndedLine *m_ended;
};

} // namespace milassist
