// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QAbstractButton>

namespace milassist {

/// A count in an accent pill; "99+" beyond 99; nothing for 0.
QSize badgeSize(int count);
void paintBadge(QPainter &painter, const QRect &rect, int count, const Tokens &tokens);

class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(QWidget *parent = nullptr);
    int count() const { return m_count; }
    void setCount(int count); ///< hides itself at 0
    QSize sizeHint() const override { return badgeSize(m_count); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

/// A small word about a state, in its tone, with an icon if wanted: "Delivered", "Opted out", "Pending".
QSize pillSize(const QString &text, const QString &iconName = {});
void paintPill(QPainter &painter, const QRect &rect, const QString &text, Tone tone, const Tokens &tokens, const QString &iconName = {});

class Pill : public QWidget {
    Q_OBJECT
public:
    explicit Pill(QWidget *parent = nullptr);
    void setState(const QString &text, Tone tone, const QString &iconName = {}); ///< hides itself when the text is empty
    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    QSize sizeHint() const override { return pillSize(m_text, m_icon); }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text, m_icon;
    Tone m_tone = Tone::Neutral;
};

/// A checkable filter ("Missed", "Unread"): outlined when off, accent when on. A menu can hang on it for more choices.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void setMenuMark(bool shown); ///< a small arrow, for a chip that opens a menu
    bool event(QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_menuMark = false;
};

} // namespace milassist
