// SPDX-License-Identifier: GPL-3.0-or-later
// The bar's part for recordings: what is recorded, and by which buttons.
#include "ui/shell/phone/callbar.h"

#include "ui/widgets/badge.h"

#include <QAccessible>
#include <QPushButton>

namespace milassist {
using namespace Qt::StringLiterals;

void CallBar::askForRecording(const LiveCall &call, CallRecording::State (*after)(const CallRecording &))
{
    if (const auto now = m_book.factsOf(call).recording)
        Q_EMIT recordingWanted(call, after(*now));
}

void CallBar::setCanRecord(bool can)
{
    m_canRecord = can;
    render();
}

void CallBar::renderRecording()
{
    const CallView &call = m_view.call;
    const bool isPaused = call.pauseRecording && call.pauseRecording->isOn;
    m_recording->setState(call.recording, isPaused ? Tone::Warning : Tone::Danger, isPaused ? u"pause"_s : u"record"_s);
    m_recording->setToolTip(call.recordingHint);
    sayRecording(call.recordingSaid);
    renderControl(m_record, call.record);
    m_record->setVisible(m_view.showsRecord);
    if (call.pauseRecording)
        renderControl(m_pauseRecording, *call.pauseRecording);
    else if (m_pauseRecording->hasFocus())
        m_record->setFocus(Qt::OtherFocusReason); // it goes, and the keyboard stays where it was
    m_pauseRecording->setVisible(call.pauseRecording.has_value());
}

/// Whoever does not see the dot hears that it is there, or gone.
void CallBar::sayRecording(const QString &words)
{
    if (m_recording->accessibleName() == words)
        return;
    m_recording->setAccessibleName(words);
    QAccessibleEvent event(m_recording, words.isEmpty() ? QAccessible::NameChanged : QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace milassist
