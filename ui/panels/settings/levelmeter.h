// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace milassist {

/// How loud it is now: a bar that goes out to the right.
class LevelMeter : public QWidget {
    Q_OBJECT
public:
    explicit LevelMeter(QWidget *parent = nullptr);

    /// @param level 0 to 100 @param words the same for who does not see it
    void setLevel(int level, const QString &words);
    int level() const { return m_level; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_level = 0;
};

} // namespace milassist
