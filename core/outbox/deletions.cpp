// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/deletions.h"

#include "core/base/logging.h"
#include "core/cache/recordingstore.h"
#include "core/cache/voicemailstore.h"

namespace milassist {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds firstDeletionWait = 5s;
constexpr std::chrono::milliseconds longestDeletionWait = 5min;

} // namespace

Deletions::Deletions(Store &store, CallsApi &twilio, RecordingStore &recordings, VoicemailStore &voicemails, QObject *parent)
    : QObject(parent), m_marks(store), m_twilio(twilio), m_recordings(recordings), m_clock(store.options().clock)
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Deletions::step);
    connect(&voicemails, &VoicemailStore::changed, this, [this] {
        if (m_wait == 0ms)
            step();
    });
}

void Deletions::start()
{
    m_started = true;
    step();
}

void Deletions::tryNow()
{
    m_wait = 0ms;
    step();
}

void Deletions::step()
{
    if (!m_started)
        return;
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    whenDone(m_marks.next(), this, [this](const Result<DeletionStore::Next> &next) {
        m_busy = false;
        if (std::exchange(m_again, false))
            return step();
        if (!next || next->recording.isNull())
            return;
        const qint64 left = m_clock().msecsTo(next->after);
        if (left > 0)
            m_next.start(std::chrono::milliseconds(qMin<qint64>(left + 1, 60'000)));
        else
            carryOut(next->recording);
    });
}

void Deletions::carryOut(const RecordingSid &recording)
{
    m_busy = true;
    // From here on it cannot be undone, so that is written down first.
    whenDone(m_marks.begin(recording), this, [this, recording](const Result<bool> &still) {
        if (!still || !*still) {
            m_busy = false;
            return still ? step() : m_next.start(firstDeletionWait);
        }
        whenDone(m_twilio.deleteRecording(recording), this, [this, recording](const Result<> &answer) { conclude(recording, answer); });
    });
}

void Deletions::conclude(const RecordingSid &recording, const Result<> &answer)
{
    const bool gone = answer || answer.error().kind == Error::Kind::NotFound;
    using enum Error::Kind;
    const bool refusal = !gone && (answer.error().kind == Rejected || answer.error().kind == Forbidden || answer.error().kind == Unauthorised);
    const auto state = gone ? DeletionState::Done : refusal ? DeletionState::Refused : DeletionState::Wanted;
    const QString detail = gone ? QString() : answer.error().detail;
    if (!gone)
        qCWarning(lcOutbox) << "a recording was not deleted:" << detail;
    whenDone(m_marks.end(recording, state, detail), this,
             [this, recording, gone, refusal, answer](const Result<> &written) {
                 m_busy = false;
                 if (gone && written)
                     m_recordings.remove({recording});
                 if (refusal)
                     Q_EMIT refused(recording, answer.error());
                 if ((gone || refusal) && written) {
                     m_wait = 0ms;
                     return step();
                 }
                 m_wait = m_wait == 0ms ? firstDeletionWait : qMin(m_wait * 2, longestDeletionWait);
                 m_next.start(m_wait);
             });
}

} // namespace milassist
