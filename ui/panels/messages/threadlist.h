// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/threadmodel.h"
#include "ui/panels/messages/messageservices.h"

#include <QWidget>

namespace milassist
{

class Chip;
class EmptyState;
class Notice;
class RowListView;
class SearchField;

/// The left side of the messages screen: search, filter, threads.
class ThreadList : public QWidget
{
    Q_OBJECT
public:
    explicit ThreadList(const MessageServices &services, QWidget *parent = nullptr);

    /// Marks the thread as the one on the right, now or as soon as it is in the list; 0 = none.
    void select(qint64 thread);
    void focusList();
    void focusSearch();
    bool isEmpty() const;
    /// The latest thread of the list; 0 when there is none.
    qint64 firstThread() const { return m_model->idAt(0); }

Q_SIGNALS:
    void chosen(qint64 thread);
    /// The chosen one was clicked or entered, perhaps again: it is to be seen, where only one pane is.
    void detailWanted();
    void newWanted();

private:
    void applyFilter();
    void restoreSelection();
    void render();

    const MessageServices &m_services;
    ThreadModel *m_model;
    SearchField *m_search;
    Chip *m_unread;
    Notice *m_notice;
    EmptyState *m_empty;
    RowListView *m_view;
    qint64 m_selected = 0;
    bool m_restoring = false;
};

} // namespace milassist
