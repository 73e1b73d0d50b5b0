// SPDX-License-Identifier: GPL-3.0-or-later
// What the popup is made of.
#include "ui/shell/phone/callpopup.h"

#include "ui/shell/phone/callparts.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QGridLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist {
using namespace Qt::StringLiterals;

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
    m_tasks = label(u"popupTasks"_s, TextStyle::Body, false);
    m_note = label(u"popupNote"_s, TextStyle::Body, false);
    for (Label *wrapped : {m_reason, m_last, m_tasks, m_note})
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
    for (Label *words : {m_reason, m_last, m_tasks, m_note})
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

} // namespace milassist
