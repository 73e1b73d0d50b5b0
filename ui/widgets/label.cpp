// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QEvent>
#include <QPainter>

namespace milassist {

Label::Label(const QString &text, TextStyle style, QWidget *parent) : QLabel(parent), m_style(style)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    dress();
}

void Label::setTextStyle(TextStyle style)
{
    m_style = style;
    dress();
}

void Label::setLevel(Level level)
{
    m_level = level;
    dress();
}

void Label::setTone(std::optional<Tone> tone)
{
    m_tone = tone;
    dress();
}

void Label::setElided(bool elided)
{
    m_elided = elided;
    setSizePolicy(elided ? QSizePolicy::Ignored : QSizePolicy::Preferred, QSizePolicy::Preferred);
    updateGeometry();
    update();
}

QSize Label::sizeHint() const
{
    return QLabel::sizeHint();
}

QSize Label::minimumSizeHint() const
{
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 4, QLabel::sizeHint().height()) : QLabel::minimumSizeHint();
}

bool Label::event(QEvent *event) // not changeEvent: the application's changes never get there
{
    const bool handled = QLabel::event(event);
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::ApplicationPaletteChange
        || event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        dress();
    return handled;
}

void Label::paintEvent(QPaintEvent *event)
{
    if (!m_elided)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, area.width());
    if (shown != text() && toolTip() != text())
        setToolTip(text().toHtmlEscaped()); // tool tips guess rich text; escaped it cannot be
    else if (shown == text() && !toolTip().isEmpty())
        setToolTip(QString());
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(area, int(alignment()) | Qt::TextSingleLine, shown);
}

void Label::dress()
{
    if (m_dressing)
        return;
    m_dressing = true;
    const QFont wanted = fontOf(m_style);
    if (font() != wanted)
        setFont(wanted);
    QPalette worn; // without a tone that of the surroundings, also where there was a tone before
    if (m_tone)
        worn.setColor(QPalette::WindowText, tokens(worn).ink(*m_tone));
    setPalette(worn);
    setForegroundRole(m_tone || m_level == Level::First ? QPalette::WindowText : QPalette::PlaceholderText);
    m_dressing = false;
}

Card::Card(QWidget *parent) : QFrame(parent)
{
    setFrameShape(QFrame::NoFrame);
}

void Card::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.border);
    painter.setBrush(t.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radiusLarge, space::radiusLarge);
}

Hairline::Hairline(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens(palette()).border);
}

} // namespace milassist
