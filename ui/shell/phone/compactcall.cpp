// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/compactcall.h"

#include "ui/shell/phone/callerbook.h"
#include "ui/shell/phone/callparts.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>
#include <QWindow>

namespace milassist {
using namespace Qt::StringLiterals;

CompactCall::CompactCall(Phone &phone, CallerBook &book, Clock clock, QWidget *parent)
    : QWidget(parent, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint), m_phone(phone), m_book(book), m_clock(std::move(clock)),
      m_title(new Label(TextStyle::BodyStrong, this)), m_state(new Label(TextStyle::Body, this)), m_mute(new QPushButton(this)), m_hold(new QPushButton(this)),
      m_hangUp(new QPushButton(icon(u"hang-up"_s), {}, this)), m_window(new QToolButton(this))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_QuitOnClose, false);
    setObjectName(u"compactCall"_s);
    setWindowTitle(tr("Call"));
    m_title->setObjectName(u"compactTitle"_s);
    m_title->setElided(true);
    m_state->setObjectName(u"compactState"_s);
    m_mute->setObjectName(u"compactMute"_s);
    m_hold->setObjectName(u"compactHold"_s);
    m_hangUp->setObjectName(u"compactHangUp"_s);
    setButtonKind(m_hangUp, ButtonKind::Danger);
    m_window->setObjectName(u"compactWindow"_s);
    m_window->setIcon(icon(u"external"_s));
    m_window->setAutoRaise(true);
    m_window->setAccessibleName(tr("Back to the window"));
    m_window->setToolTip(tr("Back to the window"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::m, space::xs, space::xs, space::xs);
    row->setSpacing(space::s);
    row->addWidget(m_title, 1);
    row->addWidget(m_state);
    row->addWidget(m_mute);
    row->addWidget(m_hold);
    row->addWidget(m_window);
    row->addSpacing(space::m);
    row->addWidget(m_hangUp);

    connect(m_mute, &QPushButton::clicked, this, [this] { m_phone.mute(m_view.leg, !m_view.call.mute.isOn); });
    connect(m_hold, &QPushButton::clicked, this, [this] { m_phone.hold(m_view.leg, !m_view.call.hold.isOn); });
    connect(m_hangUp, &QPushButton::clicked, this, [this] { m_phone.hangUp(m_view.leg); });
    connect(m_window, &QToolButton::clicked, this, [this] {
        m_wanted = false;
        render();
        Q_EMIT windowWanted();
    });
    connect(&m_phone, &Phone::callBegan, this, &CompactCall::render);
    connect(&m_phone, &Phone::callChanged, this, &CompactCall::render);
    connect(&m_phone, &Phone::callEnded, this, &CompactCall::render);
    connect(&m_book, &CallerBook::changed, this, &CompactCall::render);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &CompactCall::render);
}

void CompactCall::open()
{
    m_wanted = true;
    render();
    if (m_view.leg == 0)
        return;
    const QScreen *screen = parentWidget() ? parentWidget()->screen() : QGuiApplication::primaryScreen();
    const QRect area = screen->availableGeometry();
    resize(std::min(460 * std::max(16, fontMetrics().height()) / 16, area.width()), sizeHint().height());
    move(area.right() - width() - space::l, area.top() + space::l);
    show();
}

void CompactCall::render()
{
    m_view = barView(sceneOf(m_phone, m_view.leg), [this](const LiveCall &call) { return m_book.factsOf(call); }, m_clock());
    if (m_view.leg == 0)
        m_wanted = false;
    if (!m_wanted) {
        m_tick.stop();
        return hide();
    }
    m_tick.start();
    const CallView &call = m_view.call;
    setAccessibleName(call.spoken);
    m_title->setText(call.title);
    QStringList words{call.state};
    if (call.mute.isOn)
        words.prepend(call.mute.text);
    if (!call.recordingSaid.isEmpty())
        words.append(call.recordingSaid);
    m_state->setText(words.join(u" \u00b7 "_s));
    m_state->setTone(call.mute.isOn ? std::optional(Tone::Danger) : call.stateTone == Tone::Neutral ? std::nullopt : std::optional(call.stateTone));
    renderControl(m_mute, call.mute, true);
    renderControl(m_hold, call.hold);
    m_hangUp->setText(call.hangUp);
    m_hangUp->setAccessibleName(call.hangUp);
    update();
}

void CompactCall::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && windowHandle())
        windowHandle()->startSystemMove();
    QWidget::mousePressEvent(event);
}

void CompactCall::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.raised);
    painter.setPen(t.borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(0, 0, space::xs, height()), t.ink(m_view.call.mute.isOn ? Tone::Danger : m_view.call.stateTone));
}

} // namespace milassist
