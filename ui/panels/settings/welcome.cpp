// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/settings/welcome.h"

#include "ui/panels/settings/accountwords.h"
#include "ui/panels/settings/unlockform.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace milassist {

using namespace Qt::StringLiterals;

namespace {

constexpr int doorMark = 44;

} // namespace

Door::Door(const QString &iconName, const QString &name, const QString &words, QWidget *parent) :
    QAbstractButton(parent), m_icon(iconName), m_words(words)
{
    setText(name);
    setAccessibleName(name);
    setAccessibleDescription(words);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize Door::sizeHint() const
{
    return {320, heightForWidth(320)};
}

QRect Door::nameRect(int width) const
{
    const QRect room(space::xl, space::xl + doorMark + space::m, width - 2 * space::xl, 10000);
    return QFontMetrics(fontOf(TextStyle::Heading)).boundingRect(room, Qt::TextWordWrap, text());
}

QRect Door::wordsRect(int width) const
{
    const QRect room(space::xl, nameRect(width).bottom() + space::xs, width - 2 * space::xl, 10000);
    return QFontMetrics(fontOf(TextStyle::Body)).boundingRect(room, Qt::TextWordWrap, m_words);
}

int Door::heightForWidth(int width) const
{
    return wordsRect(width).bottom() + space::xl;
}

bool Door::event(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

void Door::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void Door::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || hasFocus();
    painter.setPen(QPen(lit ? t.accent : t.border, lit ? 1.8 : 1));
    painter.setBrush(t.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), space::radiusLarge, space::radiusLarge);
    const QRectF mark(space::xl, space::xl, doorMark, doorMark);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accentSoft);
    painter.drawRoundedRect(mark, space::radiusLarge, space::radiusLarge);
    paintIcon(painter, mark.adjusted(11, 11, -11, -11), m_icon, t.accent);
    painter.setFont(fontOf(TextStyle::Heading));
    painter.setPen(t.text);
    painter.drawText(nameRect(width()).adjusted(0, 0, 2, 4), Qt::TextWordWrap, text());
    painter.setFont(fontOf(TextStyle::Body));
    painter.setPen(t.textSecondary);
    painter.drawText(wordsRect(width()).adjusted(0, 0, 2, 4), Qt::TextWordWrap, m_words);
}

Welcome::Welcome(AccountCheck &check, ConnectForm::AskKeychain askKeychain, QWidget *parent, TryJoining tryJoining) :
    QWidget(parent), m_check(check), m_askKeychain(std::move(askKeychain)), m_tryJoining(std::move(tryJoining)), m_stack(new QStackedWidget(this))
{
    setObjectName(u"welcome"_s);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_stack);
}

QWidget *Welcome::column(QWidget *content, const QString &title, const QString &words, int width)
{
    auto *inner = new QWidget;
    inner->setAutoFillBackground(false);
    auto *narrow = new QWidget(inner);
    narrow->setMaximumWidth(width * std::max(16, fontMetrics().height()) / 16);
    auto *heading = new Label(title, TextStyle::Title, narrow);
    heading->setWordWrap(true);
    auto *text = new Label(words, TextStyle::Body, narrow);
    text->setWordWrap(true);
    text->setLevel(Label::Level::Second);
    auto *lines = new QVBoxLayout(narrow);
    lines->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    lines->setSpacing(space::s);
    lines->addWidget(heading);
    lines->addWidget(text);
    lines->addSpacing(space::m);
    lines->addWidget(content);
    auto *sides = new QHBoxLayout;
    sides->addStretch(1);
    sides->addWidget(narrow, 100);
    sides->addStretch(1);
    auto *whole = new QVBoxLayout(inner);
    whole->addStretch(2);
    whole->addLayout(sides);
    whole->addStretch(3);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"welcomeScroll"_s);
    scroll->setAccessibleName(title);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(inner);
    inner->setAutoFillBackground(false); // setWidget() turned it on
    return scroll;
}

void Welcome::replace(QWidget *page)
{
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    while (m_stack->count() > 1) {
        QWidget *before = m_stack->widget(0);
        m_stack->removeWidget(before);
        before->deleteLater();
    }
}

