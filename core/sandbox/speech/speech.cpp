// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/speech/speech.h"

#include <QProcess>

namespace milassist::world
{

using namespace Qt::StringLiterals;

Result<Samples> spoken(const QString &words, const SpeechVoice &voice)
{
    QProcess espeak;
    // The words go in by the pipe: argument lists can be read by everybody on the machine.
    espeak.start(u"espeak-ng"_s, {u"--stdin"_s, u"--stdout"_s, u"-v"_s, voice.name, u"-s"_s, QString::number(voice.wordsPerMinute), u"-a"_s, u"110"_s});
    if (!espeak.waitForStarted(5000))
        return fail(Error::Kind::Unavailable, u"espeak-ng cannot be started: %1"_s.arg(espeak.errorString()));
    espeak.write(words.toUtf8());
    espeak.closeWriteChannel();
    if (!espeak.waitForFinished(30'000) || espeak.exitCode() != 0)
        return fail(Error::Kind::Unavailable, u"espeak-ng failed: %1"_s.arg(espeak.errorString()));
    return toTelephone(espeak.readAllStandardOutput());
}

} // namespace milassist::world
