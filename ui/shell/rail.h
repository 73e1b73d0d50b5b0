// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace milassist {

/// One entry of the rail: icon over word, with a count when something waits. Where the window is too low for all, the icon alone.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const QString &iconName, const QString &word, QWidget *parent);
    void setCount(int count);
    int count() const { return m_count; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString m_icon;
    int m_count = 0;
};

/// The screens of the program, one under the other. The last entries can stand apart at the bottom.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget *parent = nullptr);

    enum class Place { Top, Bottom };
    int add(const QString &id, const QString &iconName, const QString &word, Place place = Place::Top);
    void clear();
    void setCurrent(int index);
    void setCount(int index, int count);
    int size() const { return int(m_buttons.size()); }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<RailButton *> m_buttons;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
};

} // namespace milassist
