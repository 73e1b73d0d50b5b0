// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/player/waveformview.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace milassist {

using namespace std::chrono_literals;

namespace {

constexpr double barWidth = 3;
constexpr double barGap = 2;
constexpr double shortestBar = 3;

} // namespace

WaveformView::WaveformView(QWidget *parent) : QAbstractSlider(parent)
{
    setOrientation(Qt::Horizontal);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Position in the recording"));
    setWaveform({}, 0ms);
}

void WaveformView::setWaveform(const Waveform &waveform, Millis duration)
{
    m_waveform = waveform;
    m_isDragging = false;
    m_choosingFrom.reset();
    setRange(0, int(duration.count()));
    setSingleStep(5000);
    setPageStep(10000);
    setEnabled(duration > 0ms && !waveform.isEmpty());
    update();
}

void WaveformView::setPosition(Millis position)
{
    if (!m_isDragging)
        setValue(int(position.count()));
}

void WaveformView::setMarks(const QList<double> &marks)
{
    m_marks = marks;
    update();
}

void WaveformView::setLoop(const std::optional<Span> &loop)
{
    if (m_choosingFrom || loop == m_loop)
        return;
    m_loop = loop;
    sayWhere();
    update();
}

QSize WaveformView::sizeHint() const
{
    return {320, std::max(56, fontMetrics().height() * 3)};
}

QSize WaveformView::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

QRectF WaveformView::field() const
{
    return QRectF(rect()).adjusted(space::xs, space::xs, -space::xs, -space::xs);
}

WaveformView::Millis WaveformView::timeAt(double x) const
{
    const QRectF area = field();
    const double part = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    return Millis(std::llround(part * maximum()));
}

double WaveformView::xOf(Millis time) const
{
    const QRectF area = field();
    return maximum() > 0 ? area.left() + area.width() * double(time.count()) / maximum() : area.left();
}

void WaveformView::paintLoop(QPainter &painter) const
{
    if (!m_loop)
        return;
    const Tokens &t = tokens(palette());
    const double from = xOf(m_loop->from);
    const double to = std::max(from, xOf(m_loop->to.value_or(std::max(m_loop->from, position()))));
    painter.setBrush(t.accentSoft);
    painter.drawRect(QRectF(from, 0, to - from, height()));
    painter.setBrush(t.accent);
    painter.drawRect(QRectF(from - 1, 0, 2, height()));
    painter.drawRect(QRectF(from - 1, 0, 6, 2)); // brackets, so that it is seen without the colour
    painter.drawRect(QRectF(from - 1, height() - 2, 6, 2));
    if (!m_loop->to)
        return;
    painter.drawRect(QRectF(to - 1, 0, 2, height()));
    painter.drawRect(QRectF(to - 5, 0, 6, 2));
    painter.drawRect(QRectF(to - 5, height() - 2, 6, 2));
}

