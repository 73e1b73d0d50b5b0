// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/timelinemodel.h"
#include "ui/panels/contacts/contactservices.h"
#include "ui/widgets/panel.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace milassist
{

class Avatar;
class EmptyState;
class Label;
class Notice;
class RowListView;

/// One person: who they are, their numbers, and everything that happened with them. Also for a number nobody knows.
class ContactPane : public QWidget
{
    Q_OBJECT
public:
    explicit ContactPane(const ContactServices &services, QWidget *parent = nullptr);

    void show(const Contact &contact);
    /// Nobody is known under this number; @p others share it when there are any.
    void showUnknown(const Party &party);
    /// Also known under the number that led here.
    void setOthers(const QList<Contact> &others);
    void clear();
    const Contact &contact() const { return m_contact; }
    void setFolded(bool folded);

Q_SIGNALS:
    void backWanted();
    void editWanted(const Contact &contact);
    void createWanted(const Party &party);
    void removeWanted(const Contact &contact);
    void exportWanted(const Contact &contact);
    void otherWanted(const Contact &contact);
    void openRequested(const Target &target);

private:
    void build();
    void render();
    void showNumbers();
    void openItem(int row);

    const ContactServices &m_services;
    Contact m_contact;
    Party m_party; ///< of somebody unknown
    QList<Contact> m_others;
    QTimer m_again;

    TimelineModel *m_timeline;
    QToolButton *m_back;
    Avatar *m_avatar;
    Label *m_name;
    Label *m_note;
    Label *m_details;
    QPushButton *m_create;
    QPushButton *m_edit;
    QToolButton *m_more;
    Notice *m_notice;
    QWidget *m_numbers;
    QVBoxLayout *m_numberColumn;
    RowListView *m_view;
    EmptyState *m_empty;
};

} // namespace milassist
