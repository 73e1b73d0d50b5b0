// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/phone/callpopup.h"

#include "ui/shell/phone/callparts.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QAccessible>
#include <QApplication>
#include <QCursor>
#include <QGridLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

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

QPushButton *CallPopup::button(const QString &name, const QString &iconName, const QString &text)
{
    auto *made = new QPushButton(icon(iconName), text, this);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setFocusPolicy(Qt::NoFocus);
    made->installEventFilter(this);
    m_buttons->addWidget(made);
    return made;
}

void CallPopup::build()
{
    const auto label = [this](const QString &name, TextStyle style, bool second) {
        auto *made = new Label(style, this);
        made->setObjectName(name);
        if (second)
            made->setLevel(Label::Level::Second);
        return made;
    };
    const auto tool = [this](const QString &name, const QString &iconName, const QString &words) {
        auto *made = new QToolButton(this);
        made->setObjectName(name);
        made->setIcon(icon(iconName));
        made->setAutoRaise(true);
        made->setAccessibleName(words);
        made->setToolTip(words);
        made->setFocusPolicy(Qt::NoFocus);
        made->installEventFilter(this);
        return made;
    };
    m_mark = new QWidget(this);
    m_heading = label(u"popupHeading"_s, TextStyle::BodyStrong, false);
    m_count = label(u"popupCount"_s, TextStyle::Caption, true);
    m_next = tool(u"popupNext"_s, u"chevron-right"_s, tr("Next call"));
    m_close = tool(u"popupClose"_s, u"close"_s, tr("Dismiss"));
    m_avatar = new Avatar(44, this);
    m_title = label(u"popupTitle"_s, TextStyle::Title, false);
    m_title->setElided(true);
    m_titleNote = label(u"popupTitleNote"_s, TextStyle::Body, true);
    m_titleNote->setElided(true);
    m_lineName = label(u"popupLine"_s, TextStyle::BodyStrong, false);
    m_lineName->setElided(true);
    m_dot = new LineDot(this);
    m_reason = label(u"popupReason"_s, TextStyle::Body, true);
    m_last = label(u"popupLast"_s, TextStyle::Body, true);
    m_note = label(u"popupNote"_s, TextStyle::Body, false);
    for (Label *wrapped : {m_reason, m_last, m_note})
        wrapped->setWordWrap(true);

    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(m_mark);
    head->addWidget(m_heading, 1);
    head->addWidget(m_count);
    head->addWidget(m_next);
    head->addWidget(m_close);
    auto *who = new QGridLayout;
    who->setHorizontalSpacing(space::m);
    who->setVerticalSpacing(0);
    who->setColumnStretch(1, 1);
    who->addWidget(m_avatar, 0, 0, 2, 1, Qt::AlignTop);
    who->addWidget(m_title, 0, 1);
    who->addWidget(m_titleNote, 1, 1);
    auto *row = new QWidget(this);
    m_buttons = new FlowLayout(row, space::s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l + space::xs, space::m, space::m, space::l);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addLayout(who);
    auto *line = new QHBoxLayout;
    line->setSpacing(space::s);
    line->addWidget(m_dot);
    line->addWidget(m_lineName, 1);
    column->addLayout(line);
    for (Label *words : {m_reason, m_last, m_note})
        column->addWidget(words);
    column->addStretch(1);
    column->addWidget(row);

    m_answer = button(u"popupAnswer"_s, u"call"_s, tr("Answer"));
    setButtonKind(m_answer, ButtonKind::Good);
    m_decline = button(u"popupDecline"_s, u"hang-up"_s, tr("Decline"));
    m_decline->setToolTip(tr("Others may still be rung"));
    m_text = button(u"popupTextDecline"_s, u"message"_s, tr("Text and decline"));
    m_text->setToolTip(tr("Decline, and write them a text; you send it yourself"));
    m_silence = button(u"popupSilence"_s, u"volume-off"_s, tr("Silence"));
    m_silence->setToolTip(tr("Stop the ring tone; the call goes on ringing"));
    m_callBack = button(u"popupCallBack"_s, u"call"_s, tr("Call back"));
    setButtonKind(m_callBack, ButtonKind::Good);
    m_write = button(u"popupText"_s, u"message"_s, tr("Text"));
    m_more = tool(u"popupMore"_s, u"more"_s, tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    connect(menu->addAction(icon(u"voicemail"_s), tr("To voicemail")), &QAction::triggered, this,
            [this] { m_phone.decline(m_shown, Rejection::Declined); });
    m_more->setMenu(menu);
    m_buttons->addWidget(m_more);

    connect(m_answer, &QPushButton::clicked, this, [this] {
        m_phone.answer(m_shown);
        Q_EMIT answered();
    });
    connect(m_decline, &QPushButton::clicked, this, [this] { m_phone.decline(m_shown, Rejection::Busy); });
    connect(m_silence, &QPushButton::clicked, this, [this] {
        m_stack.silence(m_shown);
        follow();
    });
    connect(m_text, &QPushButton::clicked, this, [this] {
        const PopupEntry *entry = m_stack.find(m_shown);
        if (!entry)
            return;
        const LiveCall call = entry->call;
        m_phone.decline(call.leg, Rejection::Busy);
        Q_EMIT textWanted(call, true);
    });
    const auto leave = [this](auto signal) {
        return [this, signal] {
            const PopupEntry *entry = m_stack.find(m_shown);
            if (!entry)
                return;
            const LiveCall call = entry->call;
            m_stack.dismiss(call.leg);
            follow();
            signal(call);
        };
    };
    connect(m_callBack, &QPushButton::clicked, this, leave([this](const LiveCall &call) { Q_EMIT callBackWanted(call); }));
    connect(m_write, &QPushButton::clicked, this, leave([this](const LiveCall &call) { Q_EMIT textWanted(call, false); }));
    connect(m_close, &QToolButton::clicked, this, leave([](const LiveCall &) {}));
    connect(m_next, &QToolButton::clicked, this, [this] { show((m_at + 1) % std::max(1, int(m_stack.entries().size()))); });
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
    move(area.right() - width - space::l, area.bottom() - height - space::l);
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
