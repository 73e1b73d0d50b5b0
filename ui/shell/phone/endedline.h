// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/phone/callview.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace milassist {

class Label;

/// What is said when a call is over, in one line: how it ended, how long it was, what to do; and one note, if somebody wants
/// to write one. In nobody's way: Esc or the next call takes it away, and what was typed is kept.
class EndedLine : public QWidget {
    Q_OBJECT

public:
    explicit EndedLine(QWidget *parent = nullptr);

    /// @param note what was written during the call
    void show(const LiveCall &call, const CallFacts &facts, const QString &note);
    /// Keeps what was typed and goes.
    void leave();
    bool isShown() const { return m_call.leg != 0; }

Q_SIGNALS:
    void noteWritten(const milassist::LiveCall &call, const QString &note);
    void callBackWanted(const milassist::LiveCall &call);
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    LiveCall m_call;
    QString m_noteBefore;
    QTimer m_time;
    QWidget *m_mark;
    QString m_icon;
    Tone m_tone = Tone::Neutral;
    Label *m_text, *m_advice;
    QLineEdit *m_note;
    QPushButton *m_again, *m_done;
    QToolButton *m_code;

    void paintEvent(QPaintEvent *event) override;
};

} // namespace milassist
