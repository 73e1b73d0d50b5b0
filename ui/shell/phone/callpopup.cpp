// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callpopup.h"

#include "ui/shell/phone/callparts.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QApplication>
#include <QCursor>
#include <QLayout>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>

namespace milassist {
using namespace Qt::StringLiterals;

CallPopup::CallPopup(Phone &phone, CallerBook &book, Clock clock, QWidget *parent)
    : QWidget(parent, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint | Qt::WindowDoesNotAcceptFocus), m_phone(phone), m_book(book),
      m_clock(std::move(clock))
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_QuitOnClose, false);
    setFocusPolicy(Qt::NoFocus);
    setObjectName(u"callPopup"_s);
    setWindowTitle(tr("Incoming call"));
    build();
    m_guard.setSingleShot(true);
    m_guard.setInterval(guardTime);
    m_lapse.setInterval(500);
    connect(&m_lapse, &QTimer::timeout, this, [this] {
        if (m_stack.lapse(m_clock()))
            follow();
    });
    connect(&m_phone, &Phone::callBegan, this, [this](const LiveCall &call) {
        if (!call.isRingingIn() || call.direction == Direction::Outgoing) // what was expected answers itself
            return;
        m_book.forget(call.peer);
        m_stack.ring(call, m_clock());
        m_at = 0;
        follow();
    });
    connect(&m_phone, &Phone::callChanged, this, [this](const LiveCall &call) {
        if (!m_stack.find(call.leg))
            return;
        m_stack.change(call);
        follow();
    });
    connect(&m_phone, &Phone::callEnded, this, [this](const LiveCall &call) {
        if (!m_stack.find(call.leg))
            return;
        m_stack.end(call, m_clock());
        const PopupEntry *entry = m_stack.find(call.leg);
        const bool isMissed = entry && entry->kind == PopupEntry::Kind::Missed;
        follow();
        if (isMissed)
            Q_EMIT missed(call);
    });
    connect(&m_book, &CallerBook::changed, this, &CallPopup::render);
}

void CallPopup::tellAnswered(const Party &line, const Party &peer, const QString &by)
{
    if (m_stack.answered(line, peer, by, m_clock()))
        follow();
}

LegId CallPopup::ringing() const
{
    for (const PopupEntry &entry : m_stack.entries()) {
        if (entry.kind == PopupEntry::Kind::Ringing)
            return entry.call.leg;
    }
    return 0;
}

/// After the stack changed: the same call stays in sight, unless a new one rings or it is gone.
void CallPopup::follow()
{
    const bool rings = m_stack.rings();
    if (m_stack.isEmpty()) {
        m_lapse.stop();
        m_shown = 0;
        hide();
    } else {
        m_lapse.start();
        show(std::clamp(m_at, 0, int(m_stack.entries().size()) - 1));
    }
    if (rings != m_rings) {
        m_rings = rings;
        Q_EMIT ringsChanged(rings);
    }
}

void CallPopup::show(int at)
{
    m_at = at;
    const PopupEntry &entry = m_stack.entries()[at];
    const bool isNew = entry.call.leg != m_shown || !isVisible();
    m_shown = entry.call.leg;
    render();
    if (!isNew)
        return;
    m_guard.start(); // whatever moves under the pointer now was not aimed at
    place();
    QWidget::show();
    raise();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void CallPopup::render()
{
    const PopupEntry *entry = m_stack.find(m_shown);
    if (!entry)
        return;
    const bool rings = entry->kind == PopupEntry::Kind::Ringing;
    const PopupView view = popupView(m_stack, m_at, m_book.factsOf(entry->call), m_book.callerOf(entry->call.peer));
    m_tone = view.tone;
    m_icon = view.icon;
    m_line = lineColour(view.lineColour, tokens(palette()).dark);
    const auto say = [](Label *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    say(m_heading, view.heading);
    m_heading->setTone(view.tone);
    say(m_count, view.count);
    m_next->setVisible(!view.count.isEmpty());
    m_close->setVisible(!rings);
    m_avatar->setName(view.avatar);
    say(m_title, view.title);
    say(m_titleNote, view.titleNote);
    say(m_lineName, view.line);
    m_dot->show(view.line.isEmpty() ? -1 : view.lineColour);
    say(m_reason, view.reason);
    say(m_last, view.last.join(u'\n'));
    say(m_tasks, view.tasks.join(u'\n'));
    say(m_note, view.note.isEmpty() ? QString() : tr("Note: %1").arg(view.note.simplified().left(200)));
    m_answer->setVisible(view.canAnswer);
    m_decline->setVisible(view.canAnswer);
    m_text->setVisible(view.canAnswer && view.canText);
    m_silence->setVisible(view.canAnswer);
    m_silence->setEnabled(view.canSilence);
    m_silence->setText(view.canSilence ? tr("Silence") : tr("Silenced"));
    m_more->setVisible(view.canAnswer);
    m_callBack->setVisible(view.canCallBack);
    m_write->setVisible(!rings && view.canText);
    setWindowTitle(view.heading);
    setAccessibleName(view.spoken);
    m_mark->setFixedSize(iconSize() + space::xs, iconSize() + space::xs);
    update();
    place();
}

void CallPopup::place()
{
    const QScreen *screen = QGuiApplication::screenAt(QCursor::pos());
    if (const QWidget *window = QApplication::activeWindow())
        screen = window->screen();
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    const QRect area = screen->availableGeometry();
    const int width = std::min(400 * std::max(16, fontMetrics().height()) / 16, area.width() - 2 * space::l);
    const int height = std::min(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height(), area.height() - 2 * space::l);
    if (size() != QSize(width, height))
        setFixedSize(width, height);
    const bool isSigned = m_sign && m_sign->isVisible() && !m_sign->window()->isMinimized();
    move(placeIn(area, size(), isSigned ? QRect(m_sign->mapToGlobal(QPoint()), m_sign->size()) : QRect()));
}

QPoint CallPopup::placeIn(const QRect &area, const QSize &size, const QRect &sign)
{
    QRect place(QPoint(area.right() - size.width() - space::l, area.bottom() - size.height() - space::l), size);
    if (place.intersects(sign))
        place.moveBottom(sign.top() - space::m);
    return {place.left(), std::max(place.top(), area.top())};
}

bool CallPopup::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick || event->type() == QEvent::TouchBegin;
    if (isPress && m_guard.isActive())
        return true; // then a release is no click either
    return QWidget::eventFilter(watched, event);
}

bool CallPopup::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest && m_shown != 0)
        place(); // larger text, or a line more
    return done;
}

void CallPopup::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.raised);
    painter.setPen(t.borderStrong);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.fillRect(QRect(0, 0, space::xs, height()), m_line.isValid() ? m_line : t.ink(m_tone));
    paintIcon(painter, m_mark->geometry(), m_icon, t.ink(m_tone));
}

} // namespace milassist
