// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/contactmodel.h"
#include "ui/panels/contacts/contactservices.h"

#include <QWidget>

namespace milassist
{

class EmptyState;
class Notice;
class RowListView;
class SearchField;

/// The left side of the contacts screen.
class ContactList : public QWidget
{
    Q_OBJECT
public:
    explicit ContactList(const ContactServices &services, QWidget *parent = nullptr);

    void select(qint64 contact); ///< 0 = none
    void focusList();
    void focusSearch();

Q_SIGNALS:
    void chosen(qint64 contact);
    /// The chosen one was clicked or entered, perhaps again: it is to be seen, where only one pane is.
    void detailWanted();
    void newWanted();
    void importWanted();
    void exportWanted(bool asCards); ///< what the search shows
    void duplicatesWanted();

private:
    void render();
    void restoreSelection();

    const ContactServices &m_services;
    ContactModel *m_model;
    SearchField *m_search;
    Notice *m_notice;
    EmptyState *m_empty;
    RowListView *m_view;
    qint64 m_selected = 0;
    bool m_restoring = false;
};

} // namespace milassist
