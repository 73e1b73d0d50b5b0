// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/calls/calllegs.h"

#include <QWidget>

namespace milassist {

/// The legs of a call, one below the other, on one clock: when each was rung, who talked, and for how long.
class LegView : public QWidget {
    Q_OBJECT

public:
    explicit LegView(QWidget *parent = nullptr);
    void show(const QList<LegBar> &legs);
    const QList<LegBar> &legs() const { return m_legs; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    int legHeight() const;

    QList<LegBar> m_legs;
};

} // namespace milassist
