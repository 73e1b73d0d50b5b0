// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contacts/matching.h"
#include "ui/panels/contacts/contactservices.h"
#include "ui/widgets/panel.h"

#include <QWidget>

class QVBoxLayout;

namespace milassist
{

class EmptyState;
class Label;
class Notice;

/// People that are probably one, group by group: to be merged or left apart.
class DuplicatesPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr int mostShown = 50; ///< groups at a time; more follow when these are decided

    explicit DuplicatesPane(const ContactServices &services, QWidget *parent = nullptr);
    void look();

Q_SIGNALS:
    void closed();
    void toastRequested(const Toast &toast);

private:
    void showGroups();
    QWidget *cardOf(const DuplicateGroup &group);
    void merge(const DuplicateGroup &group);

    const ContactServices &m_services;
    QHash<qint64, Contact> m_people;
    QList<DuplicateGroup> m_groups;
    Label *m_summary;
    Notice *m_notice;
    QWidget *m_cards;
    QVBoxLayout *m_cardColumn;
    EmptyState *m_empty;
};

} // namespace milassist
