// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/contacts/contactspanel.h"

#include "core/contacts/contactcsv.h"
#include "core/contacts/vcard.h"
#include "ui/panels/contacts/contactform.h"
#include "ui/panels/contacts/contactlist.h"
#include "ui/panels/contacts/contactpane.h"
#include "ui/panels/contacts/contactwords.h"
#include "ui/panels/contacts/duplicatespane.h"
#include "ui/panels/contacts/importpane.h"
#include "ui/panels/parts/detailpane.h"
#include "ui/panels/parts/savefile.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/splitview.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QFileDialog>
#include <QSaveFile>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace milassist
{

using namespace Qt::StringLiterals;

namespace
{

/// Runs in a thread of the pool; an old file is replaced only by a complete new one.
Result<> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(Error::Kind::Storage, file.errorString());
    return {};
}

} // namespace

ContactsPanel::ContactsPanel(ContactServices services, QWidget *parent) : Panel(parent), m_services(std::move(services))
{
    setObjectName(u"contactsPanel"_s);
    m_list = new ContactList(m_services, this);
    m_pages = new QStackedWidget(this);
    m_pane = new ContactPane(m_services, m_pages);
    auto *formPage = new DetailPane(m_pages);
    m_formPage = formPage;
    m_form = new ContactForm(m_services.lines.home(), formPage);
    m_form->setMaximumWidth(560);
    formPage->column()->addWidget(m_form, 1);
    m_import = new ImportPane(m_services, m_pages);
    m_duplicates = new DuplicatesPane(m_services, m_pages);
    for (QWidget *page :
         {static_cast<QWidget *>(m_pane), m_formPage, static_cast<QWidget *>(m_import), static_cast<QWidget *>(m_duplicates)})
        m_pages->addWidget(page);
    m_split = new SplitView(m_list, m_pages, 320, this);
    m_split->setObjectName(u"contactsSplit"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);
    connectParts();

    const auto offer = [this](const QString &iconName, const QString &text, auto act) {
        auto *action = new QAction(icon(iconName), text, this);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    QAction *add = offer(u"person-add"_s, tr("New contact"), [this] { edit({}); });
    add->setShortcut(QKeySequence::New);
    add->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    offer(u"import"_s, tr("Import contacts"), [this] { chooseImport(); });
    offer(u"export"_s, tr("Export contacts as vCard"), [this] { exportAll(true); });
    offer(u"merge"_s, tr("Find duplicate contacts"), [this] { findDuplicates(); });
}

void ContactsPanel::connectParts()
{
    connect(m_list, &ContactList::chosen, this, [this](qint64 id) {
        showContact(id);
        m_split->showDetail();
    });
    connect(m_list, &ContactList::detailWanted, m_split, &SplitView::showDetail);
    connect(m_list, &ContactList::newWanted, this, [this] { edit({}); });
    connect(m_list, &ContactList::importWanted, this, &ContactsPanel::chooseImport);
    connect(m_list, &ContactList::exportWanted, this, &ContactsPanel::exportAll);
    connect(m_list, &ContactList::duplicatesWanted, this, &ContactsPanel::findDuplicates);
    const auto back = [this] {
        m_split->showList();
        m_list->focusList();
    };
    connect(m_pane, &ContactPane::backWanted, this, back);
    connect(m_pane, &ContactPane::editWanted, this, &ContactsPanel::edit);
    connect(m_pane, &ContactPane::createWanted, this, [this](const Party &party) { edit({.numbers = {{party, {}}}}); });
    connect(m_pane, &ContactPane::removeWanted, this, &ContactsPanel::remove);
    connect(m_pane, &ContactPane::exportWanted, this,
            [this](const Contact &contact) { exportContacts({contact}, true, displayName(contact, m_services.lines.home())); });
    connect(m_pane, &ContactPane::otherWanted, this, [this](const Contact &contact) {
        // Saving makes it the latest changed, which is shown first: that is how the choice is remembered.
        whenDone(m_services.contacts.save(contact), this, [this, id = contact.id](const Result<qint64> &) { showContact(id); });
    });
    connect(m_pane, &ContactPane::openRequested, this, &Panel::openRequested);
    connect(m_split, &SplitView::foldedChanged, m_pane, &ContactPane::setFolded);
    connect(m_split, &SplitView::foldedChanged, static_cast<DetailPane *>(m_formPage), &DetailPane::setFolded);
    connect(static_cast<DetailPane *>(m_formPage), &DetailPane::backWanted, this, back);
    connect(m_form, &ContactForm::saveWanted, this, &ContactsPanel::save);
    connect(m_form, &ContactForm::cancelled, this, [this] { showPage(m_pane); });
    connect(m_import, &ImportPane::cancelled, this, [this] { showPage(m_pane); });
    connect(
        m_import, &ImportPane::imported, this, [this](const QString &summary, const RowIds &added, const QList<Contact> &before) {
            showPage(m_pane);
            ContactStore &store = m_services.contacts;
            const auto undo = [&store, added, before] {
                if (!added.isEmpty())
                    store.remove(added);
                if (!before.isEmpty())
                    store.saveAll(before);
            };
            Q_EMIT toastRequested({.text = tr("Imported: %1").arg(summary), .action = tr("Undo"), .act = undo, .seconds = 15});
        });
    connect(m_duplicates, &DuplicatesPane::closed, this, [this] { showPage(m_pane); });
    connect(m_duplicates, &DuplicatesPane::toastRequested, this, &Panel::toastRequested);
    connect(&m_services.contacts, &ContactStore::changed, this, [this] {
        if (m_shown != 0)
            showContact(m_shown);
        else if (!m_party.isEmpty())
            showParty(m_party);
    });
}

void ContactsPanel::showPage(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    if (page != m_pane)
        m_split->showDetail();
}

void ContactsPanel::activate()
{
    m_list->focusList();
}

void ContactsPanel::find()
{
    m_list->focusSearch();
}

void ContactsPanel::open(const Target &target)
{
    const auto *contact = std::get_if<ContactTarget>(&target);
    if (!contact)
        return;
    showPage(m_pane);
    if (contact->id != 0)
        showContact(contact->id);
    else
        showParty(contact->party);
    m_split->showDetail();
}

void ContactsPanel::showContact(qint64 id)
{
    m_shown = id;
    m_party = {};
    m_list->select(id);
    whenDone(m_services.contacts.contacts({id}), this, [this, wanted = ++m_generation](const Result<QList<Contact>> &contacts) {
        if (wanted != m_generation || !contacts)
            return;
        if (contacts->isEmpty()) { // deleted meanwhile
            m_shown = 0;
            return m_pane->clear();
        }
        m_pane->show(contacts->first());
        if (m_pages->currentWidget() == m_formPage && !m_form->isChanged())
            showPage(m_pane);
    });
}

void ContactsPanel::showParty(const Party &party)
{
    whenDone(m_services.contacts.matches(party), this,
             [this, party, wanted = ++m_generation](const Result<QList<Contact>> &contacts) {
                 if (wanted != m_generation || !contacts)
                     return;
                 m_shown = contacts->isEmpty() ? 0 : contacts->first().id;
                 m_party = contacts->isEmpty() ? party : Party();
                 m_list->select(m_shown);
                 if (contacts->isEmpty())
                     return m_pane->showUnknown(party);
                 m_pane->show(contacts->first());
                 m_pane->setOthers(contacts->sliced(1));
             });
}

void ContactsPanel::edit(const Contact &contact)
{
    m_form->edit(contact);
    showPage(m_formPage);
    m_form->takeFocus();
}

void ContactsPanel::save(const Contact &contact)
{
    whenDone(m_services.contacts.save(contact), this, [this](const Result<qint64> &id) {
        if (!id)
            return m_form->tellProblem(id.error());
        showPage(m_pane);
        showContact(*id);
    });
}

void ContactsPanel::remove(const Contact &contact)
{
    whenDone(m_services.contacts.remove({contact.id}), this, [this, contact](const Result<> &removed) {
        if (!removed)
            return;
        m_shown = 0;
        m_pane->clear();
        m_split->showList();
        ContactStore &store = m_services.contacts;
        Contact back = contact;
        back.id = 0;
        Q_EMIT toastRequested({.text = tr("Deleted %1.").arg(displayName(contact, m_services.lines.home())),
                               .action = tr("Undo"),
                               .act = [&store, back] { store.save(back); }});
    });
}

void ContactsPanel::chooseImport()
{
    auto *dialog =
        new QFileDialog(this, tr("Import contacts"), QStandardPaths::writableLocation(QStandardPaths::DownloadLocation),
                        tr("Contacts (*.vcf *.vcard *.csv *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ContactsPanel::previewImport);
    dialog->open();
}

void ContactsPanel::previewImport(const QString &path)
{
    showPage(m_import);
    m_import->readFile(path);
}

void ContactsPanel::exportAll(bool asCards)
{
    whenDone(m_services.contacts.rowIds({}), this, [this, asCards](const Result<RowIds> &ids) {
        if (!ids)
            return;
        whenDone(m_services.contacts.contacts(*ids), this, [this, asCards](const Result<QList<Contact>> &contacts) {
            if (contacts)
                exportContacts(*contacts, asCards, tr("Contacts"));
        });
    });
}

void ContactsPanel::exportContacts(const QList<Contact> &contacts, bool asCards, const QString &suggested)
{
    const QString suffix = asCards ? u".vcf"_s : u".csv"_s;
    const QString name = QString(suggested).replace(u'/', u'-') + suffix;
    const QString filter = asCards ? tr("vCard (*.vcf)") : tr("Tables (*.csv)");
    askWhereToSave(this, tr("Export contacts"), name, filter, [this, contacts, asCards](const QString &path) {
        const auto write = [contacts, asCards, path] {
            return writeFile(path, asCards ? writeVCards(contacts) : writeContactCsv(contacts));
        };
        whenDone(QtConcurrent::run(write), this, [this, count = int(contacts.size())](const Result<> &written) {
            if (written)
                Q_EMIT toastRequested({.text = tr("%n contact(s) exported.", nullptr, count)});
            else
                Q_EMIT toastRequested({.text = errorText(written.error()).title});
        });
    });
}

void ContactsPanel::findDuplicates()
{
    showPage(m_duplicates);
    m_duplicates->look();
}

} // namespace milassist
