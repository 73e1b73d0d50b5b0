// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cache/callstore.h"
#include "core/profile/settings.h"
#include "core/voice/availability.h"
#include "core/voice/soundtaste.h"
#include "ui/shell/phone/callerbook.h"
#include "ui/shell/phone/callkeys.h"
#include "ui/shell/phone/desktopnotes.h"
#include "ui/shell/phone/ringer.h"
#include "ui/widgets/panel.h"

#include <QPointer>

namespace milassist {

class AvailabilityButton;
class CallBar;
class CallPopup;
class CompactCall;
class Dialer;
class MainWindow;

/// What the screens of the telephone work with; all of it must outlive them.
struct PhoneServices {
    Phone &phone;
    CallStore &calls;
    ContactStore &contacts;
    const LineNames &lines;
    Settings &settings;
    Clock clock;
    Ringer::MakeOut makeOut;
    bool canRecord = true;  ///< the line has a folder for recordings
};

/// The telephone in the window: makes the popup, the bar, the dialer, the small window, the ring tone and the control of
/// availability, and connects them. While it is there the window is a phone; afterwards it is none.
class PhoneDesk : public QObject {
    Q_OBJECT

public:
    PhoneDesk(PhoneServices services, MainWindow &window, QObject *parent = nullptr);
    ~PhoneDesk() override;

    /// The dialer with @p text in its field. Never dials: tel: links and other programs come this way.
    void openDialer(const QString &text = {}, const Party &line = {});
    /// Calls at once, because the person said so; where that is not possible the dialer says why.
    /// @param line one of ours; empty: the one last used with them, else the first
    void call(const Party &peer, const QString &name = {}, const Party &line = {});
    /// As call(), for what somebody typed: extensions and pauses too. Refused in the dialer.
    void callTyped(const QString &text);
    void answer();          ///< the call in the popup
    void decline();
    void hangUp();          ///< the current call
    void toggleMute();
    /// A colleague has taken the call of @p peer to @p line, which may have rung here too.
    void tellAnswered(const Party &line, const Party &peer, const QString &by);
    /// Who knows how calls are recorded by the team; recordingChanged() must be said whenever that reads differently.
    void setRecordingOf(CallerBook::RecordingOf recordingOf) { m_book.setRecordingOf(std::move(recordingOf)); }
    void recordingChanged() { Q_EMIT m_book.changed(); }
    /// Who knows what is to be done about callers; tasksChanged() likewise.
    void setTasksOf(CallerBook::TasksOf tasksOf) { m_book.setTasksOf(std::move(tasksOf)); }
    void tasksChanged() { Q_EMIT m_book.changed(); }
    const Availability &availability() const;
    Ringer::Sound sound() const { return m_ringer.playing(); }

    const SoundTaste &taste() const { return m_taste; }
    /// From now on, also in the call that runs, and kept.
    void chooseDevice(SoundEnd end, const QByteArray &id);
    void chooseRinger(const SoundTaste::Device &device); ///< one of ringers(), or nothing for the system's own
    QList<AudioDevice> ringers() { return m_ringer.devices(); }
    /// For trying out. Errors: Unavailable.
    Result<> ringOnce() { return m_ringer.ringOnce(); }
    void stopRinging() { m_ringer.stopRinging(); }

Q_SIGNALS:
    void openRequested(const milassist::Target &target);
    void noteWritten(const milassist::LiveCall &call, const QString &note);
    void recordingWanted(const milassist::LiveCall &call, milassist::CallRecording::State state);
    void availabilityChanged(const milassist::Availability &availability);
    void tasteChanged(const milassist::SoundTaste &taste);
    void ringersChanged();

private:
    void buildActions();
    void connectScreens();
    void keep(const SoundTaste &taste);
    void followRing();
    void followAvailability(const Availability &availability);
    void tellMissed(const LiveCall &call);
    void write(const LiveCall &call, const QString &body);

    PhoneServices m_services;
    MainWindow &m_window;
    CallerBook m_book;
    SoundTaste m_taste;
    Ringer m_ringer;
    DesktopNotes m_notes;
    CallKeys m_keys;
    QPointer<AvailabilityButton> m_availability;
    QPointer<CallBar> m_bar;
    QPointer<Dialer> m_dialer;
    std::unique_ptr<CallPopup> m_popup;
    std::unique_ptr<CompactCall> m_compact;
    QList<QPointer<QAction>> m_actions;
    QHash<quint64, LiveCall> m_missed; // that a notification stands for
};

} // namespace milassist
