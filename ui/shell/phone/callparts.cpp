// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callparts.h"

#include "ui/widgets/deskstyle.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace milassist {
using namespace Qt::StringLiterals;

namespace {

constexpr float speechLevel = -38; // dBm0; speech is at -20 to -5, a quiet room at -60
constexpr int loudMs = 300;
constexpr int quietMs = 3000;
constexpr int barCount = 4;

} // namespace

void renderControl(QPushButton *button, const CallControl &control, bool isAlarm)
{
    button->setText(control.text);
    button->setAccessibleName(control.text);
    button->setAccessibleDescription(control.hint);
    button->setToolTip(control.hint);
    button->setIcon(icon(control.icon));
    button->setEnabled(control.isEnabled);
    setButtonKind(button, !control.isOn ? ButtonKind::Normal : isAlarm ? ButtonKind::Danger : ButtonKind::Primary);
}

QualityBars::QualityBars(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void QualityBars::show(const QualityWords &words, const QString &figures)
{
    m_words = words;
    setAccessibleName(words.word);
    setToolTip(figures.toHtmlEscaped().replace(u'\n', u"<br>"_s));
    updateGeometry();
    update();
}

QSize QualityBars::sizeHint() const
{
    const QFontMetrics caption(fontOf(TextStyle::Caption));
    return {caption.height() + space::s + caption.horizontalAdvance(m_words.word), caption.height() + space::xs};
}

void QualityBars::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setFont(fontOf(TextStyle::Caption));
    const int side = painter.fontMetrics().height();
    const double width = side / double(barCount) * 0.62, step = side / double(barCount);
    const double bottom = height() / 2.0 + side * 0.36;
    for (int i = 0; i < barCount; ++i) {
        const double tall = side * (0.28 + 0.16 * i);
        painter.fillRect(QRectF(i * step, bottom - tall, width, tall), i < m_words.bars ? t.ink(m_words.tone) : t.borderStrong);
    }
    painter.setPen(t.ink(m_words.tone));
    painter.drawText(rect().adjusted(side + space::s, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_words.word);
}

LineDot::LineDot(QWidget *parent) : QWidget(parent)
{
    setFixedSize(10, 10);
}

void LineDot::show(int lineColour)
{
    m_colour = lineColour;
    setVisible(lineColour >= 0);
    update();
}

void LineDot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(lineColour(m_colour, tokens(palette()).dark));
    painter.drawEllipse(rect());
}

bool MutedTalk::hear(const Levels &levels, bool isMuted, const QDateTime &now)
{
    const bool before = m_isTalking;
    if (!isMuted) {
        *this = {};
        return before;
    }
    if (levels.microphone >= speechLevel) {
        if (!m_loudSince.isValid() || m_lastLoud.msecsTo(now) > loudMs)
            m_loudSince = now;
        m_lastLoud = now;
        m_isTalking = m_isTalking || m_loudSince.msecsTo(now) >= loudMs;
    } else if (m_isTalking && m_lastLoud.msecsTo(now) >= quietMs) {
        m_isTalking = false;
    }
    return m_isTalking != before;
}

} // namespace milassist