void Welcome::showDoors(bool canGoBack, const QString &environmentAccount)
{
    m_canGoBack = canGoBack;
    m_environmentAccount = environmentAccount;
    m_form = nullptr;
    auto *content = new QWidget;
    auto *demo = new Door(u"flask"_s, tr("Try it without an account"),
                          tr("A sample business with calls, voicemail and texts runs on this computer. Nothing costs money, nobody is disturbed."), content);
    demo->setObjectName(u"demoDoor"_s);
    auto *connectDoor = new Door(u"link"_s, tr("Connect a Twilio account"),
                             tr("See what is in your account. Nothing is changed at Twilio until you send, buy or set something."), content);
    connectDoor->setObjectName(u"connectDoor"_s);
    auto *joinDoor = new Door(u"people"_s, tr("Join my team"),
                              tr("Somebody has sent you a link. You need no account at Twilio, and nothing else to type."), content);
    joinDoor->setObjectName(u"joinDoor"_s);
    auto *doors = new QHBoxLayout;
    doors->setSpacing(space::l);
    for (Door *door : {demo, connectDoor, joinDoor})
        doors->addWidget(door, 1); // as high as the others
    auto *lines = new QVBoxLayout(content);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(space::m);
    lines->addLayout(doors);
    auto *quiet = new QHBoxLayout;
    if (!environmentAccount.isEmpty()) {
        auto *environment = new QPushButton(tr("Use account %1 from the environment").arg(shortSid(environmentAccount)), content);
        environment->setObjectName(u"environmentDoor"_s);
        environment->setAccessibleName(environment->text());
        connect(environment, &QPushButton::clicked, this, &Welcome::environmentRequested);
        quiet->addWidget(environment);
    }
    quiet->addStretch(1);
    if (canGoBack) {
        auto *back = new QPushButton(tr("Back"), content);
        back->setObjectName(u"doorsBack"_s);
        back->setAccessibleName(back->text());
        setButtonKind(back, ButtonKind::Quiet);
        connect(back, &QPushButton::clicked, this, &Welcome::leaveRequested);
        quiet->addWidget(back);
    }
    lines->addLayout(quiet);
    connect(demo, &QAbstractButton::clicked, this, &Welcome::demoRequested);
    connect(connectDoor, &QAbstractButton::clicked, this, [this] { showConnect({}, {}); });
    connect(joinDoor, &QAbstractButton::clicked, this, [this] { showJoin({}, {}); });
    replace(column(content, tr("MilAssist Desk"), tr("Calls, voicemail, texts and numbers of your Twilio account, at your desk."), 1040));
    connectDoor->setFocus();
}

ConnectForm *Welcome::freshForm()
{
    m_form = new ConnectForm(m_check, m_askKeychain);
    connect(m_form, &ConnectForm::connectRequested, this, &Welcome::connectRequested);
    return m_form;
}

void Welcome::showConnect(const AccountEntry &known, const QString &name)
{
    ConnectForm *form = freshForm();
    const bool again = !known.accountSid.isEmpty();
    if (again)
        form->prefill(known, name);
    connect(form, &ConnectForm::backRequested, this, [this, again] {
        if (again)
            Q_EMIT leaveRequested();
        else
            showDoors(m_canGoBack, m_environmentAccount);
    });
    replace(column(form, again ? tr("Connect \u201c%1\u201d again").arg(name) : tr("Connect a Twilio account"),
                   tr("We only look: nothing is changed at Twilio."), 560));
    form->start();
}

void Welcome::showJoin(const QUrl &known, const QString &name)
{
    m_form = nullptr;
    const bool again = !known.isEmpty();
    m_join = new JoinForm(m_tryJoining, m_askKeychain);
    if (again)
        m_join->prefill(known);
    connect(m_join, &JoinForm::joinRequested, this, &Welcome::joinRequested);
    connect(m_join, &JoinForm::backRequested, this, [this, again] {
        if (again)
            Q_EMIT leaveRequested();
        else
            showDoors(m_canGoBack, m_environmentAccount);
    });
    replace(column(m_join, again ? tr("Join \u201c%1\u201d again").arg(name) : tr("Join my team"),
                   tr("Calls, texts and voicemail of your team come to this desk. The team's password at Twilio stays with the team."), 560));
    m_join->start();
}

UnlockForm *Welcome::showUnlock(const Profile &profile)
{
    m_form = nullptr;
    auto *form = new UnlockForm(profile);
    connect(form, &UnlockForm::laterRequested, this, &Welcome::leaveRequested);
    connect(form, &UnlockForm::enterAgainRequested, this,
            [this, profile] { profile.team ? showJoin(profile.baseUrl, profile.name) : showConnect({.baseUrl = profile.baseUrl, .accountSid = profile.account.text(), .user = profile.user}, profile.name); });
    replace(column(form, tr("Unlock the account"), {}, 560));
    form->start();
    return form;
}

void Welcome::tellFailure(const Error &error)
{
    if (m_form)
        m_form->tellFailure(error);
    if (m_join)
        m_join->tellFailure(error);
}

void Welcome::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens(palette()).window);
}

} // namespace milassist
