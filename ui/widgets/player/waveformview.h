// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/waveform.h"

#include <QAbstractSlider>

#include <chrono>
#include <optional>

namespace milassist {

/// The shape of a recording, its played part coloured. Click or drag to go somewhere; Left and Right go 5 s, with Shift
/// 1 s, Home and End to the ends. Dragging with Shift chooses a stretch to be played again and again. To a screen reader
/// it is a slider that says "0:05 of 0:23".
class WaveformView : public QAbstractSlider {
    Q_OBJECT

public:
    using Millis = std::chrono::milliseconds;
    explicit WaveformView(QWidget *parent = nullptr);

    /// @param waveform empty: a flat line, as long as nothing is known
    void setWaveform(const Waveform &waveform, Millis duration);
    /// Follows the play head, unless it is being dragged.
    void setPosition(Millis position);
    Millis position() const { return Millis(value()); }
    /// Places worth a look (search hits), as parts of the whole, 0 to 1.
    void setMarks(const QList<double> &marks);
    /// The stretch that is played again and again; one without an end yet goes as far as the play head.
    struct Span {
        Millis from{0};
        std::optional<Millis> to;
        bool operator==(const Span &) const = default;
    };
    void setLoop(const std::optional<Span> &loop);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void sought(std::chrono::milliseconds position); ///< somebody wants to be there
    void loopChosen(std::chrono::milliseconds from, std::chrono::milliseconds to);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void sliderChange(SliderChange change) override;

private:
    Millis timeAt(double x) const;
    double xOf(Millis time) const;
    QRectF field() const;
    void paintLoop(QPainter &painter) const;
    void sayWhere();

    Waveform m_waveform;
    QList<double> m_marks;
    double m_hoverX = -1;
    bool m_isDragging = false;
    std::optional<Span> m_loop;
    std::optional<Millis> m_choosingFrom; // while a stretch is being dragged
};

} // namespace milassist
