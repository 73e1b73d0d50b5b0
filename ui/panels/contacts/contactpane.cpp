// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/contactpane.h"

#include "core/domain/phoneformat.h"
#include "ui/models/conversationitems.h"
#include "ui/panels/contacts/contactwords.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/deskstyle.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class TimelineDelegate : public RowDelegate
{
public:
    TimelineDelegate(const TimelineModel &model, const ContactServices &services, QObject *parent)
        : RowDelegate(parent), m_model(model), m_services(services)
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        return timelineRowView(m_model.at(index.row()), m_services.lines, m_services.clock());
    }

private:
    const TimelineModel &m_model;
    const ContactServices &m_services;
};

} // namespace

ContactPane::ContactPane(const ContactServices &services, QWidget *parent) : QWidget(parent), m_services(services)
{
    setObjectName(u"contactPane"_s);
    const auto speak = [&services](const TimelineItem &item) {
        return spokenRow(timelineRowView(item, services.lines, services.clock()));
    };
    m_timeline = new TimelineModel(services.contacts, speak, this);
    build();

    m_again.setSingleShot(true);
    m_again.setInterval(300); // a running sync says a lot
    connect(&m_again, &QTimer::timeout, m_timeline, &TimelineModel::refresh);
    const auto again = [this] { m_again.start(); };
    connect(&services.calls, &CallStore::changed, this, again);
    connect(&services.voicemails, &VoicemailStore::changed, this, again);
    connect(&services.messages, &MessageStore::threadsChanged, this, again);
    connect(m_timeline, &TimelineModel::loaded, this, &ContactPane::render);
    connect(m_timeline, &TimelineModel::failed, this, [this](const Error &error) { m_notice->tell(error); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > m_view->verticalScrollBar()->maximum() - m_view->height())
            m_timeline->fetchMore({});
    });
    connect(m_view, &QAbstractItemView::activated, this, [this](const QModelIndex &index) { openItem(index.row()); });
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) { openItem(index.row()); });
    connect(m_notice, &Notice::actionChosen, this, [this] {
        if (!m_others.isEmpty())
            Q_EMIT otherWanted(m_others.first());
    });
    clear();
}

void ContactPane::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::l, space::l, space::m);
    headColumn->setSpacing(space::m);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::m);
    m_back = new QToolButton(head);
    m_back->setObjectName(u"backToListButton"_s);
    m_back->setIcon(icon(u"back"_s));
    m_back->setAutoRaise(true);
    m_back->setAccessibleName(tr("Back to the list"));
    m_back->setToolTip(tr("Back to the list"));
    m_back->hide();
    m_avatar = new Avatar(48, head);
    m_name = new Label(TextStyle::Title, head);
    m_name->setObjectName(u"contactNameLabel"_s);
    m_name->setElided(true);
    m_note = new Label(TextStyle::Body, head);
    m_note->setLevel(Label::Level::Second);
    m_note->setElided(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_note);
    m_create = new QPushButton(icon(u"person-add"_s), tr("Add contact"), head);
    m_create->setObjectName(u"createContactButton"_s);
    m_create->setAccessibleName(tr("Add a contact with this number"));
    setButtonKind(m_create, ButtonKind::Primary);
    m_edit = new QPushButton(icon(u"edit"_s), tr("Edit"), head);
    m_edit->setObjectName(u"editContactButton"_s);
    m_edit->setAccessibleName(tr("Edit the contact"));
    m_more = new QToolButton(head);
    m_more->setObjectName(u"contactMoreButton"_s);
    m_more->setIcon(icon(u"more"_s));
    m_more->setAutoRaise(true);
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    connect(menu->addAction(icon(u"export"_s), tr("Export as vCard...")), &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(m_contact); });
    connect(menu->addAction(icon(u"trash"_s), tr("Delete the contact")), &QAction::triggered, this,
            [this] { Q_EMIT removeWanted(m_contact); });
    m_more->setMenu(menu);
    row->addWidget(m_back);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    row->addWidget(m_create);
    row->addWidget(m_edit);
    row->addWidget(m_more);
    headColumn->addLayout(row);
    m_notice = new Notice(head);
    m_notice->setObjectName(u"contactNotice"_s);
    headColumn->addWidget(m_notice);
    m_numbers = new QWidget(head);
    m_numberColumn = new QVBoxLayout(m_numbers);
    m_numberColumn->setContentsMargins(0, 0, 0, 0);
    m_numberColumn->setSpacing(space::xs);
    headColumn->addWidget(m_numbers);
    m_details = new Label(TextStyle::Body, head);
    m_details->setObjectName(u"contactDetails"_s);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    headColumn->addWidget(m_details);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));

    m_view = new RowListView(this);
    m_view->setObjectName(u"timelineView"_s);
    m_view->setAccessibleName(tr("Calls, voicemail and texts"));
    m_view->setModel(m_timeline);
    m_view->setItemDelegate(new TimelineDelegate(*m_timeline, m_services, m_view));
    m_empty = new EmptyState(this);
    m_empty->setObjectName(u"timelineEmpty"_s);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);
    connect(m_back, &QToolButton::clicked, this, &ContactPane::backWanted);
    connect(m_create, &QPushButton::clicked, this, [this] { Q_EMIT createWanted(m_party); });
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editWanted(m_contact); });
}

