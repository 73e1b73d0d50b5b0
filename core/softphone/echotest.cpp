// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/softphone/echotest.h"

#include "core/base/whendone.h"
#include "core/media/wav.h"

#include <QFile>
#include <QRandomGenerator>

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Everything is in the document, so that no address has to be asked for. "inbound" is what Twilio hears.
const QString document = u"<Response><Say>This is the echo test of your telephone. Please speak now, until you hear me again.</Say>"
                         "<Start><Recording track=\"inbound\" channels=\"mono\" trim=\"do-not-trim\"/></Start>"
                         "<Pause length=\"5\"/><Say>Thank you. Goodbye.</Say></Response>"_s;
constexpr auto longestCall = 60s;
constexpr float audible = -60; // dBm0; what is softer is nobody who speaks
constexpr auto betweenLevels = 100ms;

QByteArray newToken()
{
    QByteArray bytes(12, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(QRandomGenerator::system()->bounded(256));
    return bytes.toHex();
}

} // namespace

EchoTest::EchoTest(CallsApi &twilio, Phone &phone, EchoOptions options, QObject *parent)
    : QObject(parent), m_twilio(twilio), m_phone(phone), m_options(std::move(options)), m_peer(m_options.name), m_token(newToken())
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(m_options.patience);
    m_look.setSingleShot(true);
    m_look.setInterval(m_options.look);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_callSid.isNull())
            (void)m_twilio.updateCall(m_callSid, {.action = CallChange::Action::HangUp}); // nobody waits for what comes too late
        end();
    });
    connect(&m_look, &QTimer::timeout, this, &EchoTest::lookForRecording);
    connect(&phone, &Phone::callBegan, this, [this](const LiveCall &call) {
        // What was expected is not shown as a call that came; nobody else is called by this name.
        if (m_isOver || m_leg || !call.isRingingIn() || call.direction != Direction::Outgoing || call.peer != m_peer)
            return;
        m_patience.stop();
        m_facts.hasRung = true;
        m_leg = call.leg;
        set(EchoStage::Talking);
    });
    connect(&phone, &Phone::levelsChanged, this, [this](LegId leg, const Levels &levels) {
        if (leg == m_leg && m_leg)
            measure(levels);
    });
    connect(&phone, &Phone::callEnded, this, [this](const LiveCall &call) {
        if (call.leg == m_leg && m_leg)
            onCallEnded(call);
    });
}

void EchoTest::start()
{
    m_phone.expect({.peer = m_peer, .line = m_options.from, .callSid = {}, .token = m_token, .until = m_options.clock().addMSecs(m_options.patience.count())});
    m_patience.start();
    OutgoingCall call{.from = m_options.from.isEmpty() ? Party(u"echo-test"_s) : m_options.from,
                      .to = Party(u"sip:%1?x-call-token=%2"_s.arg(m_options.address, QLatin1StringView(m_token))),
                      .twiml = document};
    call.timeLimit = longestCall;
    whenDone(m_twilio.createCall(call), this, [this](const Result<Call> &made) {
        if (m_isOver)
            return;
        if (made) {
            m_callSid = made->sid;
            return;
        }
        m_facts.refusal = made.error();
        if (made.error().kind != Error::Kind::OutcomeUnknown && !m_leg) // else it may be on its way
            end();
    });
}

void EchoTest::stop()
{
    if (m_leg && m_phone.call(m_leg))
        return m_phone.hangUp(m_leg);
    if (!m_callSid.isNull() && !m_facts.hasRung)
        (void)m_twilio.updateCall(m_callSid, {.action = CallChange::Action::HangUp});
    m_facts.isRecordingLeft = m_stage == EchoStage::Measuring; // it may come yet, and nobody waits for it any more
    end();
}

void EchoTest::measure(const Levels &levels)
{
    if (levels.speaker > audible)
        m_facts.heardHere += betweenLevels;
    if (levels.microphone > audible)
        m_facts.said += betweenLevels;
}

void EchoTest::onCallEnded(const LiveCall &call)
{
    if (call.answeredAt.isValid())
        m_facts.talked = std::chrono::milliseconds(call.answeredAt.msecsTo(call.endedAt));
    if (!call.callSid.isNull())
        m_callSid = call.callSid;
    m_leg = 0;
    if (m_callSid.isNull())
        return end();
    set(EchoStage::Measuring);
    m_sinceEnd.start();
    lookForRecording();
}

void EchoTest::lookForRecording()
{
    whenDone(m_twilio.callRecordings(m_callSid, {}), this, [this](const Result<Page<Recording>> &page) {
        if (m_isOver)
            return;
        const Recording recording = page ? page->records.value(0) : Recording();
        if (recording.status.is(RecordingStatus::Completed))
            return fetch(recording.sid);
        const bool isNone = recording.status.is(RecordingStatus::Absent);
        if (isNone || m_sinceEnd.hasExpired(m_options.recordingWait.count())) {
            m_facts.recordingError = page ? Error() : page.error();
            m_facts.isRecordingLeft = !page || (!recording.sid.isNull() && !isNone);
            return end();
        }
        m_look.start();
    });
}

void EchoTest::fetch(const RecordingSid &sid)
{
    whenDone(m_twilio.downloadRecording(sid, AudioFormat::Wav, m_folder.filePath(u"echo.wav"_s)), this, [this, sid](const Result<Download> &fetched) {
        if (m_isOver)
            return;
        QFile file(fetched ? fetched->path : QString());
        const Result<Audio> audio = fetched && file.open(QIODevice::ReadOnly) ? readWav(file.readAll()) : fail(Error::Kind::Storage, u"no recording"_s);
        file.remove();
        if (audio)
            m_facts.heardThere = soundIn(*audio);
        else
            m_facts.recordingError = fetched ? audio.error() : fetched.error();
        remove(sid);
    });
}

void EchoTest::remove(const RecordingSid &sid)
{
    whenDone(m_twilio.deleteRecording(sid), this, [this](const Result<> &deleted) {
        m_facts.isRecordingLeft = !deleted;
        end();
    });
}

void EchoTest::set(EchoStage stage)
{
    m_stage = stage;
    Q_EMIT stageChanged();
}

void EchoTest::end()
{
    if (std::exchange(m_isOver, true))
        return;
    m_patience.stop();
    m_look.stop();
    Q_EMIT ended(reportOf(m_facts));
}

} // namespace milassist
