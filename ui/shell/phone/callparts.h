// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/phone/callview.h"

#include <QPushButton>

namespace milassist {

/// Dresses a button of the call: words, icon, hint, and unmistakably on.
void renderControl(QPushButton *button, const CallControl &control, bool isAlarm = false);

/// How a call sounds, as bars beside the word.
class QualityBars : public QWidget {
    Q_OBJECT

public:
    explicit QualityBars(QWidget *parent = nullptr);
    void show(const QualityWords &words, const QString &figures);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QualityWords m_words;
};

/// A dot in the colour of a line.
class LineDot : public QWidget {
    Q_OBJECT

public:
    explicit LineDot(QWidget *parent = nullptr);
    void show(int lineColour);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_colour = -1;
};

/// Notices that somebody speaks while nobody can hear it: loud for a third of a second, until three seconds of quiet.
class MutedTalk {
public:
    /// @return whether the answer of isTalking() has changed
    bool hear(const Levels &levels, bool isMuted, const QDateTime &now);
    bool isTalking() const { return m_isTalking; }

private:
    QDateTime m_loudSince, m_lastLoud;
    bool m_isTalking = false;
};

} // namespace milassist
