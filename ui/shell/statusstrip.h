// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shellstate.h"

#include <QWidget>

class QProgressBar;
class QToolButton;

namespace milassist {

class Label;

/// Says "SANDBOX" on stripes, or "Live".
class ModeMark : public QWidget {
    Q_OBJECT
public:
    explicit ModeMark(QWidget *parent = nullptr);
    void setMode(const QString &text, bool striped);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    bool m_striped = false;
};

/// The bottom of the window: what is being fetched, what waits to go out, sandbox or live.
class StatusStrip : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);
    void render(const ShellView &view);
    ModeMark *modeMark() const { return m_mode; }

Q_SIGNALS:
    void syncNowRequested();
    void pauseRequested();
    void resumeRequested();
    void cancelRequested();
    void queueRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *tool(const QString &name, const QString &iconName, const QString &words);

    Label *m_sync;
    QProgressBar *m_progress;
    QToolButton *m_now;
    QToolButton *m_pause;
    QToolButton *m_resume;
    QToolButton *m_cancel;
    Label *m_queue;
    ModeMark *m_mode;
};

} // namespace milassist
