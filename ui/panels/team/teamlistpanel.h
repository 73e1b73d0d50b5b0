// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/models/plainlistmodel.h"
#include "ui/panels/team/pageparts.h"
#include "ui/panels/team/teamservices.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/rowdelegate.h"

#include <QTimer>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace milassist
{

class DetailPane;
class EmptyState;
class Label;
class MoreRow;
class Notice;
class RowListView;
class SplitView;

struct TeamRow {
    QString key; ///< by which it is the same one after reading anew
    RowView view;
    QString stamp; ///< as long as it is the same, the page of the chosen one stays as it is, with what is begun on it
};

/// A screen of what the relay keeps: rows at the left, the chosen one at the right. Read anew when the relay tells of
/// something; while it cannot be read, what is known stays and it is said.
class TeamListPanel : public Panel
{
    Q_OBJECT
public:
    void activate() override;

protected:
    struct Look {
        QString name;              ///< object names begin with it: "tasks"
        QString title, listName;   ///< heading; what a screen reader calls the list
        QString icon, empty, more; ///< where there are no rows
        QString choose;            ///< where none is chosen
        QString action;            ///< of the button in the head; empty: none
        QStringList kinds;         ///< of events that are about it
    };
    TeamListPanel(const TeamServices &services, Look look, QWidget *parent);

    virtual void read() = 0;                         ///< then showRows() or failed()
    virtual QWidget *makePage(const QString &key) = 0; ///< of the chosen one
    virtual void act() {}                            ///< the button in the head
    virtual void readMore() {}                       ///< as far as showExtent() says that there is more

    void showRows(const QList<TeamRow> &rows);
    /// That the rows are @p shown of @p total.
    void showExtent(int shown, int total);
    /// @param page is shown in place of the chosen one
    void showPage(QWidget *page);
    /// The chosen one while it is changed: stays until another page is wanted, whatever is read meanwhile.
    void edit(QWidget *page);
    /// Back to the chosen one as it is, or to the first.
    void leavePage();
    void choose(const QString &key);
    void renderChosen();
    void failed(const Error &error);
    void readSoon() { m_soon.start(); }
    void keepNotice() { m_clearsNotice = false; } ///< it is about all, not about the chosen one

    const TeamServices &services() const { return m_services; }
    const QString &chosen() const { return m_chosen; }
    QWidget *page() const { return m_page; }
    const PeopleNames &names() const { return m_services.team.roster().names(); }
    QVBoxLayout *head() const { return m_head; }
    QPushButton *action() const { return m_action; }
    Notice *notice() const { return m_notice; }
    void setEmpty(const QString &sentence, const QString &more);
    QAction *addKey(const QString &name, const QString &text, const QKeySequence &key, std::function<void()> act);

private:
    void build();
    void place(QWidget *page);
    bool isWriting() const; ///< nothing that is being typed is taken away

    TeamServices m_services;
    Look m_look;
    QTimer m_soon;
    PlainListModel<TeamRow> *m_model;
    QString m_chosen;
    QString m_stamp; ///< of the page that is shown
    bool m_isChoosing = false, m_isRead = false;
    bool m_clearsNotice = true, m_hasFailed = false; ///< to read: the notice says so
    bool m_isEditing = false;
    SplitView *m_split = nullptr;
    QVBoxLayout *m_head = nullptr;
    QPushButton *m_action = nullptr;
    Notice *m_notice = nullptr;
    RowListView *m_view = nullptr;
    MoreRow *m_more = nullptr;
    EmptyState *m_empty = nullptr, *m_nothing = nullptr;
    QStackedWidget *m_pages = nullptr;
    DetailPane *m_pane = nullptr;
    QWidget *m_page = nullptr;
};

} // namespace milassist
