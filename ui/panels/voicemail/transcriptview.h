// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/voicemail/transcripttime.h"

#include <QTextEdit>

namespace milassist {

/// The words of a voicemail. The sentence being said is marked; a click on a sentence (or Enter where the cursor stands)
/// goes there. As tall as its text.
class TranscriptView : public QTextEdit {
    Q_OBJECT

public:
    explicit TranscriptView(QWidget *parent = nullptr);

    void setTranscript(const QString &text, const QList<TimedSentence> &sentences);
    void setHits(const QList<std::pair<qsizetype, qsizetype>> &hits);
    /// @param sentence -1 = none
    void setCurrentSentence(int sentence);
    int currentSentence() const { return m_current; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sentenceChosen(int sentence);

protected:
    bool event(QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void mark();
    void fitHeight();

    QList<TimedSentence> m_sentences;
    QList<std::pair<qsizetype, qsizetype>> m_hits;
    int m_current = -1;
};

} // namespace milassist
