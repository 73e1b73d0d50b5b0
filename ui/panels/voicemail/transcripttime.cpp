// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/voicemail/transcripttime.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace milassist {

using Millis = std::chrono::milliseconds;

namespace {

// From time spoken to time of the recording: silences are jumped over.
class SpokenTime {
public:
    SpokenTime(Millis duration, const QList<FrameSpan> &silences, int rate) : m_duration(duration)
    {
        for (const FrameSpan &silence : silences) {
            const Millis from = std::min(duration, Millis(silence.begin * 1000 / std::max(1, rate)));
            const Millis to = std::min(duration, Millis(silence.end * 1000 / std::max(1, rate)));
            m_silences.push_back({from, to});
            m_silent += to - from;
        }
    }

    Millis spoken() const { return m_duration - m_silent; }

    /// @param isEnd a moment between two stretches: the end of the first, else the begin of the second
    Millis at(Millis spoken, bool isEnd) const
    {
        Millis time = spoken;
        for (const auto &[from, to] : m_silences) {
            if (isEnd ? time <= from : time < from)
                break;
            time += to - from;
        }
        return std::min(time, m_duration);
    }

private:
    Millis m_duration;
    QList<std::pair<Millis, Millis>> m_silences;
    Millis m_silent{0};
};

QString folded(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        const QChar base = c.decompositionTag() == QChar::Canonical ? c.decomposition().at(0) : c;
        plain.append(base.toCaseFolded()); // one character stays one character, so that places stay places
    }
    return plain;
}

} // namespace

QList<TimedSentence> timedSentences(const QString &text, Millis duration, const QList<FrameSpan> &silences, int rate)
{
    QList<TimedSentence> sentences;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Sentence, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        qsizetype length = end - begin;
        while (length > 0 && text[begin + length - 1].isSpace())
            --length;
        if (length > 0)
            sentences.push_back({.begin = begin, .length = length});
        begin = end;
    }
    qsizetype letters = 0;
    for (const TimedSentence &sentence : sentences)
        letters += sentence.length;
    if (letters == 0)
        return sentences;

    const SpokenTime time(duration, silences, rate);
    qsizetype before = 0;
    for (TimedSentence &sentence : sentences) {
        sentence.from = time.at(time.spoken() * before / letters, false);
        before += sentence.length;
        sentence.to = std::max(sentence.from, time.at(time.spoken() * before / letters, true));
    }
    return sentences;
}

int sentenceAt(const QList<TimedSentence> &sentences, Millis position)
{
    const auto next = std::upper_bound(sentences.begin(), sentences.end(), position,
                                       [](Millis at, const TimedSentence &sentence) { return at < sentence.from; });
    return int(next - sentences.begin()) - 1;
}

int sentenceOf(const QList<TimedSentence> &sentences, qsizetype place)
{
    for (qsizetype i = 0; i < sentences.size(); ++i) {
        if (place >= sentences[i].begin && place <= sentences[i].begin + sentences[i].length)
            return int(i);
    }
    return -1;
}

QList<std::pair<qsizetype, qsizetype>> hitsIn(const QString &text, const QString &search)
{
    QList<std::pair<qsizetype, qsizetype>> hits;
    const QString where = folded(text);
    const auto words = search.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString what = folded(word);
        for (qsizetype at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.size()))
            hits.push_back({at, what.size()});
    }
    std::sort(hits.begin(), hits.end());
    QList<std::pair<qsizetype, qsizetype>> apart;
    for (const auto &hit : hits) {
        if (apart.isEmpty() || hit.first >= apart.last().first + apart.last().second)
            apart.push_back(hit);
    }
    return apart;
}

} // namespace milassist
