// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/plainlistmodel.h"
#include "ui/panels/routing/linewords.h"
#include "ui/panels/routing/routingservices.h"

#include <QWidget>

namespace milassist
{

class EmptyState;
class Notice;
class RowListView;
class SearchField;

/// Our lines beside the page of one: those of the plan with whether they are open, then those that are not in it yet.
class LineList : public QWidget
{
    Q_OBJECT
public:
    LineList(RoutingServices &services, QWidget *parent);

    /// As the plan stands now. @param shown stays chosen, if it is in the list
    void render(const std::optional<PhoneNumber> &shown);
    void choose(const PhoneNumber &number);
    void chooseFirst();
    void findLine();
    void focusList();
    /// The findings say something else.
    void tellAgain();
    Notice &notice() const { return *m_notice; }

Q_SIGNALS:
    void chosen(const milassist::PhoneNumber &number);
    void opened(); ///< the one that is chosen, to be looked at
    void searched();
    void exportWanted();

private:
    void build();

    RoutingServices &m_services;
    bool m_choosing = false;
    PlainListModel<PlannedLine> *m_model;
    SearchField *m_search;
    Notice *m_notice;
    RowListView *m_list;
    EmptyState *m_empty;
};

} // namespace milassist
