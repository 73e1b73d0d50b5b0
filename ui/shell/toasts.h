// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

#include <QFrame>

class QTimer;
class QVBoxLayout;

namespace milassist {

/// One short word with its way back. Deletes itself when its time is over or its action was chosen.
class ToastCard : public QFrame {
    Q_OBJECT
public:
    ToastCard(const Toast &toast, QWidget *parent);
    /// Ends it now as if its time were over.
    void lapse();
    /// The ground opposite to that of @p surroundings, so that it stands out from the lists in light and dark.
    void standOutFrom(const QPalette &surroundings);

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override; ///< time stands still under the pointer
    void leaveEvent(QEvent *event) override;

private:
    Toast m_toast;
    QTimer *m_timer;
    bool m_over = false;
};

/// Shows toasts over the bottom of @p host, at most three; a fourth ends the first. They take no keyboard focus, but F8
/// (as in other desktops' notifications) goes to their buttons.
class Toasts : public QWidget {
    Q_OBJECT
public:
    explicit Toasts(QWidget *host);
    void show(const Toast &toast);
    void focusFirst();
    /// Ends all of them: what they would undo is done for good.
    void lapseAll();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void place();
    QList<ToastCard *> cards() const;

    QWidget *m_host;
    QVBoxLayout *m_column;
};

} // namespace milassist