void WaveformView::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    paintLoop(painter);
    const QRectF area = field();
    const double played = xOf(position());
    const double hovered = m_hoverX >= 0 && isEnabled() ? std::clamp(m_hoverX, area.left(), area.right()) : -1;

    const int count = std::max(1, int((area.width() + barGap) / (barWidth + barGap)));
    const QList<float> bars = m_waveform.isEmpty() ? QList<float>(count, 0.0f) : m_waveform.resampled(count);
    QColor playedSoft = t.accent;
    playedSoft.setAlphaF(0.45f);
    for (int bar = 0; bar < count; ++bar) {
        const double x = area.left() + bar * (barWidth + barGap);
        const double height = std::max(shortestBar, bars[bar] * (area.height() - 2));
        const double middle = x + barWidth / 2;
        const bool isPlayed = isEnabled() && middle <= played;
        const bool isBetween = hovered >= 0 && !isPlayed && middle <= hovered;
        painter.setBrush(isPlayed ? t.accent : isBetween ? playedSoft : t.borderStrong);
        painter.drawRoundedRect(QRectF(x, area.center().y() - height / 2, barWidth, height), barWidth / 2, barWidth / 2);
    }

    for (const double mark : m_marks) {
        const double x = area.left() + area.width() * std::clamp(mark, 0.0, 1.0);
        painter.setBrush(t.warning);
        painter.drawEllipse(QPointF(x, height() - 3.0), 3, 3);
    }

    if (isEnabled() && value() > 0) {
        painter.setBrush(t.accent);
        painter.drawRoundedRect(QRectF(played - 1, 0, 2, height()), 1, 1);
    }
    if (hovered >= 0) {
        const QString text = clockText(std::chrono::duration_cast<std::chrono::seconds>(timeAt(hovered)));
        const QFont font = fontOf(TextStyle::Caption);
        const QFontMetrics metrics(font);
        QRectF bubble(0, 0, metrics.horizontalAdvance(text) + 2 * space::s, metrics.height() + space::xs);
        bubble.moveCenter({hovered, 0});
        bubble.moveTop(0);
        bubble.moveLeft(std::clamp(bubble.left(), 0.0, std::max(0.0, width() - bubble.width())));
        painter.setBrush(t.textSecondary);
        painter.drawRect(QRectF(hovered - 0.5, 0, 1, height()));
        painter.setBrush(palette().color(QPalette::ToolTipBase));
        painter.drawRoundedRect(bubble, space::xs, space::xs);
        painter.setPen(palette().color(QPalette::ToolTipText));
        painter.setFont(font);
        painter.drawText(bubble, Qt::AlignCenter, text);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), space::radius, space::radius);
    }
}

void WaveformView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (event->modifiers() & Qt::ShiftModifier) {
        m_choosingFrom = timeAt(event->position().x());
        return;
    }
    m_isDragging = true;
    setValue(int(timeAt(event->position().x()).count()));
}

void WaveformView::mouseMoveEvent(QMouseEvent *event)
{
    m_hoverX = event->position().x();
    if (m_choosingFrom) {
        const auto [from, to] = std::minmax({*m_choosingFrom, timeAt(m_hoverX)});
        m_loop = Span{from, to};
    }
    if (m_isDragging)
        setValue(int(timeAt(m_hoverX).count()));
    update();
}

void WaveformView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_choosingFrom) {
        const Millis begun = *std::exchange(m_choosingFrom, std::nullopt);
        const auto [from, to] = std::minmax({begun, timeAt(event->position().x())});
        Q_EMIT loopChosen(from, to);
        return;
    }
    if (event->button() != Qt::LeftButton || !m_isDragging)
        return;
    m_isDragging = false;
    Q_EMIT sought(timeAt(event->position().x())); // only now: each seek restarts the sound
}

void WaveformView::leaveEvent(QEvent *)
{
    m_hoverX = -1;
    update();
}

void WaveformView::keyPressEvent(QKeyEvent *event)
{
    const Millis step = event->modifiers() & Qt::ShiftModifier ? 1s : 5s;
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    Millis wanted = position();
    switch (event->key()) {
    case Qt::Key_Left: wanted += isMirrored ? step : -step; break;
    case Qt::Key_Right: wanted += isMirrored ? -step : step; break;
    case Qt::Key_PageUp: wanted += 10s; break;
    case Qt::Key_PageDown: wanted -= 10s; break;
    case Qt::Key_Home: wanted = 0ms; break;
    case Qt::Key_End: wanted = Millis(maximum()); break;
    default: event->ignore(); return;
    }
    Q_EMIT sought(std::clamp(wanted, 0ms, Millis(maximum())));
}

void WaveformView::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // it scrolls the page
}

void WaveformView::sliderChange(SliderChange change)
{
    QAbstractSlider::sliderChange(change);
    sayWhere();
}

void WaveformView::sayWhere()
{
    const auto clock = [](Millis time) { return clockText(std::chrono::duration_cast<std::chrono::seconds>(time)); };
    QString text = tr("%1 of %2", "play position of a recording's length").arg(clock(position()), clock(Millis(maximum())));
    if (m_loop && m_loop->to)
        text += tr(", %1 to %2 again and again").arg(clock(m_loop->from), clock(*m_loop->to));
    if (text != accessibleDescription())
        setAccessibleDescription(text);
}

} // namespace milassist
