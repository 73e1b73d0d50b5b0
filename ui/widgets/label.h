// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>
#include <QLabel>

#include <optional>

namespace milassist {

/// A text on a screen: one step of the type scale, first or second level, always plain text, so that nothing from the
/// network can become markup. Follows theme and text size.
class Label : public QLabel {
    Q_OBJECT
public:
    enum class Level { First, Second };
    explicit Label(const QString &text, TextStyle style = TextStyle::Body, QWidget *parent = nullptr);
    explicit Label(TextStyle style = TextStyle::Body, QWidget *parent = nullptr) : Label(QString(), style, parent) {}

    void setTextStyle(TextStyle style);
    void setLevel(Level level);
    void setTone(std::optional<Tone> tone); ///< none = by level
    /// Instead of asking for room for the whole text, cuts it at the end with "..." and shows the whole as a tool tip.
    void setElided(bool elided);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();

    TextStyle m_style;
    Level m_level = Level::First;
    std::optional<Tone> m_tone;
    bool m_elided = false;
    bool m_dressing = false;
};

/// A rounded surface that groups what belongs together.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// A hairline between two areas.
class Hairline : public QWidget {
    Q_OBJECT
public:
    explicit Hairline(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace milassist
