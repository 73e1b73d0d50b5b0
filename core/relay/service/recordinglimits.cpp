// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/service/recordinglimits.h"

#include "core/base/logging.h"
#include "core/base/whendone.h"
#include "core/relay/service/callrecording.h"

namespace milassist::relay
{
using namespace Qt::StringLiterals;

namespace
{

constexpr int mostNonsense = 5;           // answers that cannot be read
constexpr std::chrono::hours longestCall{4}; // Twilio ends a Dial then

/// Those who speak are told that it will end.
Result<> warn(SqlConnection &db, const VoiceScene &scene, const CallSid &call)
{
    CallFile file(db, scene);
    file.open(call);
    if (const auto now = recordingNow(file); now && now->is != RecordingWish::Off)
        tellRecording(file, *now, {{u"ends_soon"_s, true}});
    return file.finish().map([](const QByteArray &) {});
}

/// What is asked is written down as it stands; whether Twilio has done it nobody knows.
Result<> giveUp(SqlConnection &db, const VoiceScene &scene, const CallSid &call)
{
    CallFile file(db, scene);
    file.open(call);
    file.trace(u"recording-not-ended"_s);
    if (auto done = file.finish(); !done)
        return fail(done.error());
    return RecordingEndTable(db).done(call);
}

} // namespace

RecordingLimits::RecordingLimits(SharedStore &store, CallsApi &twilio, Scenes::Plan plan, Premises premises, Clock clock,
                                 std::chrono::milliseconds every, QObject *parent)
    : QObject(parent), m_store(store), m_twilio(twilio), m_scenes(std::move(plan), std::move(premises)), m_clock(std::move(clock))
{
    connect(&m_look, &QTimer::timeout, this, &RecordingLimits::look);
    m_look.start(every);
}

void RecordingLimits::look()
{
    if (m_isBusy)
        return;
    m_isBusy = true;
    // Most looks find nothing, and a look that only reads holds nobody up.
    auto anyDue = m_store.read([now = m_clock()](SqlConnection &db) { return RecordingEndTable(db).isAnyDue(now); });
    whenDone(std::move(anyDue), this, [this](const Result<bool> &isAnyDue) {
        if (!isAnyDue || !*isAnyDue) {
            m_isBusy = false;
            return;
        }
        auto taken = m_store.write([scene = m_scenes.at(m_clock())](SqlConnection &db) -> Result<QList<RecordingEnd>> {
            RecordingEndTable ends(db);
            const auto near = ends.takeWarnings(scene.now);
            if (!near)
                return near;
            auto due = ends.take(scene.now);
            for (const RecordingEnd &end : *near) {
                if (const auto warned = end.due > scene.now ? warn(db, scene, end.call) : Result<>(); !warned)
                    return fail(warned.error());
            }
            return due;
        });
        whenDone(std::move(taken), this, [this](const Result<QList<RecordingEnd>> &ends) {
            m_isBusy = false;
            for (const RecordingEnd &one : ends.value_or(QList<RecordingEnd>()))
                end(one);
        });
    });
}

void RecordingLimits::end(const RecordingEnd &due)
{
    whenDone(m_twilio.controlRecording(due.leg, {}, RecordingControl::Stop), this, [this, due](const Result<Recording> &ended) {
        const auto kind = ended ? Error::Kind::NotFound : ended.error().kind;
        const VoiceScene scene = m_scenes.at(m_clock());
        std::function<Result<>(SqlConnection &)> job;
        if (ended) {
            job = [due, scene](SqlConnection &db) {
                return keepRecording(db, scene, due.call, RecordingWish::Off, {}, due.leg).map([](const CallRecordingNow &) {});
            };
        } else if (kind == Error::Kind::NotFound || kind == Error::Kind::Rejected) { // the call was over, and its recording with it
            job = [due](SqlConnection &db) { return RecordingEndTable(db).done(due.call); };
        } else if ((kind == Error::Kind::Malformed && due.tries >= mostNonsense) || scene.now > due.due.addSecs(std::chrono::seconds(longestCall).count())) {
            qCWarning(lcRelay) << "whether the recording of" << due.call.text() << "has ended is not known, and not asked any more:"
                               << ended.error().detail;
            job = [due, scene](SqlConnection &db) { return giveUp(db, scene, due.call); };
        } else {
            qCWarning(lcRelay) << "the recording of" << due.call.text() << "goes on for now:" << ended.error().detail;
            return; // it is taken again in a minute
        }
        whenDone(m_store.write(std::move(job)), this, [](const Result<> &outcome) {
            if (!outcome)
                qCWarning(lcRelay) << "that a recording has ended could not be kept:" << outcome.error().detail;
        });
    });
}

} // namespace milassist::relay
