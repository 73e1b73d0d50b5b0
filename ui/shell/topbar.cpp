// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace milassist {

using namespace Qt::StringLiterals;

SearchButton::SearchButton(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search people, calls, texts, voicemail"));
    setAccessibleName(tr("Search everything and run commands"));
    setToolTip(tr("Search and commands (Ctrl+K)"));
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::IBeamCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize SearchButton::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 64, fontMetrics().height() + space::m};
}

void SearchButton::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(t.accent, 1.8) : QPen(underMouse() ? t.textSecondary : t.borderStrong, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    const int side = milassist::iconSize(); // not the button's own
    QRect inner = rect().adjusted(space::s, 0, -space::s, 0);
    paintIcon(painter, QRectF(inner.left(), inner.center().y() - side / 2.0 + 0.5, side, side), u"search"_s, t.textSecondary);
    inner.setLeft(inner.left() + side + space::s);
    painter.setPen(t.textSecondary);
    const QString keys = tr("Ctrl+K");
    const QFont caption = fontOf(TextStyle::Caption);
    const int keysWidth = QFontMetrics(caption).horizontalAdvance(keys);
    painter.drawText(inner.adjusted(0, 0, -keysWidth - space::m, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, inner.width() - keysWidth - space::m));
    painter.setFont(caption);
    painter.drawText(inner, Qt::AlignVCenter | Qt::AlignRight, keys);
}

TopBar::TopBar(QWidget *parent) : QWidget(parent), m_search(new SearchButton(this)), m_link(new Pill(this)), m_profile(new QToolButton(this))
{
    m_search->setObjectName(u"searchButton"_s);
    m_link->setObjectName(u"linkState"_s);
    m_profile->setObjectName(u"profileButton"_s);
    m_profile->setIcon(icon(u"building"_s));
    m_profile->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setAutoRaise(true);
    m_profile->setFocusPolicy(Qt::TabFocus);
    m_profile->setMenu(new QMenu(m_profile));

    auto *left = new QWidget(this); // balances the right side, so that the search stands in the middle
    left->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *right = new QWidget(this);
    right->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto *state = m_right = new QHBoxLayout(right);
    state->setContentsMargins(0, 0, 0, 0);
    state->setSpacing(space::m);
    state->addStretch(1);
    state->addWidget(m_link);
    state->addWidget(m_profile);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::s, space::s);
    row->setSpacing(space::m);
    row->addWidget(left, 1);
    row->addWidget(m_search, 3);
    row->addWidget(right, 1);

    connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchRequested);
}

void TopBar::render(const ShellView &view)
{
    m_link->setState(view.linkText, view.linkTone, view.linkIcon);
    m_link->setToolTip(view.linkHint);
}

void TopBar::setProfiles(const QList<Profile> &profiles, const QString &currentId)
{
    QMenu *menu = m_profile->menu();
    menu->clear();
    m_profile->setText({});
    auto *group = new QActionGroup(menu);
    for (const Profile &profile : profiles) {
        QAction *action = menu->addAction(profile.sandbox ? tr("%1 (sandbox)").arg(profile.name) : profile.name);
        action->setCheckable(true);
        action->setChecked(profile.id == currentId);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = profile.id] { Q_EMIT profileChosen(id); });
        if (profile.id == currentId) {
            m_profile->setText(profile.name);
            m_profile->setAccessibleName(tr("Account: %1").arg(profile.name));
        }
    }
    if (!profiles.isEmpty())
        menu->addSeparator();
    connect(menu->addAction(icon(u"plus"_s), tr("Add an account...")), &QAction::triggered, this, &TopBar::addAccountRequested);
    connect(menu->addAction(icon(u"settings"_s), tr("Settings\tCtrl+,")), &QAction::triggered, this, &TopBar::settingsRequested);
    if (!currentId.isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(icon(u"sign-out"_s), tr("Sign out...")), &QAction::triggered, this, &TopBar::signOutRequested);
    }
}

void TopBar::setControl(QWidget *control)
{
    delete m_control;
    m_control = control;
    if (control)
        m_right->insertWidget(1, control); // after the stretch
}

void TopBar::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
}

} // namespace milassist
