// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/voice/lineevent.h"

#include <chrono>
#include <functional>
#include <memory>

struct _MSFactory;

namespace milassist {

/// The test before a call: three seconds from the microphone with its level, then the same out of the loudspeaker. Both are
/// opened by the same driver that a call opens them with, and only for so long. Engine thread.
class SoundTester {
public:
    using Instant = std::chrono::steady_clock::time_point;
    using Report = std::function<void(const SoundTest &)>;

    explicit SoundTester(Report report);
    ~SoundTester();

    /// Begins anew. @param microphone, speaker ids of what a call would use now; empty: there is none
    void start(_MSFactory *factory, const QByteArray &microphone, const QByteArray &speaker);
    /// Ends it, when it runs, and says why.
    void stop(SoundTest::Stage why);
    bool isRunning() const { return m_stage.has_value(); }
    void tick(Instant now);

    struct Sound;

private:
    class Graph;
    void listen(Instant now);
    void play(Instant now);
    void finish(SoundTest::Stage stage);

    Report m_report;
    _MSFactory *m_factory = nullptr;
    QByteArray m_microphone, m_speaker;
    std::optional<SoundTest::Stage> m_stage;
    std::unique_ptr<Sound> m_sound; // outlives the graph, whose thread writes it
    std::unique_ptr<Graph> m_graph;
    Instant m_until, m_nextReport;
};

} // namespace milassist
