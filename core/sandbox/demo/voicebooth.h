// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sandbox/world/wav.h"

#include <QFuture>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>

class QThreadPool;

namespace milassist::world::demo
{

/// Something to be said by somebody.
struct Utterance {
    QString words;
    int voice = 0; ///< any number picks one of the voices; the same number, the same voice
    bool isDeep = false;
    int channel = 0; ///< 0 or 1
    bool operator==(const Utterance &) const = default;
};

/// What is on a recording: utterances one after the other, on a line that hisses a little, until @p seconds are full.
struct Speech {
    QList<Utterance> utterances;
    int seconds = 0;
    int channels = 1;
    bool operator==(const Speech &) const = default;
};

/// How long a recording of @p utterances has to be to hold them all: known without saying them.
int secondsFor(const QList<Utterance> &utterances);

/// Speaks by espeak-ng, one recording at a time, in a thread of its own. The same speech gives the same bytes.
class VoiceBooth
{
public:
    VoiceBooth();
    ~VoiceBooth();

    /// RIFF/WAVE of exactly speech.seconds. Errors: Unavailable when espeak-ng is not installed or fails. Thread: any.
    QFuture<Result<QByteArray>> say(Speech speech);
    /// As say(), here and now: some 50 ms an utterance.
    static Result<QByteArray> sayNow(const Speech &speech);
    /// What goes into the microphone of an assistant who has none, to be repeated: 16 kHz, mono. Here and now.
    static Result<QByteArray> sayAtTheDesk(const QList<Utterance> &utterances);
    /// How long the words themselves take, in samples; for the test that secondsFor() is enough.
    static Result<int> spokenSamples(const Speech &speech);

private:
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace milassist::world::demo
