// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/contactlist.h"

#include "ui/panels/contacts/contactwords.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lists/rowlistview.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

class ContactDelegate : public RowDelegate
{
public:
    ContactDelegate(const ContactModel &model, QString home, QObject *parent)
        : RowDelegate(parent), m_model(model), m_home(std::move(home))
    {
    }

protected:
    RowView rowView(const QModelIndex &index) const override
    {
        const Contact *contact = m_model.row(index.row());
        return contact ? contactRowView(*contact, m_home) : RowView{.hasAvatar = true, .isPlaceholder = true};
    }

private:
    const ContactModel &m_model;
    QString m_home;
};

} // namespace

ContactList::ContactList(const ContactServices &services, QWidget *parent)
    : QWidget(parent), m_services(services), m_search(new SearchField(tr("Search contacts"), this)), m_notice(new Notice(this)),
      m_empty(new EmptyState(this)), m_view(new RowListView(this))
{
    const QString home = services.lines.home();
    m_model = new ContactModel(
        services.contacts, [home](const Contact &contact) { return spokenRow(contactRowView(contact, home)); }, this);
    setObjectName(u"contactListPane"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget(this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(space::l, space::m, space::m, space::m);
    headColumn->setSpacing(space::s);
    auto *titleRow = new QHBoxLayout;
    auto *title = new Label(tr("Contacts"), TextStyle::Heading, head);
    title->setElided(true);
    auto *add = new QPushButton(icon(u"person-add"_s), tr("New"), head);
    add->setObjectName(u"newContactButton"_s);
    add->setAccessibleName(tr("New contact"));
    add->setToolTip(tr("New contact (Ctrl+N)"));
    auto *more = new QToolButton(head);
    more->setObjectName(u"contactsMoreButton"_s);
    more->setIcon(icon(u"more"_s));
    more->setAutoRaise(true);
    more->setAccessibleName(tr("Import, export and duplicates"));
    more->setToolTip(tr("Import, export and duplicates"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    connect(menu->addAction(icon(u"import"_s), tr("Import vCard or CSV...")), &QAction::triggered, this,
            &ContactList::importWanted);
    connect(menu->addAction(icon(u"export"_s), tr("Export as vCard...")), &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(true); });
    connect(menu->addAction(icon(u"export"_s), tr("Export as CSV...")), &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(false); });
    connect(menu->addAction(icon(u"merge"_s), tr("Find duplicates")), &QAction::triggered, this, &ContactList::duplicatesWanted);
    more->setMenu(menu);
    titleRow->addWidget(title, 1);
    titleRow->addWidget(add);
    titleRow->addWidget(more);
    headColumn->addLayout(titleRow);
    m_search->setObjectName(u"contactSearch"_s);
    headColumn->addWidget(m_search);
    m_notice->setObjectName(u"contactListNotice"_s);
    headColumn->addWidget(m_notice);
    column->addWidget(head);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    m_view->setObjectName(u"contactList"_s);
    m_view->setAccessibleName(tr("Contacts"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ContactDelegate(*m_model, home, m_view));
    m_empty->setObjectName(u"contactsEmpty"_s);
    column->addWidget(m_view, 1);
    column->addWidget(m_empty, 1);

    connect(add, &QPushButton::clicked, this, &ContactList::newWanted);
    connect(m_search, &SearchField::searched, this, [this](const QString &text) { m_model->setFilter({.text = text}); });
    connect(m_search, &SearchField::leftForList, this, &ContactList::focusList);
    connect(m_notice, &Notice::actionChosen, m_model, [this] { m_model->retry(); });
    connect(m_empty, &EmptyState::actionChosen, this, [this] {
        if (m_model->filter().text.isEmpty())
            return Q_EMIT importWanted();
        m_search->clear();
        m_search->searchNow();
    });
    connect(m_view, &RowListView::chosen, this, [this](int row) {
        const qint64 contact = m_model->idAt(row);
        if (m_restoring || contact == 0)
            return;
        m_selected = contact;
        Q_EMIT chosen(contact);
    });
    connect(m_view, &QAbstractItemView::clicked, this, &ContactList::detailWanted);
    connect(m_view, &QAbstractItemView::activated, this, &ContactList::detailWanted);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        restoreSelection();
        render();
    });
    connect(m_model, &RowListModel::stateChanged, this, [this] {
        restoreSelection();
        render();
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ContactList::render);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ContactList::render);
    m_model->setFilter({});
    render();
}

void ContactList::select(qint64 contact)
{
    m_selected = contact;
    restoreSelection();
}

void ContactList::restoreSelection()
{
    m_restoring = true;
    m_view->choose(m_selected == 0 ? -1 : m_model->rowOf(m_selected));
    m_restoring = false;
}

void ContactList::focusList()
{
    m_view->setFocus();
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->choose(0);
}

void ContactList::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void ContactList::render()
{
    using State = RowListModel::State;
    if (m_model->state() == State::Failed)
        m_notice->tell(m_model->error(), tr("Try again"));
    else
        m_notice->clear();
    const bool nothing = m_model->state() == State::Ready && m_model->rowCount() == 0;
    m_view->setVisible(!nothing);
    m_empty->setVisible(nothing);
    if (!m_model->filter().text.isEmpty())
        m_empty->setText(u"search"_s, tr("Nobody found for \u201c%1\u201d.").arg(m_model->filter().text.left(60)), {},
                         tr("Clear the search"));
    else
        m_empty->setText(u"people"_s, tr("No contacts yet."),
                         tr("Names appear wherever their numbers do. Nothing of this goes to Twilio."),
                         tr("Import vCard or CSV"));
}

} // namespace milassist
