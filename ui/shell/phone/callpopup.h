// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/phone/callerbook.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace milassist {

class Avatar;
class FlowLayout;
class Label;
class LineDot;

/// The window of calls that ring: always on top, bottom right of the screen in use. It never takes the keyboard, and it
/// does not react to clicks for a moment after something new stands in it: somebody who was about to click or type
/// elsewhere answers nothing by accident.
class CallPopup : public QWidget {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds guardTime{300};

    CallPopup(Phone &phone, CallerBook &book, Clock clock, QWidget *parent = nullptr);

    const PopupStack &stack() const { return m_stack; }
    /// The call in front, when it rings; 0 when none does.
    LegId ringing() const;
    bool isGuarded() const { return m_guard.isActive(); }
    /// A colleague has taken this call.
    void tellAnswered(const Party &line, const Party &peer, const QString &by);
    /// What has to be seen beside it, when it is in the same corner; may be null.
    void keepClearOf(QWidget *sign) { m_sign = sign; }
    /// Where one of @p size stands in @p area: bottom right, above @p sign where it would cover it. Pure.
    static QPoint placeIn(const QRect &area, const QSize &size, const QRect &sign);

Q_SIGNALS:
    void ringsChanged(bool rings);              ///< whether a ring tone is wanted
    void textWanted(const milassist::LiveCall &call, bool isDeclining);
    void callBackWanted(const milassist::LiveCall &call);
    void missed(const milassist::LiveCall &call);
    void answered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QPushButton *button(const QString &name, const QString &iconName, const QString &text);
    void build();
    void follow();
    void show(int at);
    void render();
    void place();

    Phone &m_phone;
    CallerBook &m_book;
    Clock m_clock;
    PopupStack m_stack;
    QTimer m_guard, m_lapse;
    QPointer<QWidget> m_sign;
    LegId m_shown = 0;
    int m_at = 0;
    bool m_rings = false;
    Tone m_tone = Tone::Accent;
    QColor m_line;

    QWidget *m_mark;
    Label *m_heading, *m_count, *m_title, *m_titleNote, *m_lineName, *m_reason, *m_last, *m_tasks, *m_note;
    Avatar *m_avatar;
    QString m_icon;
    QToolButton *m_next, *m_close, *m_more;
    QPushButton *m_answer, *m_decline, *m_text, *m_silence, *m_callBack, *m_write;
    FlowLayout *m_buttons;
    LineDot *m_dot;
};

} // namespace milassist
