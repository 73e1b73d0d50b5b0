// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/messages/threadheader.h"

#include "core/domain/handle.h"
#include "core/domain/phoneformat.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

QToolButton *headerButton(QWidget *parent, const QString &name, const QString &iconName, const QString &words)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setIcon(icon(iconName));
    button->setAutoRaise(true);
    button->setAccessibleName(words);
    button->setToolTip(words);
    return button;
}

} // namespace

ThreadHeader::ThreadHeader(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"threadHeader"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::l, space::s, space::m, space::s);
    row->setSpacing(space::m);
    m_back = headerButton(this, u"backToListButton"_s, u"back"_s, tr("Back to the list"));
    m_back->hide();
    m_avatar = new Avatar(36, this);
    m_name = new Label(TextStyle::Heading, this);
    m_name->setObjectName(u"threadName"_s);
    m_name->setElided(true);
    m_note = new Label(TextStyle::Caption, this);
    m_note->setObjectName(u"threadNote"_s);
    m_note->setLevel(Label::Level::Second);
    m_note->setElided(true);
    m_pill = new Pill(this);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_note);
    m_find = headerButton(this, u"findButton"_s, u"search"_s, tr("Find in this conversation (Ctrl+F)"));
    m_contact = headerButton(this, u"contactButton"_s, u"person"_s, tr("Open the contact"));
    m_more = headerButton(this, u"moreButton"_s, u"more"_s, tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    connect(menu->addAction(icon(u"mail"_s), tr("Mark as unread")), &QAction::triggered, this, &ThreadHeader::unreadWanted);
    connect(menu->addAction(icon(u"copy"_s), tr("Copy the number")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(tellable(m_content.peer)); });
    connect(menu->addAction(icon(u"export"_s), tr("Export this conversation...")), &QAction::triggered, this,
            &ThreadHeader::exportWanted);
    menu->addSeparator();
    m_stop = menu->addAction(icon(u"block"_s), tr("They want no texts"));
    m_resume = menu->addAction(icon(u"check-circle"_s), tr("They want texts again"));
    connect(m_stop, &QAction::triggered, this, &ThreadHeader::stopWanted);
    connect(m_resume, &QAction::triggered, this, &ThreadHeader::resumeWanted);
    m_more->setMenu(menu);

    row->addWidget(m_back);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    row->addWidget(m_pill);
    row->addWidget(m_find);
    row->addWidget(m_contact);
    row->addWidget(m_more);
    connect(m_back, &QToolButton::clicked, this, &ThreadHeader::backWanted);
    connect(m_find, &QToolButton::clicked, this, &ThreadHeader::findWanted);
    connect(m_contact, &QToolButton::clicked, this, &ThreadHeader::contactWanted);
}

void ThreadHeader::show(const Content &content)
{
    m_content = content;
    const QString number = displayForm(content.peer, content.home);
    QStringList notes;
    if (!content.name.isEmpty())
        notes.append(number);
    if (const auto e164 = content.peer.number()) {
        if (const QString place = placeOf(*e164, content.home); !place.isEmpty())
            notes.append(place);
    }
    if (!content.lineName.isEmpty())
        notes.append(tr("on %1", "on our line of that name").arg(content.lineName));
    m_avatar->setName(content.name);
    m_name->setText(content.name.isEmpty() ? number : content.name);
    m_note->setText(notes.join(u"  \u00b7  "_s));
    m_note->setVisible(!notes.isEmpty());
    m_pill->setState(content.optedOut ? tr("Opted out") : QString(), Tone::Warning, u"block"_s);
    m_find->setVisible(content.hasThread);
    m_more->setVisible(content.hasThread);
    m_stop->setVisible(!content.optedOut);
    m_resume->setVisible(content.optedOut);
    m_contact->setIcon(icon(content.name.isEmpty() ? u"person-add"_s : u"person"_s));
    m_contact->setToolTip(content.name.isEmpty() ? tr("Add a contact") : tr("Open the contact"));
    m_contact->setAccessibleName(m_contact->toolTip());
}

void ThreadHeader::setFolded(bool folded)
{
    m_back->setVisible(folded);
}

} // namespace milassist