void ContactPane::show(const Contact &contact)
{
    const bool same = contact.id != 0 && contact.id == m_contact.id && contact.numbers == m_contact.numbers;
    m_contact = contact;
    m_party = {};
    if (!same) {
        m_others.clear();
        m_notice->clear();
        m_timeline->show({.contact = contact.id});
    }
    showNumbers();
    render();
}

void ContactPane::showUnknown(const Party &party)
{
    m_contact = {};
    m_party = party;
    m_others.clear();
    m_notice->clear();
    m_timeline->show({.party = party});
    showNumbers();
    render();
}

void ContactPane::clear()
{
    showUnknown({});
}

void ContactPane::setOthers(const QList<Contact> &others)
{
    m_others = others;
    if (others.isEmpty())
        return m_notice->clear();
    const QString name = displayName(others.first(), m_services.lines.home());
    m_notice->tell(Tone::Neutral, tr("%1 has this number too.").arg(name), tr("The one you choose is shown first from now on."),
                   tr("Show %1").arg(name.left(30)));
}

void ContactPane::showNumbers()
{
    qDeleteAll(m_numbers->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    QList<ContactNumber> numbers = m_contact.numbers;
    if (m_contact.id == 0 && !m_party.isEmpty())
        numbers.append({m_party, {}});
    const QString home = m_services.lines.home();
    for (const ContactNumber &number : numbers) {
        auto *holder = new QWidget(m_numbers);
        auto *row = new QHBoxLayout(holder);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(space::s);
        auto *text = new Label(displayForm(number.number, home), TextStyle::BodyStrong, holder);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QStringList notes;
        if (!number.label.isEmpty())
            notes.append(number.label);
        if (const auto e164 = number.number.number()) {
            if (const QString place = placeOf(*e164, home); !place.isEmpty())
                notes.append(place);
        }
        auto *note = new Label(notes.join(u"  \u00b7  "_s), TextStyle::Caption, holder);
        note->setLevel(Label::Level::Second);
        note->setElided(true);
        row->addWidget(text);
        row->addWidget(note, 1);
        if (number.number.isNumber() || number.number.kind() == Party::Kind::ShortCode) {
            auto *write = new QPushButton(icon(u"message"_s), tr("Text"), holder);
            write->setObjectName(u"textNumberButton"_s);
            write->setAccessibleName(tr("Write a text to %1").arg(text->text()));
            connect(write, &QPushButton::clicked, this,
                    [this, to = number.number] { Q_EMIT openRequested(ThreadTarget{.peer = to}); });
            row->addWidget(write);
        }
        m_numberColumn->addWidget(holder);
        holder->show();
    }
    m_numbers->setVisible(!numbers.isEmpty());
}

void ContactPane::render()
{
    const QString home = m_services.lines.home();
    const bool known = m_contact.id != 0;
    const bool nobody = !known && m_party.isEmpty();
    m_avatar->setVisible(!nobody);
    m_avatar->setName(m_contact.name);
    m_name->setText(known ? displayName(m_contact, home) : nobody ? QString() : displayForm(m_party, home));
    m_note->setText(known        ? (m_contact.organisation == m_name->text() ? QString() : m_contact.organisation)
                        : nobody ? QString()
                                 : tr("Nobody we know yet"));
    m_note->setVisible(!m_note->text().isEmpty());
    QStringList details;
    if (!m_contact.email.isEmpty())
        details.append(m_contact.email);
    if (!m_contact.note.isEmpty())
        details.append(m_contact.note);
    m_details->setText(details.join(u'\n'));
    m_details->setVisible(!details.isEmpty());
    m_create->setVisible(!known && !nobody && m_party.kind() != Party::Kind::Hidden);
    m_edit->setVisible(known);
    m_more->setVisible(known);

    const bool nothing = m_timeline->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_empty->setVisible(nothing);
    if (nobody)
        m_empty->setText(u"people"_s, tr("Choose somebody to see what happened with them."));
    else if (m_timeline->isLoading())
        m_empty->setText(u"clock"_s, tr("Looking for calls and texts."));
    else
        m_empty->setText(u"clock"_s, tr("No calls or texts with %1 yet.").arg(m_name->text()));
}

void ContactPane::openItem(int row)
{
    if (row < 0 || row >= m_timeline->rowCount())
        return;
    const TimelineItem &item = m_timeline->at(row);
    if (const auto *call = std::get_if<CallRow>(&item.what))
        Q_EMIT openRequested(CallTarget{.sid = call->root, .row = call->id});
    else if (const auto *voicemail = std::get_if<VoicemailRow>(&item.what))
        Q_EMIT openRequested(VoicemailTarget{voicemail->recording});
    else if (const auto *text = std::get_if<MessageRow>(&item.what)) {
        const bool ours = isOurs(*text);
        Q_EMIT openRequested(ThreadTarget{.line = ours ? text->message.from : text->message.to,
                                          .peer = ours ? text->message.to : text->message.from,
                                          .message = text->message.sid});
    }
}

void ContactPane::setFolded(bool folded)
{
    m_back->setVisible(folded);
}

} // namespace milassist
