// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/softphone/echoreport.h"
#include "core/twilio/callsapi.h"
#include "core/voice/phone.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

namespace milassist {

struct EchoOptions {
    QString address; ///< "desk@desk-x1.sip.twilio.com", where this telephone is registered
    QString name;    ///< what it is called while it talks: "Echo test"
    Party from;      ///< a number of ours; empty: a word, which Twilio lets call a SIP address
    std::chrono::milliseconds patience{30'000};     ///< until it has to ring
    std::chrono::milliseconds recordingWait{60'000};
    std::chrono::milliseconds look{1'000};          ///< between two looks for the recording
    Clock clock = systemClock();
};

/// A call that proves a telephone, without a web server of our own: REST makes Twilio call it with a document that comes along,
/// the call is answered by itself, Twilio speaks and records what it hears from here. That recording is fetched, measured and
/// deleted again. One at a time. Main thread.
class EchoTest : public QObject {
    Q_OBJECT

public:
    EchoTest(CallsApi &twilio, Phone &phone, EchoOptions options, QObject *parent = nullptr);

    void start();
    /// Hangs up; the report says what was seen until then.
    void stop();
    EchoStage stage() const { return m_stage; }

Q_SIGNALS:
    void stageChanged();
    void ended(const milassist::EchoReport &report);

private:
    void measure(const Levels &levels);
    void onCallEnded(const LiveCall &call);
    void lookForRecording();
    void fetch(const RecordingSid &sid);
    void remove(const RecordingSid &sid);
    void set(EchoStage stage);
    void end();

    CallsApi &m_twilio;
    Phone &m_phone;
    const EchoOptions m_options;
    const Party m_peer;
    const QByteArray m_token;
    EchoStage m_stage = EchoStage::Asking;
    EchoFacts m_facts;
    CallSid m_callSid;
    LegId m_leg = 0;
    QTimer m_patience;
    QTimer m_look;
    QElapsedTimer m_sinceEnd;
    QTemporaryDir m_folder;
    bool m_isOver = false;
};

} // namespace milassist
