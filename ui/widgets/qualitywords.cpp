// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/qualitywords.h"

#include <QCoreApplication>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

struct QualitySays {
    Q_DECLARE_TR_FUNCTIONS(Quality)
};

} // namespace

QualityWords qualityWords(const Quality &quality)
{
    QualityWords words;
    switch (wordOf(quality)) {
    case QualityWord::Unknown: return {.word = QualitySays::tr("Measuring", "how a call sounds")};
    case QualityWord::Excellent: words = {.word = QualitySays::tr("Excellent sound"), .bars = 4, .tone = Tone::Good}; break;
    case QualityWord::Good: words = {.word = QualitySays::tr("Good sound"), .bars = 3, .tone = Tone::Good}; break;
    case QualityWord::Fair: words = {.word = QualitySays::tr("Fair sound"), .bars = 2, .tone = Tone::Warning}; break;
    case QualityWord::Poor: words = {.word = QualitySays::tr("Poor sound"), .bars = 1, .tone = Tone::Warning}; break;
    case QualityWord::Bad: words = {.word = QualitySays::tr("Bad sound"), .bars = 0, .tone = Tone::Danger}; break;
    }
    switch (troubleOf(quality)) {
    case QualityTrouble::None: break;
    case QualityTrouble::NothingHeard:
        words.word = QualitySays::tr("Nothing is heard");
        words.advice = QualitySays::tr("No sound arrives from the other end. A firewall may keep it out.");
        break;
    case QualityTrouble::WeLose: words.advice = QualitySays::tr("Parts of what they say are lost on the way to you."); break;
    case QualityTrouble::TheyLose: words.advice = QualitySays::tr("Parts of what you say are lost on the way to them. A cable is better than Wi-Fi."); break;
    case QualityTrouble::Delay: words.advice = QualitySays::tr("The sound comes late: wait a moment before you answer."); break;
    case QualityTrouble::Jitter: words.advice = QualitySays::tr("The sound comes unevenly. Stop large downloads on this network."); break;
    }
    return words;
}

QString codecText(const QString &codec, bool isEncrypted)
{
    if (codec.isEmpty())
        return {};
    return isEncrypted ? QualitySays::tr("%1, encrypted").arg(codec) : QualitySays::tr("%1, not encrypted").arg(codec);
}

QStringList qualityFigures(const Quality &quality)
{
    QStringList lines;
    if (quality.lossPercent >= 0)
        lines.append(QualitySays::tr("Lost on the way to you: %1 %").arg(quality.lossPercent, 0, 'f', 1));
    if (quality.theirLossPercent >= 0)
        lines.append(QualitySays::tr("Lost on the way to them: %1 %").arg(quality.theirLossPercent, 0, 'f', 1));
    if (quality.jitterMs >= 0)
        lines.append(QualitySays::tr("Jitter: %1 ms").arg(quality.jitterMs));
    if (quality.roundTripMs >= 0)
        lines.append(QualitySays::tr("There and back: %1 ms").arg(quality.roundTripMs));
    return lines;
}

} // namespace milassist
