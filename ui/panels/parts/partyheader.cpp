// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parts/partyheader.h"

#include "core/domain/handle.h"
#include "core/domain/phoneformat.h"
#include "ui/panels/parts/lineparts.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/flowlayout.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QPushButton>

namespace milassist {
using namespace Qt::StringLiterals;

PartyHeader::PartyHeader(QWidget *parent) : QWidget(parent)
{
    m_avatar = new Avatar(48, this);
    m_name = new Label(TextStyle::Title, this);
    m_name->setObjectName(u"partyName"_s);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setWordWrap(true);
    m_note = new Label(TextStyle::Body, this);
    m_note->setObjectName(u"partyNote"_s);
    m_note->setLevel(Label::Level::Second);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setWordWrap(true);
    auto *row = new QWidget(this);
    m_buttons = new FlowLayout(row, space::s);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::m);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_avatar, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_name, 0, 1);
    grid->addWidget(m_note, 1, 1, Qt::AlignTop);
    grid->addWidget(row, 2, 0, 1, 2);
    grid->setRowMinimumHeight(2, 0);
    row->setContentsMargins(0, space::m, 0, 0);

    m_text = addButton(u"textButton"_s, tr("Text"), u"message"_s);
    m_text->setToolTip(tr("Write a text (T)"));
    m_copy = addButton(u"copyButton"_s, tr("Copy number"), u"copy"_s);
    m_copy->setToolTip(tr("Copy the number (C)"));
    m_contact = addButton(u"contactButton"_s, tr("Open contact"), u"person"_s);
    connect(m_text, &QPushButton::clicked, this, &PartyHeader::textWanted);
    connect(m_copy, &QPushButton::clicked, this, &PartyHeader::copyNumber);
    connect(m_contact, &QPushButton::clicked, this, &PartyHeader::contactWanted);
}

QPushButton *PartyHeader::addButton(const QString &name, const QString &text, const QString &iconName)
{
    auto *button = new QPushButton(icon(iconName), text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    m_buttons->addWidget(button);
    return button;
}

void PartyHeader::show(const Party &party, const QString &name, const QString &home)
{
    m_party = party;
    const PartyWords words = partyWords(party, name, home);
    QStringList notes;
    if (!words.note.isEmpty())
        notes.append(words.note);
    if (const auto number = party.number(); number && !name.isEmpty()) {
        if (const QString place = placeOf(*number, home); !place.isEmpty())
            notes.append(place);
    }
    m_avatar->setName(name);
    m_name->setText(words.title);
    m_note->setText(notes.join(u" \u00b7 "_s));
    m_note->setVisible(!notes.isEmpty());
    const bool isSomebody = !party.isEmpty() && party.kind() != Party::Kind::Hidden;
    m_text->setVisible(canText());
    m_copy->setVisible(isSomebody);
    m_contact->setVisible(isSomebody);
    m_contact->setText(name.isEmpty() ? tr("Add contact") : tr("Open contact"));
    m_contact->setAccessibleName(m_contact->text());
    m_contact->setIcon(icon(name.isEmpty() ? u"person-add"_s : u"person"_s));
}

bool PartyHeader::canText() const
{
    return m_party.kind() == Party::Kind::Number || m_party.kind() == Party::Kind::ShortCode;
}

void PartyHeader::copyNumber()
{
    if (m_copy->isHidden())
        return;
    QGuiApplication::clipboard()->setText(tellable(m_party));
    Q_EMIT copied(tellable(m_party));
}

} // namespace milassist
