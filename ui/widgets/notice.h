// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"
#include "ui/widgets/words.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace milassist {

class Label;

/// A word in place about something that went wrong or has to be known: what happened, what to do, a code to copy, at
/// most one action. Hidden until told something.
class Notice : public QFrame {
    Q_OBJECT
public:
    explicit Notice(QWidget *parent = nullptr);

    /// @param action the button's text; empty = none
    void tell(Tone tone, const QString &title, const QString &whatToDo = {}, const QString &action = {}, const QString &code = {});
    /// In the tone of danger, or of warning where nothing is lost (offline, not sure, slow down).
    void tell(const Error &error, const QString &action = {});
    void clear();
    bool isTelling() const { return !isHidden(); }
    QString title() const;
    void setClosable(bool closable);

Q_SIGNALS:
    void actionChosen();
    void closed();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitMark();
    void placeAction();

    Tone m_tone = Tone::Neutral;
    QWidget *m_mark;
    QHBoxLayout *m_row = nullptr;
    QVBoxLayout *m_words = nullptr;
    Label *m_title;
    Label *m_whatToDo;
    QToolButton *m_code;
    QPushButton *m_action;
    QToolButton *m_close;
};

} // namespace milassist
