// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/phone/callview.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QToolButton;

namespace milassist {

class CallerBook;
class Label;

/// The call in a small window that stays on top of other programs: who, since when, mute, hold, hang up. Can be dragged
/// anywhere, takes no keyboard until it is clicked, and goes with the call.
class CompactCall : public QWidget {
    Q_OBJECT

public:
    CompactCall(Phone &phone, CallerBook &book, Clock clock, QWidget *parent = nullptr);
    void open();

Q_SIGNALS:
    void windowWanted();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void render();

    Phone &m_phone;
    CallerBook &m_book;
    Clock m_clock;
    BarView m_view;
    bool m_wanted = false;
    QTimer m_tick;
    Label *m_title, *m_state;
    QPushButton *m_mute, *m_hold, *m_hangUp;
    QToolButton *m_window;
};

} // namespace milassist
