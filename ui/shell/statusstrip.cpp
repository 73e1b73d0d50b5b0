// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/statusstrip.h"

#include "ui/widgets/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QProgressBar>
#include <QToolButton>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

QFont modeFont()
{
    QFont font = fontOf(TextStyle::Caption);
    font.setWeight(QFont::Bold);
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    return font;
}

} // namespace

ModeMark::ModeMark(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ModeMark::setMode(const QString &text, bool striped)
{
    m_text = text;
    m_striped = striped;
    setAccessibleName(text);
    updateGeometry();
    update();
}

bool ModeMark::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    return QWidget::event(event);
}

QSize ModeMark::sizeHint() const
{
    const QFontMetrics metrics(modeFont());
    return {metrics.horizontalAdvance(m_text) + (m_striped ? 2 * space::xl : 2 * space::s), metrics.height() + space::xs};
}

void ModeMark::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(modeFont());
    if (!m_striped) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.good);
        painter.drawEllipse(QPointF(space::s / 2.0, height() / 2.0), 3.5, 3.5);
        painter.setPen(t.textSecondary);
        painter.drawText(rect().adjusted(space::m, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_text);
        return;
    }
    QPainterPath shape;
    shape.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(shape);
    const QColor amber(0xf2, 0xb7, 0x05), ink(0x2a, 0x20, 0x00);
    painter.fillRect(rect(), amber);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (int x = -height(); x < width() + height(); x += 14) {
        const QPolygonF stripe({QPointF(x, height()), QPointF(x + height(), 0), QPointF(x + height() + 7, 0), QPointF(x + 7, height())});
        painter.drawPolygon(stripe);
    }
    const int half = QFontMetrics(painter.font()).horizontalAdvance(m_text) / 2 + space::s;
    painter.fillRect(QRect(width() / 2 - half, 0, 2 * half, height()), amber);
    painter.setPen(ink);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

StatusStrip::StatusStrip(QWidget *parent) :
    QWidget(parent), m_sync(new Label(TextStyle::Caption, this)), m_progress(new QProgressBar(this)),
    m_now(tool(u"syncNow"_s, u"refresh"_s, tr("Look for what is new now (F5)"))), m_pause(tool(u"pauseHistory"_s, u"pause"_s, tr("Pause fetching history"))),
    m_resume(tool(u"resumeHistory"_s, u"play"_s, tr("Go on fetching history"))),
    m_cancel(tool(u"cancelHistory"_s, u"close"_s, tr("Stop fetching history; what is here stays"))), m_queue(new Label(TextStyle::Caption, this)),
    m_mode(new ModeMark(this))
{
    m_sync->setObjectName(u"syncText"_s);
    m_sync->setLevel(Label::Level::Second);
    m_sync->setElided(true);
    m_queue->setObjectName(u"queueText"_s);
    m_mode->setObjectName(u"modeMark"_s);
    m_progress->setObjectName(u"historyProgress"_s);
    m_progress->setAccessibleName(tr("History fetched"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(120, 6);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::hair, space::s, space::hair);
    row->setSpacing(space::s);
    row->addWidget(m_now);
    row->addWidget(m_progress);
    row->addWidget(m_pause);
    row->addWidget(m_resume);
    row->addWidget(m_cancel);
    row->addWidget(m_sync, 1);
    row->addWidget(m_queue);
    row->addSpacing(space::m);
    row->addWidget(m_mode);

    connect(m_now, &QToolButton::clicked, this, &StatusStrip::syncNowRequested);
    connect(m_pause, &QToolButton::clicked, this, &StatusStrip::pauseRequested);
    connect(m_resume, &QToolButton::clicked, this, &StatusStrip::resumeRequested);
    connect(m_cancel, &QToolButton::clicked, this, &StatusStrip::cancelRequested);
}

QToolButton *StatusStrip::tool(const QString &name, const QString &iconName, const QString &words)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void StatusStrip::render(const ShellView &view)
{
    m_sync->setText(view.syncText);
    m_progress->setVisible(view.showsProgress);
    m_progress->setRange(0, view.progress < 0 ? 0 : 100);
    m_progress->setValue(std::max(0, view.progress));
    m_now->setVisible(!view.showsProgress);
    m_now->setEnabled(view.canSyncNow);
    m_pause->setVisible(view.canPause);
    m_resume->setVisible(view.canResume);
    m_cancel->setVisible(view.canCancel);
    m_queue->setText(view.queueText);
    m_queue->setTone(view.queueTone);
    m_queue->setVisible(!view.queueText.isEmpty());
    m_mode->setMode(view.modeText, view.modeStriped);
    m_mode->setToolTip(view.modeHint);
    m_mode->setAccessibleDescription(view.modeHint);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(0, 0, width(), 1), t.border);
}

} // namespace milassist
