// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/contacts/contactservices.h"
#include "ui/widgets/panel.h"

class QStackedWidget;

namespace milassist
{

class ContactForm;
class ContactList;
class ContactPane;
class DuplicatesPane;
class ImportPane;
class SplitView;

/// Names for numbers, and one timeline a person.
class ContactsPanel : public Panel
{
    Q_OBJECT
public:
    explicit ContactsPanel(ContactServices services, QWidget *parent = nullptr);

    void activate() override;
    void open(const Target &target) override;
    void find() override;

    /// Shows what an import of @p path would do.
    void previewImport(const QString &path);

private:
    void connectParts();
    void showContact(qint64 id);
    void showParty(const Party &party);
    void edit(const Contact &contact);
    void save(const Contact &contact);
    void remove(const Contact &contact);
    void chooseImport();
    void exportContacts(const QList<Contact> &contacts, bool asCards, const QString &suggested);
    void exportAll(bool asCards);
    void findDuplicates();
    void showPage(QWidget *page);

    ContactServices m_services;
    qint64 m_shown = 0;
    Party m_party;
    int m_generation = 0;
    SplitView *m_split;
    ContactList *m_list;
    QStackedWidget *m_pages;
    ContactPane *m_pane;
    QWidget *m_formPage;
    ContactForm *m_form;
    ImportPane *m_import;
    DuplicatesPane *m_duplicates;
};

} // namespace milassist
